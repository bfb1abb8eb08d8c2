import type { QuietHours } from '@consilium/contracts';

const day = 24 * 60;

/** Minutes after midnight at this moment, by the clocks of a time zone. Throws for a zone that is none. */
function minuteIn(zone: string, now: number): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now * 1000);
  const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  return of('hour') * 60 + of('minute');
}

export function isZone(zone: string): boolean {
  try {
    minuteIn(zone, 0);
    return true;
  } catch {
    return false;
  }
}

/** The last moment at which it was so many minutes after midnight there; the next is a day after it. */
export function lastAt(minute: number, zone: string, now: number): number {
  const since = (minuteIn(zone, now) - minute + day) % day;
  return now - since * 60 - (now % 60);
}

/** Seconds until the quiet hours are over; 0 outside them. Asked again then: a clock may have been put forward meanwhile. */
export function quietFor({ from, until, zone }: QuietHours, now: number): number {
  if (from === until) return 0;
  const minute = minuteIn(zone, now);
  const into = (minute - from + day) % day;
  const length = (until - from + day) % day;
  return into < length ? (length - into) * 60 - (now % 60) : 0;
}
