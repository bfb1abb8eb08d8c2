import type { LedgerHead, SealedEntry, StoredEntry } from '@consilium/contracts';
import { Problem, type EntryId, type Hash, type LedgerId, type LedgerKind, type RuleBook } from '@consilium/domain';
import {
  advance,
  headClaim,
  Newer,
  overlookedSeconds,
  readEntry,
  Refused,
  type AdvanceOptions,
  type AppliedEntry,
  type Replica,
} from '@consilium/ledger';
import { OneAtATime } from '../turns/one-at-a-time';
import { Arrivals } from './arrivals';
import { judgedAgain } from './judged-again';
import { Stopping } from './stopping';
import type { RememberedHead } from './remembered';
import { goOnFrom, type Restoring } from './restored';
import { earlyText, heldBy, optionsFor, partsFrom, registerSeqNamed, type Judging, type LogPorts } from './taking';

const pageSize = 500;

/**
 * One ledger as this device believes it. `sync` is the truth, `hear` takes a hint. The first entry that may not be ends
 * it: read-only, with an alarm in words and the evidence kept. Nothing repairs itself. An entry newer than this build is not
 * judged: the log is held before it, and says what to do.
 */
export class Log<S> extends Stopping {
  replica: Replica<S> | undefined;
  entries: AppliedEntry[] = [];
  /** A head this device or another of the same person verified before. */
  remembered: RememberedHead | undefined;
  /** Body hashes this device signed under each entry id: by them it knows its own entry again after a lost answer. */
  readonly signed = new Map<EntryId, Set<Hash>>();
  private readonly turns = new OneAtATime();
  /** Newest register entry that what stands here was judged by. */
  private judgedBy = -1;
  readonly arrivals: Arrivals;
  /** Where officers may say why an older copy of it is shown. */
  restoring: Restoring<S> | undefined;

  constructor(
    readonly kind: LedgerKind,
    readonly ledger: LedgerId,
    readonly book: RuleBook<S>,
    protected readonly ports: LogPorts,
  ) {
    super();
    this.arrivals = new Arrivals(ports.clock);
  }

  get headSeq(): number {
    return this.replica?.head.seq ?? -1;
  }

  /** Whether an entry stands in the verified record under this id. */
  has(id: EntryId): boolean {
    return this.replica?.history.has(id) === true;
  }

  get state(): S {
    if (this.replica !== undefined) return this.replica.state;
    this.requireWhole();
    throw new Problem('not-found', 'There is nothing here for you.');
  }

  sync(): Promise<void> {
    return this.turns.run(() => this.catchUp());
  }

  /**
   * Judges what stands here by what the register says since: an entry that passed over a change of people is found out
   * whichever of the two came first. Nothing is asked.
   */
  judgeAgain(): Promise<void> {
    return this.turns.run(async () => {
      if (this.alarm !== '') await this.goOnRestored();
      if (this.kind === 'register' || this.replica === undefined || this.alarm !== '') return;
      await this.judgeTail(await this.ports.judging(-1));
    });
  }

  private async judgeTail({ register, registerSeq = -1, ...judging }: Judging): Promise<void> {
    const next = this.judgedBy + 1;
    this.judgedBy = Math.max(this.judgedBy, registerSeq);
    this.arrivals.know(registerSeq);
    if (register === undefined || this.replica === undefined) return;
    // What the register says since was written after all that stands here: there is nothing to find.
    if ((register.registerTime(next) ?? Infinity) + overlookedSeconds >= this.replica.at) return;
    const options = { ...(judging as AdvanceOptions<S>), register, mayOverlook: overlookedSeconds };
    const again = await judgedAgain(this.book, this.entries, options);
    if (again === undefined) return;
    this.replica = again.replica;
    this.entries = again.entries;
    this.refuse(again.refused);
  }

  /** Applies entries that came live if they extend the head; otherwise asks. */
  hear(seq: number, wires: readonly SealedEntry[]): Promise<void> {
    return this.turns.run(async () => {
      if (this.alarm === '' && seq <= this.headSeq) return;
      const extendsHead = wires.length > 0 && seq - wires.length === this.headSeq;
      if (this.alarm === '' && extendsHead && (await this.take(wires)) && this.headSeq === seq) return;
      await this.catchUp();
    });
  }

  /** Applies own entries, accepted by the service, unless they were heard before. What is `stored` with another hash is fetched. */
  takeOwn(wires: readonly SealedEntry[], stored: readonly StoredEntry[]): Promise<void> {
    return this.turns.run(async () => {
      const last = wires.at(-1);
      if (last === undefined) return;
      const { skeleton, hash } = await readEntry(this.book, last);
      if (this.replica?.history.at(skeleton.seq) === hash) return;
      const isNext = skeleton.seq - wires.length === this.headSeq;
      const isStored = stored.some((each) => each.id === skeleton.id && each.hash === hash);
      if (!isNext || !isStored || !(await this.take(wires))) await this.catchUp();
    });
  }

  /** Forgets everything and reads the ledger again from its first entry: for a reader whose scope grew. */
  reload(): Promise<void> {
    return this.turns.run(() => this.readAgain());
  }

  /** Nobody acts on half of it: what was verified stays until all of it was read again. */
  private async readAgain(): Promise<void> {
    if (this.alarm !== '') return;
    const again = new Log(this.kind, this.ledger, this.book, { ...this.ports, changed: () => undefined });
    again.remembered = this.replica?.head ?? this.remembered;
    await again.readOn();
    const { alarm, kept, held } = again;
    if (alarm === '') this.takeOver(again);
    Object.assign(this, { alarm, kept, held });
    this.ports.changed();
  }

  /** Reads what is new; where another history is shown than the verified one, looks whether officers said why. */
  private async catchUp(): Promise<void> {
    if (this.alarm === '') await this.readOn();
    if (this.alarm !== '') await this.goOnRestored();
  }

  private async goOnRestored(): Promise<void> {
    if (!this.isPutBack) return;
    const { ports } = this;
    const judging = (seq: number): Promise<Judging> => ports.judging(seq, true);
    const shown = new Log(this.kind, this.ledger, this.book, { ...ports, judging, changed: () => undefined });
    // Nothing is worse than before where it cannot be read just now.
    await shown.readOn().catch(() => undefined);
    goOnFrom(this, shown, () => {
      this.become(shown);
    });
  }

  /** The newest entries of this record that this device knows of: verified, remembered, or by the service's own word. */
  known(): readonly RememberedHead[] {
    const word = this.word === '' ? [] : [headClaim(this.word).payload];
    return [this.replica?.head, this.remembered, ...word].flatMap((head) => head ?? []);
  }

  /** Takes over what another reading of the record came to. */
  private takeOver({ replica, entries, held, remembered }: Log<S>): void {
    Object.assign(this, { replica, entries, held, remembered });
  }

  /** Goes on from another history than the verified one: nothing of that one is left. */
  private become(shown: Log<S>): void {
    this.takeOver(shown);
    Object.assign(this, { alarm: '', kept: undefined, word: '', doubt: '', judgedBy: -1 });
    this.signed.clear();
    this.ports.changed();
  }

  private async readOn(): Promise<void> {
    const begun = this.headSeq;
    for (;;) {
      const page = await this.ports.transport.call('ledgers', 'entries', {
        ledger: this.ledger,
        after: this.headSeq,
        limit: pageSize,
      });
      this.ports.clock.hear(page.now);
      if (!this.isSameHistory(page.head)) return;
      const before = this.headSeq;
      if (page.entries.length > 0) await this.take(page.entries);
      if (this.held !== '' || this.headSeq === before || this.headSeq >= page.head.seq) break;
    }
    if (this.held === '') this.arrivals.whole();
    this.checkRemembered();
    if (this.headSeq !== begun) this.ports.changed();
  }

  private isSameHistory(head: LedgerHead): boolean {
    const parts = partsFrom(this.replica, head);
    if (parts !== '') this.raise(parts);
    return parts === '';
  }

  private checkRemembered(): void {
    const { remembered, replica } = this;
    if (remembered === undefined || this.alarm !== '') return;
    // Another device of the same person, with a newer build, has read on.
    if (this.held !== '' && remembered.seq > this.headSeq) return;
    const shown = replica?.history.at(remembered.seq);
    if (shown === remembered.hash) this.remembered = undefined;
    else this.raise(shown === undefined ? 'rollback' : 'fork');
  }

  /** Whether the entries were applied (or held back). A refusal raises the alarm, a newer entry holds; no answer is passed on. */
  private async take(wires: readonly SealedEntry[]): Promise<boolean> {
    const newest = wires.reduce((seq, wire) => Math.max(seq, registerSeqNamed(wire)), -1);
    const judging = await this.ports.judging(this.kind === 'register' ? -1 : newest);
    if (this.kind !== 'register') await this.judgeTail(judging);
    if (this.alarm !== '') return false;
    const options = optionsFor<S>(this, judging, this.ports.clock.now());
    try {
      await this.believe(wires, options);
      return true;
    } catch (error) {
      if (!(error instanceof Refused) && !(error instanceof Newer)) throw error;
      // What came before it stays readable, so that the alarm has a record to stand on.
      const sound = wires.slice(0, Math.max(0, error.seq - this.headSeq - 1));
      if (sound.length > 0) await this.believe(sound, options);
      this.stopAt(error, judging.registerHeld);
      return false;
    }
  }

  private stopAt(error: Refused | Newer, registerHeld = ''): void {
    const held = heldBy(error, registerHeld);
    if (held !== '') this.hold(held);
    else if (error instanceof Refused) this.refuse(error);
  }

  private async believe(wires: readonly SealedEntry[], options: AdvanceOptions<S>): Promise<void> {
    const before = this.replica;
    const advanced = await advance(this.book, before, wires, options);
    if (before !== undefined && options.register !== undefined)
      this.arrivals.came(this.book, before.state, options.register, advanced.applied);
    this.replica = advanced.replica;
    this.entries.push(...advanced.applied);
    this.held = '';
    if (advanced.applied.length > 0) this.ports.clock.learn(advanced.replica.at);
    if (advanced.held.length > 0) this.held = earlyText;
    this.ports.changed();
  }

  /** Waits at an entry for a newer build. No alarm and no evidence: nothing is wrong. */
  private hold(why: string): void {
    if (this.held === why) return;
    this.held = why;
    this.ports.changed();
  }
}
