import { ServiceClock, type Transport } from '@consilium/client';
import { FollowedRegister, Log } from '@consilium/client/testing';
import { Problem, type Books, type LedgerId } from '@consilium/domain';
import type { AdvanceOptions } from '@consilium/ledger';
import type { Judged, Kept, Service } from './service';
import { newestNamed, verdictHere } from './verdicts';

/** A device that has nothing, and is shown of each ledger so much and no more. */
export class Fresh {
  readonly shown = new Map<LedgerId, number>();
  readonly register: FollowedRegister;
  private readonly logs = new Map<LedgerId, Log<unknown>>();
  private readonly clock: ServiceClock;

  constructor(
    private readonly service: Service,
    now: number,
    readonly books: Books,
    /** What it read of the register long ago; nothing, where it begins with entry 0. */
    read?: Kept,
  ) {
    this.clock = new ServiceClock({ monotonic: () => 0, wall: () => now * 1000 });
    this.register = new FollowedRegister(service.register.ledger, this.ports, books);
    if (read?.replica.kind !== 'register') return;
    this.register.log.replica = read.replica;
    this.shown.set(read.ledger, read.entries.length);
  }

  private get ports() {
    const entries = (ledger: LedgerId, after: number) => {
      const all = this.service.kept.get(ledger)?.entries ?? [];
      const shown = all.slice(0, this.shown.get(ledger) ?? 0);
      const head = shown.at(-1)?.entry;
      if (head === undefined) throw new Problem('not-found', 'There is nothing here.');
      const rest = shown.slice(after + 1).map(({ wire }) => wire);
      return { entries: rest, head: { seq: head.seq, hash: head.hash }, now: this.clock.now() };
    };
    const call = (_noun: string, _act: string, asked: { readonly ledger: LedgerId; readonly after: number }) =>
      new Promise((resolve) => {
        resolve(entries(asked.ledger, asked.after));
      });
    const none = () => Promise.reject(new Error('No objects here'));
    const transport: Transport = { call: call as never, put: none, get: none };
    return { transport, clock: this.clock, changed: () => undefined };
  }

  log({ kind, ledger }: Pick<Kept, 'kind' | 'ledger'>): Log<unknown> {
    if (kind === 'register') return this.register.log;
    const known = this.logs.get(ledger);
    if (known !== undefined) return known;
    const made = new Log<unknown>(kind, ledger, this.books[kind], {
      ...this.ports,
      judging: (seq) => this.judging(seq),
    });
    this.logs.set(ledger, made);
    return made;
  }

  /** A log of its own that stands where this one does. */
  again({ replica, entries }: Log<unknown>, { kind, ledger }: Pick<Kept, 'kind' | 'ledger'>): Log<unknown> {
    const judging = (seq: number) =>
      kind === 'register' ? Promise.resolve({ expectRoot: ledger }) : this.judging(seq);
    const made = new Log<unknown>(kind, ledger, this.books[kind], { ...this.ports, judging });
    made.replica = replica;
    made.entries = [...entries];
    return made;
  }

  /** The service gives what of the register an entry names, and no more. */
  judging(seq: number): Promise<AdvanceOptions<never>> {
    const { ledger } = this.service.register;
    this.shown.set(ledger, Math.max(this.shown.get(ledger) ?? 0, 1, seq + 1));
    return this.register.judging(seq);
  }

  /** Reads a ledger up to this entry; what the register says is asked of everything that was read before. */
  async reads(kept: Kept, upTo: number): Promise<void> {
    const all = kept.entries.length;
    this.shown.set(kept.ledger, Math.max(this.shown.get(kept.ledger) ?? 0, Math.min(all, upTo + 1)));
    await this.log(kept).sync();
    if (kept.kind === 'register') for (const log of this.logs.values()) await log.judgeAgain();
  }

  /** What this device says of something that was refused when the ledger stood here. */
  async verdict({ kind, ledger, wires }: Judged): Promise<string> {
    const replica = this.log({ kind, ledger }).replica;
    // So much of the register as it names is shown, where there is so much.
    await this.judging(newestNamed(wires)).catch(() => undefined);
    return verdictHere(this, kind, ledger, replica, wires);
  }
}
