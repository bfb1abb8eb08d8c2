import type { RecordingKind } from '../words/lists';
import type { ConsentDraft, GuidanceRule } from './rule';
import { externalScopes, isExternal, isSecondary } from './scopes';

/** No separate consent to make: images of internal organs or structures, pathology slides, endoscopy, organ function, ultrasound, X-ray (GMC recordings, para 10). */
export const needsNoConsentToMake: readonly RecordingKind[] = [
  'internal-organ',
  'pathology-slide',
  'endoscopic-image',
  'organ-function',
  'ultrasound',
  'x-ray',
];

const noFormStated = ({ form }: ConsentDraft): boolean => form === 'not-needed-to-make';
const isOrdinary = ({ recording }: ConsentDraft): boolean => !needsNoConsentToMake.includes(recording);
const showsChild = ({ subject, flags }: ConsentDraft): boolean => subject === 'child' || flags.includes('child');

/**
 * The guidance as rules that refuse, in the order in which they are told: the hardest stop first. A rule changes by a row
 * more: the old one ends (`until`), and what was recorded under it stays judged by it.
 */
export const guidanceRules: readonly GuidanceRule[] = [
  {
    id: 'R15',
    since: 1,
    at: ['share'],
    sentence: 'The patient withdrew their agreement. Talk to them; a new agreement is a new version of the record.',
    sources: [{ document: 'GMC Confidentiality', paras: '30' }, { document: 'MDU on withdrawal' }],
    breaks: ({ withdrawn }) => withdrawn !== 'no',
  },
  {
    id: 'R12',
    since: 1,
    at: ['share'],
    sentence:
      'Sharing outside needs the patient’s agreement to a named colleague outside and to this service as the route. Ask, and record a new version.',
    sources: [
      { document: 'MDU on sharing by messaging' },
      { document: 'This service’s policy: it applies to de-identified pictures too' },
    ],
    breaks: ({ scopes }) => !externalScopes.every((scope) => scopes.includes(scope)),
  },
  {
    id: 'R08',
    since: 1,
    at: ['consent'],
    sentence:
      'This service holds no intimate pictures of anyone under 18. Ask medical photography; where abuse is suspected, the safeguarding lead.',
    sources: [
      { document: 'This service’s policy, stricter than the guidance' },
      { document: 'GMC recordings', paras: '34–35' },
      { document: 'Protection of Children Act 1978' },
    ],
    breaks: (draft) => showsChild(draft) && draft.flags.includes('intimate'),
  },
  {
    id: 'R05',
    since: 1,
    at: ['consent'],
    sentence:
      'A picture of this kind needs the patient’s agreement before it is made. Record whether it was given orally or in writing.',
    sources: [{ document: 'GMC recordings', paras: '10 and 13' }],
    breaks: (draft) => isOrdinary(draft) && noFormStated(draft),
  },
  {
    id: 'R01',
    since: 1,
    at: ['consent'],
    sentence:
      'The agreement recorded does not include making the picture. Ask, and add it, before the picture is kept.',
    sources: [{ document: 'GMC recordings', paras: '13–14' }],
    breaks: (draft) => isOrdinary(draft) && !draft.scopes.includes('capture'),
  },
  {
    id: 'R12',
    since: 1,
    at: ['consent'],
    sentence: 'Sharing outside needs an agreement of its own. Record whether it was given orally or in writing.',
    sources: [{ document: 'MDU on sharing by messaging' }, { document: 'GMC Confidentiality', paras: '28' }],
    breaks: (draft) => noFormStated(draft) && draft.scopes.some(isExternal),
  },
  {
    id: 'R06',
    since: 1,
    at: ['consent'],
    sentence:
      'Research and teaching need an agreement of their own unless the picture was de-identified first. Record how it was given.',
    sources: [{ document: 'GMC recordings', paras: '12, 17 and 24–27' }],
    breaks: (draft) => noFormStated(draft) && draft.scopes.some(isSecondary),
  },
];
