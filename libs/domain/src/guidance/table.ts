import type { Authority, DutyFlag, RecordingKind } from '../words/lists';
import { isAnswered, isUnder18 } from './authorities';
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

const isNotNeeded = ({ authority }: ConsentDraft): boolean => authority === 'not-needed-to-make';
const isOrdinary = ({ recording }: ConsentDraft): boolean => !needsNoConsentToMake.includes(recording);
const showsChild = ({ authority, flags }: ConsentDraft): boolean => isUnder18(authority) || flags.includes('child');
const isUnanswered = (draft: ConsentDraft, authority: Authority): boolean =>
  draft.authority === authority && !isAnswered(draft);

/** Whether it was said of the picture that this is true of it, or that it is not. */
const isSaid = ({ flags, ruledOut }: ConsentDraft, flag: DutyFlag): boolean =>
  flags.includes(flag) || ruledOut.includes(flag);

/** By what a stranger could know somebody again: said of every picture before it goes outside. */
export const askedBeforeOutside = ['face', 'intimate', 'rare'] as const satisfies readonly DutyFlag[];

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
    id: 'R27',
    since: 1,
    at: ['share'],
    sentence:
      'Before a picture goes outside, say of it whether a face or an intimate part can be seen and whether it is rare. Record a new version.',
    sources: [{ document: 'GMC recordings', paras: '17' }, { document: 'MDU on sharing by messaging' }],
    breaks: (draft) => !askedBeforeOutside.every((flag) => isSaid(draft, flag)),
  },
  {
    id: 'R09',
    since: 1,
    at: ['share'],
    sentence:
      'Before a picture of somebody who has died goes outside, ask whether a coroner is involved, and record what they say.',
    sources: [{ document: 'GMC recordings', paras: '47–51' }],
    breaks: ({ authority, facts }) => authority === 'has-died' && facts.includes('coroner-not-asked'),
  },
  {
    id: 'R29',
    since: 1,
    at: ['consent'],
    sentence:
      'This service holds no intimate pictures of anyone under 18. Ask medical photography; where abuse is suspected, the safeguarding lead.',
    sources: [
      { document: 'This service’s policy, stricter than the guidance' },
      { document: 'Protection of Children Act 1978' },
    ],
    breaks: (draft) => showsChild(draft) && draft.flags.includes('intimate'),
  },
  {
    id: 'R29',
    since: 1,
    at: ['consent'],
    sentence:
      'Say whether an intimate part can be seen: this service holds no such picture of anyone under 18, and does not guess.',
    sources: [
      { document: 'This service’s policy, stricter than the guidance' },
      { document: 'Protection of Children Act 1978' },
    ],
    breaks: (draft) => showsChild(draft) && !isSaid(draft, 'intimate'),
  },
  {
    id: 'R05',
    since: 1,
    at: ['consent'],
    sentence: 'A picture of this kind needs an authority before it is made: whose agreement, or why nobody’s.',
    sources: [{ document: 'GMC recordings', paras: '10 and 13' }],
    breaks: (draft) => isOrdinary(draft) && isNotNeeded(draft),
  },
  {
    id: 'R08',
    since: 1,
    at: ['consent'],
    sentence: 'Say who agreed for the child: somebody with parental responsibility has to.',
    sources: [{ document: 'GMC recordings', paras: '34–35' }],
    breaks: (draft) => isUnanswered(draft, 'parental-responsibility'),
  },
  {
    id: 'R07',
    since: 1,
    at: ['consent'],
    sentence:
      'Say with whom the patient’s best interests were discussed, and whether somebody has legal authority to decide for them.',
    sources: [{ document: 'GMC recordings', paras: '28–33' }],
    breaks: (draft) => isUnanswered(draft, 'lacks-capacity'),
  },
  {
    id: 'R09',
    since: 1,
    at: ['consent'],
    sentence: 'Say what is known of their wishes, whether the family was asked, and whether a coroner is involved.',
    sources: [{ document: 'GMC recordings', paras: '47–51' }],
    breaks: (draft) => isUnanswered(draft, 'has-died'),
  },
  {
    id: 'R01',
    since: 1,
    at: ['consent'],
    sentence: 'What is recorded does not include making the picture. Ask, and add it, before the picture is kept.',
    sources: [{ document: 'GMC recordings', paras: '13–14' }],
    breaks: (draft) => isOrdinary(draft) && !draft.scopes.includes('capture'),
  },
  {
    id: 'R12',
    since: 1,
    at: ['consent'],
    sentence: 'Sharing outside needs an agreement of its own. Record whose agreement it is.',
    sources: [{ document: 'MDU on sharing by messaging' }, { document: 'GMC Confidentiality', paras: '28' }],
    breaks: (draft) => isNotNeeded(draft) && draft.scopes.some(isExternal),
  },
  {
    id: 'R12',
    since: 1,
    at: ['consent'],
    sentence:
      'Nobody could be asked: that covers this patient’s care inside. Tell them as soon as they can decide, and record what they say before anything goes outside.',
    sources: [{ document: 'GMC Confidentiality', paras: '28–30' }, { document: 'MDU on emergencies' }],
    breaks: ({ authority, scopes }) => authority === 'nobody-could-be-asked' && scopes.some(isExternal),
  },
  {
    id: 'R11',
    since: 1,
    at: ['consent'],
    sentence:
      'Research and teaching need an agreement of their own unless the picture was de-identified first. Record whose agreement it is.',
    sources: [{ document: 'GMC recordings', paras: '12, 17 and 24–27' }],
    breaks: (draft) =>
      (isNotNeeded(draft) || draft.authority === 'nobody-could-be-asked') && draft.scopes.some(isSecondary),
  },
];
