import type { Entry } from '../kernel/entry';
import type { EntryId, ThreadId } from '../kernel/ids';
import { refuse } from '../kernel/refusal';
import type { Moment } from './moment';
import type { RoomState, Said, Thread } from './state';

/** So long after it was said a message may be taken back. */
export const takeBackSeconds = 60;

/** How many stand in one run. */
const run = 64;

const kinds: readonly string[] = ['message', 'opinion', 'picture', 'form'] satisfies readonly Said['type'][];

/** All that was said after an entry, by its skeleton, whether or not this reader is given its words. */
export function saidAfter(
  { said }: Pick<RoomState, 'said'>,
  { id, seq, type, scope, by, at }: Entry,
): RoomState['said'] {
  const [thread] = scope;
  if (scope === 'room' || thread === undefined || !kinds.includes(type)) return said;
  const each: Said = { id, seq, type: type as Said['type'], thread: thread as ThreadId, by, at };
  const newest = said.at(-1);
  if (newest === undefined || newest.length >= run) return [...said, [each]];
  return [...said.slice(0, -1), [...newest, each]];
}

/** What stands under an id; looked for from the newest, since mostly that is answered. */
function find({ said }: RoomState, id: EntryId): Said | undefined {
  for (let index = said.length - 1; index >= 0; index--) {
    const found = said[index]?.find((each) => each.id === id);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What is answered stands in the same thread, before its readers, and was not taken back; "" answers nothing. */
export function mayAnswer({ state }: Moment, thread: ThreadId, id: EntryId | ''): void {
  if (id === '') return;
  const answered = find(state, id);
  if (answered?.thread !== thread) return refuse('answers-nothing');
  if (state.takenBack.has(answered.seq)) refuse('answers-taken-back');
}

/** An opinion filed since, in its thread or about the picture of its thread, may rest on the words. */
const isRestedOn = ({ opinions }: RoomState, { seq, thread }: Said): boolean =>
  [...opinions.values()].some((each) => each.upTo > seq && (each.thread === thread || each.on.includes(thread)));

/** The first message of a share's own talk is what the defence organisation decided on. */
const isBrief = ({ said }: RoomState, { kind, id }: Thread, message: EntryId): boolean =>
  kind === 'side' && said.flat().find((each) => each.thread === id && each.type === 'message')?.id === message;

/** A message of one's own, of the last minute, that nothing rests on. */
export function mayTakeBack({ state, by, at }: Moment, thread: Thread, id: EntryId): Said {
  const message = find(state, id);
  if (message?.type !== 'message' || message.thread !== thread.id) return refuse('no-such-message');
  if (message.by !== by) refuse('not-the-writer');
  if (state.takenBack.has(message.seq)) refuse('taken-back-already');
  if (isBrief(state, thread, id)) refuse('request-rests-on-it');
  if (isRestedOn(state, message)) refuse('opinion-rests-on-it');
  if (at - message.at > takeBackSeconds) refuse('too-late-to-take-back');
  return message;
}
