import type { AppliedEntry } from '@consilium/ledger';
import type { Room } from '../../replicas/room';
import { formOf, titleOf } from '../room-view';
import { describedIn, messageText, opinionIn } from '../thread-view';
import { isOpenHere } from '../what-is-new';
import { foldedText } from './folding';
import type { FoundIn } from './views';

/** Words as they were opened, and the same to be looked through. */
export interface Words {
  readonly text: string;
  readonly folded: string;
}

/** What an entry says. */
export interface Line extends Words {
  readonly in: FoundIn;
  readonly said: AppliedEntry;
  /** The entry a talk shows it at. */
  readonly entry: string;
}

const wordsOf = (said: readonly string[]): Words => {
  const text = said.filter((each) => each !== '').join(' · ');
  return { text, folded: foldedText(text) };
};

type Kind = 'message' | 'opinion' | 'addendum' | 'picture';

const foundIn: Readonly<Record<Kind, FoundIn>> = {
  ...{ message: 'message', opinion: 'opinion', addendum: 'opinion', picture: 'picture' },
};

const isKind = (type: string): type is Kind => Object.hasOwn(foundIn, type);

/** What it says; undefined where it does not open on this device, or not yet. */
async function saidIn(room: Room, each: AppliedEntry, kind: Kind): Promise<readonly string[] | undefined> {
  if (kind === 'picture') {
    const { value } = await describedIn(room, each);
    return value && [value.caption, value.site];
  }
  if (kind === 'opinion') {
    const { value } = await opinionIn(room, each);
    return value && [value.impression, value.advice, value.nextAction, value.limits];
  }
  const { value } = await (kind === 'message' ? messageText(room, each) : room.read(each));
  return value === undefined ? undefined : [value];
}

/** An addendum stands in the talk with the opinion it belongs to. */
const entryOf = ({ entry, body }: AppliedEntry): string => (body as { readonly opinion?: string }).opinion ?? entry.id;

/** One case, opened to be looked through: in memory alone, and gone with its keys. */
export class CaseLines {
  private source: readonly AppliedEntry[] = [];
  private upTo = 0;
  private known: Line[] = [];
  /** Read, and not opened: a key may come, and what is closed may be opened again. */
  private closed: AppliedEntry[] = [];
  title: Words = wordsOf([]);
  question: Words = wordsOf([]);

  constructor(readonly room: Room) {}

  /** Whether all that was verified so far was read. */
  get isRead(): boolean {
    const { entries } = this.room.log;
    return this.source === entries && this.upTo === entries.length && this.upTo > 0;
  }

  /** What may be read now, whatever could be when it was opened. */
  get lines(): readonly Line[] {
    return this.known.filter(({ said }) => isOpenHere(this.room, said));
  }

  /** Whether some of it could not be read: what came since will have it tried again. */
  isBroken = false;

  /** Opens what came since. */
  async read(): Promise<void> {
    const end = this.room.log.entries.length;
    this.isBroken = await this.open().then(
      () => false,
      () => true,
    );
    this.upTo = end;
  }

  private async open(): Promise<void> {
    const { room } = this;
    const { entries } = room.log;
    if (this.source !== entries) this.beginAnew(entries);
    const fresh = [...this.closed, ...entries.slice(this.upTo)];
    const lines = await Promise.all(fresh.map((each) => this.lineOf(each)));
    this.closed = fresh.filter((each, index) => lines[index] === undefined && isKind(each.entry.type));
    this.known.push(...lines.flatMap((line) => line ?? []));
    this.title = wordsOf([(await titleOf(room)).title]);
    const form = (await formOf(room))?.value;
    this.question = wordsOf(
      form === undefined
        ? []
        : [form.question, form.history, form.examination, form.medicines, form.specialty, form.responsible],
    );
  }

  private beginAnew(entries: readonly AppliedEntry[]): void {
    this.source = entries;
    this.upTo = 0;
    this.known = [];
    this.closed = [];
  }

  private async lineOf(each: AppliedEntry): Promise<Line | undefined> {
    const { type } = each.entry;
    if (!isKind(type) || each.body === undefined || !isOpenHere(this.room, each)) return undefined;
    const said = await saidIn(this.room, each, type);
    return said && { in: foundIn[type], said: each, entry: entryOf(each), ...wordsOf(said) };
  }
}
