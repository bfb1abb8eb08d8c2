import { threadId, type ThreadId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { object, oneOf } from '../../kernel/shape';
import type { PictureSource } from '../../words/lists';
import { roomEntry } from '../entry';
import { changeThread, type Moment } from '../moment';
import { postedBy } from '../posted';
import { internals } from '../standings';

const cameFrom: Readonly<Record<PictureSource, string>> = {
  'own-phone': 'their own phone',
  'managed-device': 'a device that the organisation manages',
  'camera-card': 'a camera',
  dermatoscope: 'a dermatoscope',
  pacs: 'PACS',
  'medical-photography': 'medical photography',
  'sent-by-patient': 'the patient, who sent it',
  'from-colleague': 'a colleague',
};

/** By whoever posted a picture: where it came from, which decides what is asked of them. The newest holds. */
export const source = roomEntry({
  type: 'source',
  since: 1,
  body: ({ pictureSources }) => object({ thread: threadId, source: oneOf(pictureSources) }),
  scope: 'thread',
  open: internals,
  inClosedRoom: true,
  acts: { source: (now: Moment, { thread }: { readonly thread: ThreadId }) => postedBy(now, thread) },
  apply: (now, _entry, { thread: id, source: said }) => {
    const thread = postedBy(now, id);
    if (thread.picture.source === said) refuse('nothing-changes');
    return changeThread(now, thread, { picture: { ...thread.picture, source: said } });
  },
  line: ({ by, body, pictures }) => `${by} said that ${pictures} came from ${cameFrom[body.source]}`,
  stands: true,
  unseen: (pictures) => `said where ${pictures} came from`,
});
