import { isAllSaid, isEasilyRecognised, showsChild } from '../picture-facts';
import type { GuidanceRule, Source } from '../rule';

const identifying: readonly Source[] = [
  { document: 'GMC recordings', paras: '17' },
  { document: 'MDU on sharing by messaging' },
];

/** By what somebody could be known again. A picture is de-identified at most, never anonymous. */
export const recognisingRules: readonly GuidanceRule[] = [
  {
    id: 'R27',
    since: 1,
    about: 'picture',
    effects: { outside: 'blocks' },
    judgedBy: 'service',
    brokenWhere: 'one of what is asked of a picture is not said',
    sentence:
      'Before a picture goes outside, say of it whether a face, an intimate part, other people, marks, jewellery, a place or a date can be seen, and whether it is rare. Record a new version.',
    sources: identifying,
    breaks: (draft) => !isAllSaid(draft),
  },
  {
    id: 'R27',
    since: 1,
    about: 'picture',
    effects: { post: 'blocks' },
    judgedBy: 'service',
    brokenWhere: 'somebody under 18, and one of what is asked of a picture is not said',
    sentence:
      'Of somebody under 18, say what can be seen: a face, an intimate part, other people, marks, jewellery, a place or a date, and whether it is rare.',
    sources: identifying,
    breaks: (draft) => showsChild(draft) && !isAllSaid(draft),
  },
  {
    id: 'R27',
    since: 1,
    about: 'picture',
    effects: { outside: 'asks' },
    judgedBy: 'service',
    brokenWhere: '`face` or `rare`, or two of: `marks` or `jewellery`; `place-shown`; `date-shown`',
    sentence:
      'Somebody could know the patient by this picture. A second adviser signs too; a picture without it needs one alone.',
    sources: [{ document: 'ICO on anonymisation' }, { document: 'GMC recordings', paras: '17' }],
    breaks: ({ flags }) => isEasilyRecognised(flags),
  },
];
