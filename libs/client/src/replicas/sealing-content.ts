import {
  isByCase,
  Problem,
  rotationDue,
  threadId,
  type EntryId,
  type Refusal,
  type RoomState,
  type Thread,
  type ThreadId,
  type ThreadKind,
  type BodyToWrite,
} from '@consilium/domain';
import { blobOf, draft, type Draft } from '@consilium/ledger';
import { CannotOpen, sealContent, TooLong } from '@consilium/sealing';
import {
  newGeneration,
  wrapOf,
  type CaseKey,
  type Granting,
  type KeyOf,
  type Linked,
  type Recipient,
} from '../keys/generation';
import { allow } from '../vault/vault';
import type { Room } from './room';

export const grantingIn = (room: Room): Granting => ({ root: room.vault.root, ledger: room.id, by: room.vault.me });

const noKey =
  'This device does not have the key of this thread yet. A colleague who has it passes it on by opening the case; try again then.';

/** The key of the newest generation, as far as this device holds it. */
export async function currentKey(room: Room, thread: Thread): Promise<KeyOf> {
  try {
    return { thread: thread.id, gen: thread.gen, key: await room.keys.key(thread.id, thread.gen) };
  } catch (error) {
    if (error instanceof CannotOpen) throw new Problem('wrong-state', noKey);
    throw error;
  }
}

export interface RotateDraft {
  readonly draft: Draft;
  readonly of: CaseKey;
}

/** A thread as a generation that is about to begin makes it. */
export type NextOf = Pick<Thread, 'id' | 'kind' | 'clearance' | 'readers' | 'named' | 'gen'>;

/** A thread that is not there yet, for everybody inside. */
export const newThread = (id: ThreadId, kind: ThreadKind, clearance: Thread['clearance'] = ''): NextOf => ({
  ...{ id, kind, clearance, readers: 'inside', named: [], gen: 1 },
});

/** The same thread with its next generation. */
export const nextOf = (thread: Thread): NextOf => ({ ...thread, gen: thread.gen + 1 });

/**
 * A `rotate` entry: the first generation of a new thread, or the next of an old one. `under`: the case's key, for what it gives
 * to everybody inside.
 */
export async function rotateDraft(
  granting: Granting,
  thread: NextOf,
  previous: Linked | undefined,
  recipients: readonly Recipient[],
  under?: CaseKey,
): Promise<RotateDraft> {
  const made = await newGeneration(granting, { thread: thread.id, gen: thread.gen, previous, recipients });
  const body: BodyToWrite<'rotate', 'room'> = {
    thread: thread.id,
    kind: thread.kind,
    clearance: thread.clearance,
    gen: made.gen,
    kc: made.kc,
    back: made.back,
    readers: thread.readers,
    ...(under === undefined ? {} : { inside: await wrapOf(granting, made, under) }),
    grants: made.grants,
  };
  return { draft: draft({ type: 'rotate', scope: [thread.id], body, blobs: made.blobs }), of: made };
}

/** The next generation of a thread, for exactly those entitled now. */
export async function rekey(
  room: Room,
  state: RoomState,
  thread: Thread,
  at: number,
  under?: CaseKey,
): Promise<RotateDraft> {
  const { key } = await currentKey(room, thread);
  const previous = { gen: thread.gen, key, kc: thread.kc };
  return rotateDraft(grantingIn(room), nextOf(thread), previous, room.grantees(state, thread, at), under);
}

/** What gives a key to everybody inside: the case's own newest, and `first` the entry that begins it, where it was due. */
export interface Wrapping {
  readonly first: readonly Draft[];
  readonly under: CaseKey;
}

/** Made anew at each try of an append, so that nothing is ever given under a generation of the case that is past. */
export async function wrapping(room: Room, state: RoomState, at: number): Promise<Wrapping> {
  const { me, view, books } = room.vault;
  const thread = state.threads.get(state.caseThread);
  if (thread === undefined) throw new Problem('not-found', 'There is no such thread in this case.');
  if (!rotationDue(state, thread, view, at)) {
    return { first: [], under: { ...(await currentKey(room, thread)), kc: thread.kc } };
  }
  allow(books.room.mayAct(state, view, at, me, { act: 'rotate', thread: thread.id }));
  const rotated = await rekey(room, state, thread, at);
  return { first: [rotated.draft], under: rotated.of };
}

/** The same, where a thread's key is given to the inside by the case's. */
export async function wrappingFor(
  room: Room,
  state: RoomState,
  thread: Pick<Thread, 'kind' | 'readers'>,
  at: number,
): Promise<Wrapping | undefined> {
  return isByCase(thread) ? wrapping(room, state, at) : undefined;
}

/** Why new keys of a thread may not be begun, but for the case's, which come first in the same append. */
export function besidesCase(refusal: Refusal | undefined, by: Wrapping | undefined): Refusal | undefined {
  return refusal?.code === 'case-rotation-due' && by?.first.length === 1 ? undefined : refusal;
}

type TextType = 'message' | 'opinion' | 'addendum' | 'outcome' | 'title' | 'form';

/** A text for an entry whose body is one sealed text and little else. */
interface TextOf<Type extends TextType> {
  readonly type: Type;
  readonly text: string;
  /** Fields that follow `sealed` in the body, in the order of its shape. */
  readonly more: Omit<BodyToWrite<Type>, 'thread' | 'gen' | 'sealed'>;
  readonly id: EntryId;
}
export type Text = { readonly [Type in TextType]: TextOf<Type> }[TextType];

/** Seals a text for one field of one entry. */
export async function sealedBlob(
  granting: Granting,
  under: KeyOf,
  place: { readonly id: EntryId; readonly type: string; readonly field: string },
  content: string | Uint8Array,
) {
  const ctx = { ledger: granting.ledger, thread: under.thread, generation: under.gen };
  const where = { ctx, entry: place.id, author: granting.by, type: place.type, field: place.field };
  try {
    return await blobOf(await sealContent(under.key, where, content));
  } catch (error) {
    if (error instanceof TooLong)
      throw new Problem('too-large', 'This text is too long for one entry. Split it and send it in parts.');
    throw error;
  }
}

export async function textDraft<Type extends TextType>(
  granting: Granting,
  under: KeyOf,
  { type, text, more, id }: TextOf<Type>,
): Promise<Draft> {
  const blob = await sealedBlob(granting, under, { id, type, field: 'sealed' }, text);
  const scope = [threadId.read(under.thread)];
  // The compiler does not put together again what `Omit` took apart.
  const body = { thread: under.thread, gen: under.gen, sealed: blob.ref, ...more } as object as BodyToWrite<Type>;
  return draft<Type>({ type, scope, body, blobs: [blob], id });
}

/** What a colleague entitled to a thread sees change when somebody comes or goes. */
export function readersOf(room: Room, state: RoomState, threads: readonly ThreadId[], at: number): string {
  return threads
    .map((thread) =>
      room.recipients(state, thread, at).map(({ person, sealing }) => `${person} ${sealing.slice(0, 24)}`),
    )
    .join(' | ');
}

/** An act that puts content under a thread's key. */
export type WritingAct = 'post' | 'opinion' | 'outcome';

/**
 * Content for a thread, under its newest key. When somebody who held that key may no longer read, a new generation
 * comes first, in the same append, and before it the case's own, where that is due too.
 */
export async function underThread(
  room: Room,
  state: RoomState,
  at: number,
  act: WritingAct,
  id: ThreadId,
  write: (under: KeyOf) => Promise<readonly Draft[]>,
): Promise<readonly Draft[]> {
  const { me, view, books } = room.vault;
  const thread = state.threads.get(id);
  const refusal = books.room.mayAct(state, view, at, me, { act, thread: id });
  if (refusal?.code !== 'rotation-due') allow(refusal);
  if (thread === undefined) throw new Problem('not-found', 'There is no such thread in this case.');
  if (!rotationDue(state, thread, view, at)) return write(await currentKey(room, thread));
  const by = await wrappingFor(room, state, thread, at);
  allow(besidesCase(books.room.mayAct(state, view, at, me, { act: 'rotate', thread: id }), by));
  const rotated = await rekey(room, state, thread, at, by?.under);
  return [...(by?.first ?? []), rotated.draft, ...(await write(rotated.of))];
}
