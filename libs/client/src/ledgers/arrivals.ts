import type { Entry, EntryId, RuleBook } from '@consilium/domain';
import { changeSince, type AppliedEntry, type RegisterReader } from '@consilium/ledger';
import type { ServiceClock } from '../service/clock';

/** `ahead`: dated by a clock that was ahead then. `late`: came long after a change of people that it does not know of. */
export type TimeMark = '' | 'ahead' | 'late';

/** Entries dated more than this ahead are marked (seconds). */
const aheadSeconds = 120;
/** Seconds after which what does not know of a change is late: news and entries cross on their way. */
const lateSeconds = 300;
/** An answer that was under way when the change was heard of says nothing of what stood there then. */
const crossing = 60;

/**
 * Which entries came late: they name a register older than a change of their author, or of what their ledger's rules look
 * at, that this device knew for minutes, and stood not there yet when it looked after it had heard of the change. An honest
 * service takes none such. Known only while the page is open.
 */
export class Arrivals {
  private readonly heardOf: { readonly seq: number; readonly at: number }[] = [];
  private wholeAt = -Infinity;
  private readonly late = new Set<EntryId>();

  constructor(private readonly clock: Pick<ServiceClock, 'now' | 'steady'>) {}

  /** This device knows the register up to here. */
  know(seq: number): void {
    if (seq > (this.heardOf.at(-1)?.seq ?? -1)) this.heardOf.push({ seq, at: this.clock.steady() });
  }

  /** The service says that there is nothing more than what is here. */
  whole(): void {
    this.wholeAt = this.clock.steady();
  }

  /** Entries that follow a state. */
  came<S>(
    book: Pick<RuleBook<S>, 'touches'>,
    state: S,
    register: RegisterReader,
    applied: readonly AppliedEntry[],
  ): void {
    for (const { entry } of applied) {
      const change = changeSince(book, register, entry, state);
      if (change !== undefined && this.isLate(change)) this.late.add(entry.id);
    }
  }

  /** Something about the time of an entry that its readers should know; "" for almost all. */
  markOf({ id, at }: Pick<Entry, 'id' | 'at'>): TimeMark {
    if (this.late.has(id)) return 'late';
    return at > this.clock.now() + aheadSeconds ? 'ahead' : '';
  }

  private isLate(change: number): boolean {
    const heard = this.heardOf.find(({ seq }) => seq >= change);
    if (heard === undefined) return false;
    return this.clock.steady() - heard.at > lateSeconds && this.wholeAt - heard.at > crossing;
  }
}
