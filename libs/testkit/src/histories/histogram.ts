import type { Noted, Outcome } from './history';
import type { Play } from './play';

const outcomes = [
  'stood',
  'refused',
  'turned away',
  'held back',
  'nothing to do',
] as const satisfies readonly Outcome[];

/** Steps that are entries of nobody's, or of the service: nobody refuses them. */
const notRefused = ['time passes', 'the clock jumps ahead', 'the clock jumps back', 'somebody reads'];

const line = (name: string, values: readonly (string | number)[]): string =>
  [name.padEnd(30), ...values.map((each) => String(each).padStart(14))].join('');

/** What the steps of many histories came to, so that nobody believes in histories of ten joins. */
export class Histogram {
  private readonly noted = new Map<string, Map<Outcome, number>>();
  private readonly codes = new Map<string, number>();
  private readonly spoils = new Map<string, Map<Outcome, number>>();
  histories = 0;
  private entries = 0;
  private longest = 0;
  private readonly surprises = new Map<string, number>();

  /** After its readers were asked. */
  add({ noted, service, surprises }: Play): void {
    this.histories += 1;
    const stored = [...service.kept.values()].reduce((sum, { entries }) => sum + entries.length, 0);
    this.entries += stored;
    this.longest = Math.max(this.longest, stored);
    for (const each of noted) this.note(each);
    for (const each of surprises) this.surprises.set(each, (this.surprises.get(each) ?? 0) + 1);
  }

  private note({ action, spoil, outcome, code }: Noted): void {
    const count = (of: Map<string, Map<Outcome, number>>, key: string): void => {
      const counts = of.get(key) ?? new Map<Outcome, number>();
      of.set(key, counts.set(outcome, (counts.get(outcome) ?? 0) + 1));
    };
    count(this.noted, action);
    count(this.spoils, spoil);
    if (outcome === 'refused' || outcome === 'turned away') this.codes.set(code, (this.codes.get(code) ?? 0) + 1);
  }

  of(action: string, outcome: Outcome): number {
    return this.noted.get(action)?.get(outcome) ?? 0;
  }

  /** The actions that came to this less often than so. */
  below(outcome: Outcome, actions: readonly string[], least: number): readonly string[] {
    const asked = outcome === 'refused' ? actions.filter((each) => !notRefused.includes(each)) : actions;
    return asked
      .filter((each) => this.of(each, outcome) < least)
      .map((each) => `${each}: ${String(this.of(each, outcome))}`);
  }

  text(): string {
    const rows = (of: ReadonlyMap<string, ReadonlyMap<Outcome, number>>): readonly string[] =>
      [...of.keys()].toSorted().map((key) => line(key, outcomes.map((outcome) => of.get(key)?.get(outcome) ?? 0)));
    const codes = [...this.codes].toSorted(([, one], [, other]) => other - one);
    return [
      `${String(this.histories)} histories, ${String(this.entries)} entries, at most ${String(this.longest)} in one`,
      line('', outcomes),
      ...rows(this.noted),
      ...(this.spoils.size > 1 ? ['spoilt by', ...rows(this.spoils)] : []),
      `${String(codes.length)} codes: ${codes.map(([code, times]) => `${code} ${String(times)}`).join(', ')}`,
      `allowed by the act and refused for what was said: ${[...this.surprises].map(([what, times]) => `${what} ${String(times)}`).join(', ')}`,
    ].join('\n');
  } // prettier-ignore
}
