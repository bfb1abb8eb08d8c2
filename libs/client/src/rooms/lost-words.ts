import type { EntryId } from '@consilium/domain';
import type { AppliedEntry } from '@consilium/ledger';
import { readAs, type Content } from '../replicas/content';
import type { Pending } from '../replicas/pending';
import type { Room } from '../replicas/room';
import type { OwnShelf } from '../shelf/own-shelf';
import type { OwnLost } from '../vault/restores';
import { sentenceOf } from './lines';
import { readWords } from './mentions';

/** What is written by the devices themselves, and is written again by them. */
const unasked: readonly string[] = ['rotate', 'grant', 'grant-bad', 'link', 'rewrap', 'tick'];

const lostText =
  'This was lost when the service was put back to an older copy. Look whether it still fits, then send it again.';

/** When officers last said that part of a record was lost; 0 where they never did. */
export function restoredAt({ id, vault }: Room): number {
  const { restored, times } = vault.register.state;
  const newest = restored.findLast(({ ledger }) => ledger === id);
  return newest === undefined ? 0 : (times[newest.seq] ?? 0);
}

/** What somebody did that is lost, in the sentence of its type; undefined for what nobody did by hand. */
export function lostLine(room: Room, each: AppliedEntry): OwnLost | undefined {
  const { id, at, type } = each.entry;
  if (unasked.includes(type)) return undefined;
  const line = sentenceOf(room.vault, each, { pictures: 'a picture', begunBy: () => '' });
  return { ledger: room.id, entry: id, at, line, isSaid: type === 'message' };
}

interface Said {
  readonly thread: Pending['thread'];
  readonly replyTo: EntryId | '';
}

/** The words of lost messages stand in their threads again, under the ids they had, to be sent once more or dropped. */
export async function keepUnsaid(
  room: Room,
  lost: readonly AppliedEntry[],
  read: (each: AppliedEntry) => Promise<Content<string>>,
  shelf: OwnShelf,
): Promise<void> {
  for (const each of lost) {
    const { id, at, type } = each.entry;
    if (type !== 'message' || each.body === undefined || room.log.has(id)) continue;
    const content = readAs(await read(each), (sealed) => readWords(room.vault, sealed));
    const { thread, replyTo } = each.body as Said;
    if (content.unreadable !== undefined || !room.state.threads.has(thread)) continue;
    // What it answers may be lost too.
    const answered = replyTo !== '' && room.log.has(replyTo) ? replyTo : '';
    const words = { entry: id, thread, ...content.value, replyTo: answered, at, problem: lostText };
    await shelf.keep('message', id, JSON.stringify({ room: room.id, ...words })).catch(() => undefined);
    room.pending = [...room.pending, words].sort((one, other) => one.at - other.at);
  }
  room.vault.changed({ about: 'room', room: room.id });
}
