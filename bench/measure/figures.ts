import { availableParallelism, loadavg, totalmem } from 'node:os';

/** The middle of the measured values; for an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Linear between the two nearest measured values; `q` from 0 to 1. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * q;
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  if (low === undefined || high === undefined) throw new RangeError('Nothing was measured.');
  return low + (high - low) * (place - Math.floor(place));
}

/** One raw figure, for people; the ratio comes last and is for programs. */
export function say(what: string, value: number, unit: string): void {
  process.stdout.write(`${what.padEnd(60)} ${value.toFixed(value < 10 ? 3 : 1)} ${unit}\n`);
}

/** A figure beside the most it may be. */
export function sayTarget(what: string, value: number, most: number, unit: string): void {
  const verdict = value <= most ? 'reached' : 'missed';
  process.stdout.write(
    `${what.padEnd(60)} ${value.toFixed(value < 10 ? 3 : 1)} ${unit} (≤ ${String(most)}: ${verdict})\n`,
  );
}

/** A figure beside the least it has to be. */
export function sayAtLeast(what: string, value: number, least: number, unit: string): void {
  const verdict = value >= least ? 'reached' : 'missed';
  process.stdout.write(`${what.padEnd(60)} ${value.toFixed(1)} ${unit} (≥ ${String(least)}: ${verdict})\n`);
}

/** The last line of every bench. */
export function sayRatio(ratio: number): void {
  process.stdout.write(`ratio: ${ratio.toFixed(3)}\n`);
}

/** Milliseconds that `work` takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Milliseconds of processor time, all threads of this process together, that `work` takes. */
export async function processorTime(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** What was measured on, first: figures from a machine that is busy otherwise say so. */
export function sayMachine(): void {
  say('processors', availableParallelism(), '');
  say('memory', totalmem() / 2 ** 30, 'GiB');
  say(`Node ${process.versions.node}; load of the machine before, one minute`, loadavg()[0] ?? 0, '');
}
