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
