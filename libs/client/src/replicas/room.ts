import type { SealedEntry } from '@consilium/contracts';
import { blobBytes, type AppliedEntry } from '@consilium/ledger';
import {
  entitledTo,
  granteesOf,
  isMember,
  mayOpen,
  mayRead,
  Problem,
  type EntryId,
  type LedgerId,
  type PersonId,
  type Rendition,
  type RoomState,
  type ThreadId,
  whoMayRead,
  type InsideStanding,
} from '@consilium/domain';
import { ThreadKeys } from '../keys/thread-keys';
import type { Recipient } from '../keys/generation';
import { isAgreedLately } from '../vault/heads';
import { Log } from '../ledgers/log';
import type { Reading } from '../vault/read-positions';
import type { Vault } from '../vault/vault';
import { readContent, type Content } from './content';
import { lacksContent } from './lacks-content';
import type { Pending } from './pending';
import type { SeenView } from './seen-view';
import { Typing } from './typing';

/** The key of a body under which it names its sealed words. */
export type SealedField = 'sealed' | 'description';

/** A sealed text's place in its body. */
interface SealedText {
  readonly thread: ThreadId;
  readonly gen: number;
  readonly sealed: { readonly hash: string; readonly size: number };
}

interface TakenBack {
  readonly message: string;
}

/** Who has looked at the newest thing this person said in a thread, and receipts that the service gave. */
interface SeenHere {
  by: (thread: ThreadId) => SeenView;
  hear: (receipts: readonly string[]) => void;
}

const nameOfText = (entry: string, field: SealedField = 'sealed'): string => `${entry} ${field}`;

/** One room as this member has it: the verified log, the keys it gave them, and what they opened with these. */
export class Room {
  readonly log: Log<RoomState>;
  keys: ThreadKeys;
  /** The best rendition of each picture this person opened here, by thread. */
  readonly looked = new Map<string, Rendition>();
  pending: Pending[] = [];
  here: readonly string[] = [];
  readonly typing: Typing;
  /** How far its person has looked at what: nothing, where nobody remembers. */
  reading: Reading = { of: () => -1, note: () => false };
  /** Who else has looked at what, and what comes of that; nobody knows before something came. */
  readonly seen: SeenHere = { by: () => ({ entry: '', names: [] }), hear: () => undefined };
  /** Newest entry up to which another member's device holds the same history; -1: none yet. */
  agreedSeq = -1;
  private learnt = 0;
  private inspected = 0;
  /** Entries that came without their body or content; right as long as this reader may not read them. */
  private lacking: AppliedEntry[] = [];
  private readonly texts = new Map<string, Content<string>>();

  constructor(
    readonly vault: Vault,
    readonly id: LedgerId,
  ) {
    const changed = (): void => {
      vault.changed({ about: 'room', room: id });
    };
    this.typing = new Typing(changed);
    this.log = new Log('room', id, vault.books.room, {
      transport: vault.transport,
      clock: vault.clock,
      changed,
      // What must be there is judged against the newest state, once all has been read.
      judging: async (...asked) => ({ ...(await vault.judging(...asked)), expectsBody: () => false }),
    });
    this.keys = this.noKeys();
  }

  /** The keys of a room of which nothing was read yet. */
  private noKeys(): ThreadKeys {
    const { vault, id } = this;
    return new ThreadKeys(
      vault.root,
      () => id,
      ({ recipient, asOf }) => Promise.resolve(recipient === vault.me ? vault.pairAt(asOf) : undefined),
      (thread, recipient) => this.coversOf(thread as ThreadId, recipient),
    );
  }

  /**
   * The record goes on from an older copy of it: nothing is left of what was opened since. What it gives reads entries that
   * are lost, with the keys they were sealed under.
   */
  leaveBehind(): (each: AppliedEntry) => Promise<Content<string>> {
    const { keys } = this;
    const texts = new Map(this.texts);
    this.keys = this.noKeys();
    this.texts.clear();
    this.agreedSeq = -1;
    this.beginAnew();
    this.learn();
    return (each) => this.readWith(keys, texts, each, 'sealed');
  }

  private beginAnew(): void {
    this.learnt = 0;
    this.inspected = 0;
    this.lacking = [];
  }

  private coversOf(thread: ThreadId, recipient: string): readonly string[] {
    if (this.log.replica === undefined) return [];
    return [...this.log.replica.state.outsiders.values()]
      .filter(({ person, side, clearance }) => {
        const reaches = side === thread || clearance.threads.some((each) => each.thread === thread);
        return person === recipient && reaches;
      })
      .map(({ clearance }) => clearance.id);
  }

  get state(): RoomState {
    return this.log.state;
  }

  /** A thread this person may open; one of another scope looks like one that is not there. */
  thread(id: string): ThreadId {
    const thread = id as ThreadId;
    const readers = whoMayRead(this.state, thread, this.vault.view, this.vault.clock.now());
    if (!this.state.threads.has(thread) || !readers.some(({ person }) => person === this.vault.me)) {
      throw new Problem('not-found', 'There is no such thread in this case.');
    }
    return thread;
  }

  /** Catches up, and reads everything again when this reader's scope has grown. A body still missing then is an alarm. */
  async sync(): Promise<void> {
    await this.log.sync();
    await this.settle();
  }

  async hear(seq: number, wires: readonly SealedEntry[]): Promise<void> {
    await this.log.hear(seq, wires);
    await this.settle();
  }

  /** Takes up what was appended or heard: keys, and whether anything is missing. */
  async settle(): Promise<void> {
    if (this.log.replica === undefined) return;
    if (this.withheld() !== undefined) {
      await this.log.reload();
      this.beginAnew();
      const missing = this.withheld();
      if (missing !== undefined) this.log.withhold(missing);
    }
    this.learn();
  }

  /** An entry in this reader's scope that came without its body or its content. */
  private withheld(): AppliedEntry | undefined {
    const { vault, state } = this;
    const { entries } = this.log;
    this.lacking.push(
      ...entries.slice(this.inspected).filter((each) => each.body === undefined || lacksContent(each, vault.me)),
    );
    this.inspected = entries.length;
    if (this.lacking.length === 0) return undefined;
    const now = vault.clock.now();
    return this.lacking.find((each) => {
      const mayHave = each.body === undefined ? mayRead : mayOpen;
      return mayHave(state, each.entry, vault.me, vault.view, now);
    });
  }

  learn(): void {
    const { entries } = this.log;
    if (this.learnt > entries.length) this.learnt = 0;
    const fresh = entries.slice(this.learnt);
    this.keys.learn(fresh);
    for (const { entry, body } of fresh) {
      if (entry.type === 'take-back' && body !== undefined) this.texts.delete(nameOfText((body as TakenBack).message));
    }
    this.learnt = entries.length;
  }

  /**
   * Whether an entry of this person, which nobody else can have signed, stands in the verified record under this id: a lost
   * answer, then, was a yes.
   */
  stands(id: EntryId): boolean {
    return this.log.entries.some(({ entry }) => entry.id === id && entry.by === this.vault.me);
  }

  /** Whether another member's device holds the same history, but for what came just now. */
  get crossChecked(): boolean {
    return isAgreedLately(this.log.entries, this.agreedSeq, this.vault.clock.now());
  }

  /** Whether nobody else is in this case, or was let in. */
  get isAlone(): boolean {
    const { vault, state } = this;
    const others = [...state.internals.keys(), ...[...state.outsiders.values()].map(({ person }) => person)];
    const now = vault.clock.now();
    return !others.some((person) => person !== vault.me && isMember(state, person, vault.view, now) !== false);
  }

  /** What this person is here now, by the newest register. */
  get standing(): InsideStanding | false {
    return isMember(this.state, this.vault.me, this.vault.view, this.vault.clock.now());
  }

  /** What one sealed field of an entry says, or why it cannot be shown here. Opened once. */
  read(each: AppliedEntry, field: SealedField = 'sealed'): Promise<Content<string>> {
    return this.readWith(this.keys, this.texts, each, field);
  }

  private async readWith(
    keys: ThreadKeys,
    texts: Map<string, Content<string>>,
    each: AppliedEntry,
    field: SealedField,
  ): Promise<Content<string>> {
    const name = nameOfText(each.entry.id, field);
    const known = texts.get(name);
    if (known !== undefined) return known;
    const body = each.body as SealedText & { readonly description?: SealedText['sealed'] };
    const blob = body[field] === undefined ? undefined : blobBytes(each, body[field] as never);
    const content = await readContent(() => keys.key(body.thread, body.gen), this.placeOf(each, body, field), blob);
    if (content.unreadable === undefined) texts.set(name, content);
    return content;
  }

  /** The number by which everybody calls a picture that was posted here. */
  numberOf(picture: EntryId): number {
    const number = this.state.pictures.get(picture);
    if (number === undefined) throw new Problem('not-found', 'There is no such picture in this case.');
    return number;
  }

  placeOf(each: AppliedEntry, body: { readonly thread: string; readonly gen: number }, field: string) {
    const ctx = { ledger: this.id, thread: body.thread, generation: body.gen };
    return { ctx, entry: each.entry.id, author: each.entry.by, type: each.entry.type, field };
  }

  /** Everybody who may read the thread now, with the keys the register lists for them. */
  recipients(state: RoomState, thread: ThreadId, at: number): Recipient[] {
    return this.asRecipients(state, thread, entitledTo(state, thread, this.vault.view, at), at);
  }

  /** Of these exactly the people a new generation of the thread is granted to; the others open it with the case's key. */
  grantees(state: RoomState, thread: Parameters<typeof granteesOf>[1], at: number): Recipient[] {
    return this.asRecipients(state, thread.id, granteesOf(state, thread, this.vault.view, at), at);
  }

  private asRecipients(state: RoomState, thread: ThreadId, people: readonly PersonId[], at: number): Recipient[] {
    return people.map((person) => {
      const clearance = this.coverOf(state, thread, person, at);
      this.requireKnown(state, clearance);
      return { person, sealing: this.sealingOf(person), clearance };
    });
  }

  /** Not on a decision that this device knows to have ended, where the record has forgotten it. */
  private requireKnown({ outsiders }: RoomState, id: string): void {
    const share = outsiders.get(id as never);
    if (share !== undefined) this.vault.restores.requireStanding(share.clearance, share.clearanceHash);
  }

  sealingOf(person: PersonId): string {
    const known = this.vault.view.person(person);
    this.vault.restores.requireNothingAgainst(person, this.id);
    if (known === undefined)
      throw new Problem('wrong-state', 'A member of this case is not in the register. Reload and try again.');
    return known.sealing;
  }

  /** The clearance that entitles an outside colleague to the thread; "" for an internal one. */
  private coverOf(state: RoomState, thread: ThreadId, person: PersonId, at: number): string {
    const isAlone = (outsiders: RoomState['outsiders']): boolean =>
      entitledTo({ ...state, outsiders }, thread, this.vault.view, at).includes(person);
    if (isAlone(new Map())) return '';
    const cover = [...state.outsiders].find(([id, outside]) => isAlone(new Map([[id, outside]])));
    return cover?.[0] ?? '';
  }
}
