import type { Thread } from '@consilium/domain';
import { nameOf } from '../../register';
import type { Room } from '../../replicas/room';
import { pause } from '../../turns/pause';
import { members } from '../room-view';
import type { Rooms } from '../rooms';
import { threadTitle } from '../thread-view';
import { threadsShown } from '../what-is-new';
import { CaseLines, type Line, type Words } from './case-lines';
import { foldedText, has, piecesOf, soughtIn } from './folding';
import type { FoundCase, FoundLine, SearchView } from './views';

/** Milliseconds after which an answer tells of what was read so far. */
const atMost = 100;
const mostCases = 30;
const mostLines = 3;

/** A line that was found; it is cut to pieces only where it is shown. */
interface Hit {
  readonly at: number;
  readonly line: () => FoundLine;
}

/** A case with what was found in it, and what it is sorted by. */
interface Found {
  readonly found: FoundCase;
  readonly isCalledSo: boolean;
  readonly newest: number;
}

const hasAll = (folded: string, sought: readonly string[]): boolean => sought.every((each) => has(folded, each));

/** Whether some of it stands there, and the rest in what everybody knows of it: who said it, what the case is called. */
function fits({ folded }: Words, sought: readonly string[], beside: () => string): boolean {
  const rest = sought.filter((each) => !has(folded, each));
  return rest.length < sought.length && (rest.length === 0 || hasAll(beside(), rest));
}

/** Where an entry was said; undefined where its thread is not shown. */
function threadOf(shown: ReadonlyMap<string, Thread>, { state }: Room, { said }: Line): Thread | undefined {
  const { scope } = said.entry;
  const threads = scope === 'room' ? [state.caseThread] : scope;
  return threads.flatMap((each) => shown.get(each) ?? [])[0];
}

function saidLines(lines: CaseLines, sought: readonly string[]): Hit[] {
  const { room, title } = lines;
  const shown = threadsShown(room);
  return lines.lines.flatMap((line) => {
    const { by, at } = line.said.entry;
    const name = nameOf(room.vault, by);
    if (!fits(line, sought, () => foldedText(name) + title.folded)) return [];
    const thread = threadOf(shown, room, line);
    if (thread === undefined) return [];
    const shownAs = (): FoundLine => {
      const where = thread.kind === 'case' ? '' : threadTitle(room, thread);
      return { in: line.in, entry: line.entry, where, by: name, at, pieces: [...piecesOf(line.text, sought)] };
    };
    return { at, line: shownAs };
  });
}

/** What stands above the talk: the question, and who is in the case. */
function aboutLines({ room, question, title }: CaseLines, sought: readonly string[]): Hit[] {
  const at = room.state.openedAt;
  const hit = (of: 'question' | 'colleague', text: string): Hit => ({
    at,
    line: () => ({ in: of, entry: '', where: '', by: '', at, pieces: [...piecesOf(text, sought)] }),
  });
  const names = members(room).filter(
    ({ me, name }) => !me && fits({ text: name, folded: foldedText(name) }, sought, () => title.folded),
  );
  return [
    ...(fits(question, sought, () => title.folded) ? [hit('question', question.text)] : []),
    ...names.map(({ name }) => hit('colleague', name)),
  ];
}

function foundIn(lines: CaseLines, sought: readonly string[]): Found | undefined {
  const { room, title } = lines;
  const isCalledSo = hasAll(title.folded, sought);
  const all = [...aboutLines(lines, sought), ...saidLines(lines, sought).reverse()];
  if (!isCalledSo && all.length === 0) return undefined;
  const found = {
    room: room.id,
    title: [...piecesOf(title.text, sought)],
    closed: room.state.closed !== undefined,
    lines: all.slice(0, mostLines).map(({ line }) => line()),
    more: Math.max(0, all.length - mostLines),
  };
  return { found, isCalledSo, newest: Math.max(...all.map(({ at }) => at), 0) };
}

/** Whether its person is in it, by what this device has verified: of a case they have left nothing is found. */
const isIn = (room: Room): boolean =>
  room.log.replica !== undefined && (room.standing === 'internal' || room.standing === 'outside');

/**
 * Looks through the cases that this device has opened anyway. What it reads for that is kept in memory, beside the keys: a lock
 * ends both, and nothing of it is ever stored or sent. Whether something may be read is asked when it is found.
 */
export class Search {
  private readonly lines = new WeakMap<Room, CaseLines>();
  private reading: Promise<void> | undefined;

  async find(rooms: Rooms, asked: string): Promise<SearchView> {
    if (rooms.all.length === 0) await rooms.refresh();
    const all = rooms.all.filter(isIn).map((room) => this.of(room));
    if (all.some(({ isRead }) => !isRead)) await Promise.race([this.readAll(all), pause(atMost)]);
    const read = all.filter(({ isRead }) => isRead);
    const broken = read.filter(({ isBroken }) => isBroken).length;
    const missing = rooms.all.filter(({ log }) => log.replica === undefined).length;
    const unopened = missing + rooms.failed.length + rooms.waiting.length;
    const sought = soughtIn(asked);
    const found = sought.length === 0 ? [] : read.flatMap((lines) => foundIn(lines, sought) ?? []);
    found.sort((one, other) => Number(other.isCalledSo) - Number(one.isCalledSo) || other.newest - one.newest);
    return {
      cases: found.slice(0, mostCases).map((each) => each.found),
      more: Math.max(0, found.length - mostCases),
      ...{ read: read.length, of: all.length, unread: unopened + broken },
    };
  }

  private of(room: Room): CaseLines {
    const known = this.lines.get(room) ?? new CaseLines(room);
    this.lines.set(room, known);
    return known;
  }

  /** One case after another, so that an answer can tell of those that were read; once at a time. */
  private readAll(all: readonly CaseLines[]): Promise<void> {
    this.reading ??= this.readEach(all).finally(() => {
      this.reading = undefined;
    });
    return this.reading;
  }

  private async readEach(all: readonly CaseLines[]): Promise<void> {
    for (const lines of all) {
      if (!lines.isRead && isIn(lines.room)) await lines.read();
    }
  }
}
