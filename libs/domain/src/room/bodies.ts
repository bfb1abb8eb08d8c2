import { blobRef, grantRefs } from '../kernel/entry';
import { clearanceId, consentId, entryId, hash, ledgerId, organisationId, personId, threadId } from '../kernel/ids';
import { compactJws, gesture } from '../kernel/keys';
import {
  bytes,
  flag,
  integer,
  list,
  literal,
  object,
  oneOf,
  orEmpty,
  seconds,
  sorted,
  type ShapeOf,
} from '../kernel/shape';
import { storedObject } from './stored-object';
import {
  closeOutcomes,
  consentForms,
  consentScopes,
  dutyFlags,
  recordingKinds,
  renditions,
  subjectClasses,
  threadKinds,
} from '../words/lists';

const gen = integer(1);
/** Text sealed as content under the scope's thread at generation `gen`. */
const sealedText = { thread: threadId, gen, sealed: blobRef };

/** Bodies of a room's entries, by type. `scope` of each is stated beside it. */
export const roomBodies = {
  /** Scope room. By the owner, a clinician of `org`. `thread`: id of the case thread. */
  genesis: object({ kind: literal('room'), nonce: bytes(16), org: organisationId, thread: threadId }),
  /** Scope room. By the owner: an internal colleague; grants follow in the same append. */
  invite: object({ person: personId }),
  /** Scope room for an internal, side thread and the clearance's threads for an outside colleague. By the owner, or by the person (leaving). */
  remove: object({ person: personId }),
  /** Scope room. By the owner: the new owner, an active internal. By an active internal, for themselves, while the owner is none. */
  owner: object({ person: personId }),
  /** Scope room. By the owner. */
  close: object({ outcome: oneOf(closeOutcomes) }),
  reopen: object({}),
  /** Scope room. By the service: advances register head and time. */
  tick: object({}),
  /**
   * Scope: the thread. Begins a generation. By any holder (gen 1: an active internal, who thereby makes the thread).
   * `grants`: exactly the entitled active people, sorted by recipient. `back`: nonce12 ‖ AES-256-GCM of the previous key, "" in gen 1.
   * `clearance`: for a side thread the clearance it will carry, else "".
   */
  rotate: object({
    thread: threadId,
    kind: oneOf(threadKinds),
    clearance: orEmpty(clearanceId),
    gen,
    kc: hash,
    back: orEmpty(bytes(60)),
    grants: grantRefs,
  }),
  /** Scope: the thread. By an active internal holder. `clearance`: the one that entitles an outside recipient, else "". */
  grant: object({ thread: threadId, gen, recipient: personId, clearance: orEmpty(clearanceId), blob: blobRef }),
  /** Scope: the thread. By the recipient: a grant (in a rotate or grant entry) did not open to the committed key. */
  'grant-bad': object({ thread: threadId, gen, entry: entryId }),
  /** Scope: case thread. By the owner. */
  title: object(sealedText),
  /** Scope: case thread. By the owner: specialty, urgency, age band, question, sealed as one JSON text. */
  form: object(sealedText),
  /** Scope: the picture thread. A new version repeats the id with version + 1. `sealed`: the clinician's note on the discussion. */
  consent: object({
    consent: consentId,
    version: integer(1),
    thread: threadId,
    recording: oneOf(recordingKinds),
    form: oneOf(consentForms),
    scopes: sorted(oneOf(consentScopes), { max: consentScopes.length }),
    subject: oneOf(subjectClasses),
    flags: sorted(oneOf(dutyFlags), { max: dutyFlags.length }),
    takenBy: personId,
    takenAt: seconds,
  }),
  /** Scope: the picture thread. Withdrawal of sharing ends outside access; of capture, see clinical guidance. */
  'consent-withdrawal': object({
    consent: consentId,
    version: integer(1),
    what: oneOf(['sharing', 'capture'] as const),
  }),
  /** Scope: its picture thread, once. `objects` in the order original, thumb, view. `description`: width, height, media type, caption, side and site, sealed. */
  picture: object({
    thread: threadId,
    gen,
    consent: object({ id: consentId, version: integer(1) }),
    objects: list(storedObject, { min: 3, max: 3 }),
    description: blobRef,
  }),
  /** Scope: its thread. `replyTo`: an entry of the same thread or "". */
  message: object({ ...sealedText, replyTo: orEmpty(entryId) }),
  /** Scope: its thread (an outside colleague's: the side thread). Signed by being an entry; never edited. */
  opinion: object({
    ...sealedText,
    reliesOn: list(object({ thread: threadId, picture: entryId, rendition: oneOf(renditions) }), { max: 50 }),
  }),
  /** Scope: the opinion's thread. By its author. */
  addendum: object({ ...sealedText, opinion: entryId }),
  /** Scope: the pictures asked about. From here on these threads say that an outside colleague may read what is added. */
  'share-request': object({ advice: ledgerId, threads: sorted(threadId, { min: 1, max: 50 }) }),
  /** Scope: side thread and exactly the clearance's threads. By the owner. */
  admit: object({
    clearance: compactJws,
    gesture,
    'second?': object({ jws: compactJws, gesture }),
    'inner?': blobRef,
  }),
  /** Scope: as the admit. By the outside colleague, before join-by. */
  accept: object({ clearance: clearanceId, declined: flag }),
} as const;

export type RoomEntryType = keyof typeof roomBodies;
export type RoomBody<T extends RoomEntryType> = ShapeOf<(typeof roomBodies)[T]>;
