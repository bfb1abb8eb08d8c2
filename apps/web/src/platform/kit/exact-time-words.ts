/** A moment: milliseconds since 1970, an ISO 8601 string, or a Date. */
export type Moment = number | string | Date;

const full: Intl.DateTimeFormatOptions = {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
};
const dayKey: Intl.DateTimeFormatOptions = { year: 'numeric', month: '2-digit', day: '2-digit' };

/** "22 Nov 2026, 14:52 GMT": exact, with the zone it is said in (the reader's own unless given). */
export function exactTime(at: Moment, timeZone?: string): string {
  return new Intl.DateTimeFormat('en-GB', { ...full, timeZone }).format(new Date(at));
}

/** "09:00 today" on the same day in that zone, else the exact time. */
export function timeOrToday(at: Moment, now: Moment = Date.now(), timeZone?: string): string {
  const day = new Intl.DateTimeFormat('en-GB', { ...dayKey, timeZone });
  if (day.format(new Date(at)) !== day.format(new Date(now))) return exactTime(at, timeZone);
  const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone });
  return `${clock.format(new Date(at))} today`;
}

/** "Saturday 28 November 2026": the day of a moment in that zone (the reader's own unless given). */
export function dayWords(at: Moment, timeZone?: string): string {
  const parts = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone } as const;
  return new Intl.DateTimeFormat('en-GB', parts).format(new Date(at)).replace(',', '');
}
