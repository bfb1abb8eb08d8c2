import type { Log } from '../ledgers/log';

/** How far the threads of one record were looked at: by the entry that began a thread, the newest entry seen in it. */
export type ReadOf = ReadonlyMap<number, number>;
/** The same of every record. */
export type ReadList = ReadonlyMap<string, ReadOf>;

/** How far somebody has looked at each thread of a record, and that they looked at more of one. */
export interface Reading {
  of(ledger: string, begun: number): number;
  note(log: Log<unknown>, begun: number, seq: number): boolean;
}

/** Before anything was looked at. */
const nothing = -1;

/**
 * How far this person has looked at each thread, on whichever device. Positions only grow, so that it does not matter in
 * which order two devices tell each other; they shrink in one case, when a record goes on from an older copy of it: what
 * comes after it then was never seen.
 */
export class ReadPositions {
  private readonly records = new Map<string, Map<number, number>>();

  /** Newest entry looked at in the thread that entry `begun` of the record began; −1: none. */
  of(ledger: string, begun: number): number {
    return this.records.get(ledger)?.get(begun) ?? nothing;
  }

  /** As it is now. */
  get list(): ReadList {
    return new Map([...this.records].map(([ledger, read]) => [ledger, new Map(read)]));
  }

  /** False: as much was known. */
  take(ledger: string, begun: number, seq: number): boolean {
    if (seq <= this.of(ledger, begun)) return false;
    const known = this.records.get(ledger) ?? new Map<number, number>();
    this.records.set(ledger, known.set(begun, seq));
    return true;
  }

  /** What another device, or another day, knew of a record. False: nothing of it is news. */
  takeAll(ledger: string, read: ReadOf): boolean {
    return [...read].map(([begun, seq]) => this.take(ledger, begun, seq)).some((isNews) => isNews);
  }

  /** A record goes on after entry `kept`: threads that began later are others, and nothing after it was looked at. */
  cut(ledger: string, kept: number): void {
    const left = [...(this.records.get(ledger) ?? [])].filter(([begun]) => begun <= kept);
    this.replace(ledger, new Map(left.map(([begun, seq]) => [begun, Math.min(seq, kept)])));
  }

  /** Another device went on from an older copy of the record: what it has looked at in that counts, and nothing else. */
  replace(ledger: string, read: ReadOf): void {
    this.records.set(ledger, new Map(read));
  }
}

/** What is in one list and not in another, by record. */
export function readBeyond(list: ReadList, other: ReadList): ReadList {
  const more = [...list].map(([ledger, read]) => {
    const known = other.get(ledger);
    return [ledger, new Map([...read].filter(([begun, seq]) => seq > (known?.get(begun) ?? nothing)))] as const;
  });
  return new Map(more.filter(([, read]) => read.size > 0));
}

/** `{record: [begun, seq, begun, seq, …]}`: a few bytes a thread, whoever has hundreds of cases. */
export function readText(list: ReadList): Record<string, number[]> {
  return Object.fromEntries([...list].map(([ledger, read]) => [ledger, [...read].flat()]));
}

function readOf(pairs: unknown, newest: number): ReadOf {
  const numbers = pairs as readonly number[];
  if (!Array.isArray(pairs) || numbers.length % 2 !== 0 || !numbers.every(Number.isSafeInteger)) throw new Error();
  const read = new Map<number, number>();
  for (let at = 0; at < numbers.length; at += 2) read.set(numbers[at] ?? 0, Math.min(numbers[at + 1] ?? 0, newest));
  return read;
}

/** No position is beyond what a device of this person had verified of the record. Throws on what is no such list. */
export function readIn(said: unknown, heads: ReadonlyMap<string, { readonly seq: number }>): ReadList {
  return new Map(
    Object.entries(said as object).map(([ledger, pairs]) => [ledger, readOf(pairs, heads.get(ledger)?.seq ?? nothing)]),
  );
}
