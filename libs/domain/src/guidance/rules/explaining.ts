import { isAgreed, isAllExplained, isAnyAttested } from '../picture-facts';
import type { GuidanceRule } from '../rule';

/** What was said to whoever agreed, and where it was noted. */
export const explainingRules: readonly GuidanceRule[] = [
  {
    id: 'R02',
    since: 1,
    about: 'picture',
    effects: { inside: 'warns', outside: 'blocks' },
    judgedBy: 'service',
    brokenWhere: 'somebody agreed, and one of the eight explanations is not among the explained',
    sentence:
      'Not everything is recorded as explained: why, in what form, how it is kept, who sees it, how long, this service, how to withdraw, other uses. Explain what is missing; before a picture goes outside, all of it is.',
    sources: [{ document: 'GMC recordings', paras: '13–14' }, { document: 'MDU on sharing by messaging' }],
    breaks: (draft) => isAgreed(draft) && !isAllExplained(draft),
  },
  {
    id: 'R03',
    since: 1,
    about: 'picture',
    effects: { inside: 'warns', outside: 'blocks' },
    judgedBy: 'service',
    brokenWhere: 'somebody agreed, and `no-pressure` is not attested',
    sentence:
      'It is not recorded that they agreed without pressure and know that they can stop it. Ask them; before a picture goes outside, say so.',
    sources: [{ document: 'GMC recordings, principles' }],
    breaks: (draft) => isAgreed(draft) && !isAnyAttested(draft, 'no-pressure'),
  },
  {
    id: 'R26',
    since: 1,
    about: 'picture',
    effects: { outside: 'warns' },
    judgedBy: 'service',
    brokenWhere: 'somebody agreed, and `leaflet-given` is not attested',
    sentence:
      'It is not recorded that the patient got your organisation’s leaflet on pictures. Give it to them, or tell them where it stands.',
    sources: [{ document: 'Caldicott Principles', paras: '8' }],
    breaks: (draft) => isAgreed(draft) && !isAnyAttested(draft, 'leaflet-given'),
  },
  {
    id: 'R04',
    since: 1,
    about: 'picture',
    effects: { outside: 'warns', close: 'warns' },
    judgedBy: 'service',
    brokenWhere: '`noted-in-record` is not attested',
    sentence:
      'It is not recorded that what was discussed stands in the patient’s record. Write it there: what was agreed, by whom, and when.',
    sources: [{ document: 'GMC recordings', paras: '14' }, { document: 'NHS England on mobile messaging' }],
    breaks: (draft) => !isAnyAttested(draft, 'noted-in-record'),
  },
];
