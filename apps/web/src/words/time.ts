/** What a reader should know of the time of an entry, where there is something. */
export const timeMarkWords = {
  ahead: 'Dated ahead of the clock: a clock was wrong when this was written.',
  late: 'Arrived late: minutes after a change of people here that whoever wrote it did not know of.',
} as const;

/** The largest of which there are at least two is said. */
const units = [
  { seconds: 86_400, name: 'days' },
  { seconds: 3600, name: 'hours' },
  { seconds: 60, name: 'minutes' },
] as const;

/** A stretch of time: "15 minutes", "3 days". */
export function lengthOf(length: number): string {
  const { seconds, name } = units.find((unit) => length >= 2 * unit.seconds) ?? units[2];
  const count = Math.round(length / seconds);
  return name === 'minutes' && count === 1 ? '1 minute' : `${String(count)} ${name}`;
}
