import type { Log } from '@consilium/client/testing';
import type { LedgerId } from '@consilium/domain';
import { comparedAt, wrongEnd, type Ends } from './ends';
import { Fresh } from './fresh';
import { Lot } from './lot';
import type { Play } from './play';
import type { Judged, Kept, Service } from './service';

/** In which order a device that has nothing is given the ledgers. */
export const orders = ['the register first', 'the register last', 'by turns'] as const;
export type Order = (typeof orders)[number];

/** A day after everything: nothing is held for being ahead of time any more. */
export const later = 400 * 86_400;

/** Where a reader stops to be asked: what was refused after this entry of this ledger. */
export type Stops = ReadonlyMap<LedgerId, ReadonlyMap<number, readonly Judged[]>>;

export function stopsOf({ sent }: Service): Stops {
  const stops = new Map<LedgerId, Map<number, Judged[]>>();
  for (const judged of sent.filter(({ verdict }) => verdict !== '')) {
    const of = stops.get(judged.ledger) ?? new Map<number, Judged[]>();
    stops.set(judged.ledger, of.set(judged.after, [...(of.get(judged.after) ?? []), judged]));
  }
  return stops;
}

/** One reading of everything there is, from nothing; what it finds otherwise than the service did. */
export class Reading {
  readonly found: string[] = [];
  private readonly fresh: Fresh;

  constructor(
    private readonly play: Play,
    private readonly order: Order,
    private readonly stops: Stops,
    private readonly ends: Ends,
  ) {
    const { service } = play;
    // All read the same beginning; one of them reads it.
    const read = order === 'the register first' ? undefined : play.begun;
    this.fresh = new Fresh(service, service.clock.now + later, service.books, read);
  }

  async read(): Promise<readonly string[]> {
    const all = [...this.play.service.kept.values()];
    const [register, others] = [all.filter(isRegister), all.filter((each) => !isRegister(each))];
    if (this.order === 'by turns') await this.byTurns(all);
    else for (const kept of this.order === 'the register first' ? [...register, ...others] : [...others, ...register]) await this.whole(kept);
    for (const kept of all) await this.compare(kept);
    return this.found;
  } // prettier-ignore

  private async whole(kept: Kept): Promise<void> {
    const at = this.stops.get(kept.ledger) ?? new Map<number, readonly Judged[]>();
    for (const seq of [...at.keys(), kept.entries.length - 1].toSorted((one, other) => one - other)) await this.upTo(kept, seq);
  } // prettier-ignore

  private async byTurns(all: readonly Kept[]): Promise<void> {
    const lot = new Lot(this.play.history.steps.at(-1)?.lots ?? [1, 2, 3]);
    const at = new Map(all.map(({ ledger }) => [ledger, -1]));
    for (let left = [...all]; left.length > 0; left = left.filter(({ ledger, entries }) => (at.get(ledger) ?? 0) < entries.length - 1)) {
      const kept = lot.of(left);
      if (kept === undefined) break;
      const from = at.get(kept.ledger) ?? -1;
      const to = Math.min(kept.entries.length - 1, from + (lot.of([1, 2, 3, 7, 20]) ?? 1));
      const between = [...(this.stops.get(kept.ledger)?.keys() ?? [])].filter((seq) => seq > from && seq < to);
      for (const seq of [...between, to].toSorted((one, other) => one - other)) await this.upTo(kept, seq);
      at.set(kept.ledger, to);
    }
  } // prettier-ignore

  private async upTo(kept: Kept, seq: number): Promise<void> {
    await this.fresh.reads(kept, seq);
    const log = this.fresh.log(kept);
    const stops = this.stops.get(kept.ledger)?.get(seq) ?? [];
    if (stops.length === 0) return;
    if (log.headSeq === seq) for (const judged of stops) await this.asked(log, judged);
    // The register was read further already, because something named what comes after; another has ended.
    else if (kept.kind !== 'register' && (this.ends.get(kept.ledger) ?? Infinity) > seq)
      this.finds(`${kept.kind} stands at ${String(log.headSeq)}, not ${String(seq)}: ${log.alarm}${log.held}`);
  }

  private async asked(log: Log<unknown>, judged: Judged): Promise<void> {
    const { kind, verdict, register } = judged;
    const said = await this.fresh.verdict(judged);
    // Who does not know of the change finds out once they do.
    const isLater = verdict === 'register-overlooked' && said === '' && this.fresh.register.log.headSeq < register;
    if (said !== verdict && !isLater) this.finds(`${kind} ${said} instead of ${verdict}`);
    if (this.order === 'by turns') await this.alarms(log, judged);
  }

  private finds(what: string): void {
    this.found.push(`${this.order}: ${what}`);
  }

  /** Shown by a service that stored it, it ends the log of a device that stood there with an alarm, of this code. */
  private async alarms(log: Log<unknown>, { kind, ledger, wires, after, verdict, register }: Judged): Promise<void> {
    const isHeld = verdict.startsWith('newer') || verdict === 'register-unknown' || after < 0;
    if (isHeld) return;
    const shown = this.fresh.again(log, { kind, ledger });
    await shown.hear(after + wires.length, wires);
    if (verdict === 'register-overlooked') await this.learns(shown, register);
    const code = shown.kept?.code ?? 'none';
    const isSo = code === verdict || this.hasEnded(ledger, after, code);
    if (shown.alarm === '' || !isSo) this.found.push(`the alarm in the ${kind} is ${code}, not ${verdict}`);
  }

  /** What is shown may name a register by which something before it is found to have passed over a change. */
  private hasEnded(ledger: Judged['ledger'], after: number, code: string): boolean {
    return code === 'register-overlooked' && (this.ends.get(ledger) ?? Infinity) <= after;
  }

  /** The register grows on this device until it knows of the change. */
  private async learns(shown: Log<unknown>, register: number): Promise<void> {
    await this.fresh.judging(register);
    await shown.judgeAgain();
  }

  private async compare(kept: Kept): Promise<void> {
    const { kind, ledger, replica } = kept;
    const log = this.fresh.log({ kind, ledger });
    const end = this.ends.get(ledger);
    const wrong = wrongEnd(log, end);
    const isWhole = end !== undefined || log.headSeq === replica.head.seq;
    if (wrong !== '') this.found.push(`${this.order}: ${wrong}`);
    else if (!isWhole) this.found.push(`${this.order}: the ${kind} ends after ${String(log.headSeq)}: ${log.held}`);
    else this.found.push(...(await comparedAt(this.play.service, kept, log.replica)).map((each) => `${this.order}: ${each}`));
  } // prettier-ignore
}

const isRegister = ({ kind }: Kept): boolean => kind === 'register';
