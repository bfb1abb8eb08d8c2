import { showsChild } from '../picture-facts';
import type { GuidanceRule } from '../rule';

/** What ends it before anything is recorded. It stays on the author's device: a slip of a finger must not become evidence. */
export const stopRules: readonly GuidanceRule[] = [
  {
    id: 'R10',
    since: 1,
    about: 'picture',
    effects: { post: 'blocks' },
    judgedBy: 'clients',
    brokenWhere: 'the patient does not know of the recording, and is neither unconscious, without capacity nor dead',
    sentence:
      'A recording that the patient does not know of is not supported here. Seek specific authorisation and legal advice; your defence organisation says how. Nothing of this was recorded.',
    sources: [{ document: 'GMC recordings', paras: '54–55' }],
    breaks: ({ stops, authority }) =>
      stops?.includes('not-aware') === true &&
      authority !== 'nobody-could-be-asked' &&
      authority !== 'lacks-capacity' &&
      authority !== 'has-died',
  },
  {
    id: 'R08',
    since: 1,
    about: 'picture',
    effects: { post: 'blocks' },
    judgedBy: 'clients',
    brokenWhere: 'somebody under 18 objects or is distressed',
    sentence:
      'Pause: the child objects or is distressed. Look again later, with whoever cares for them. What a child who understands it has refused stays refused. Nothing of this was recorded.',
    sources: [{ document: 'GMC recordings', paras: '34–35' }],
    breaks: (draft) => draft.stops?.includes('objects') === true && showsChild(draft),
  },
  {
    id: 'R14',
    since: 1,
    about: 'picture',
    effects: { post: 'blocks' },
    judgedBy: 'clients',
    brokenWhere: 'the patient objects',
    sentence:
      'The patient does not want it: it ends here. Tell them that their care does not depend on it. Whether the law or the public interest asks for more is for your Caldicott guardian. Nothing of this was recorded.',
    sources: [{ document: 'GMC Confidentiality', paras: '30' }, { document: 'GMC recordings, principles' }],
    breaks: ({ stops }) => stops?.includes('objects') === true,
  },
];
