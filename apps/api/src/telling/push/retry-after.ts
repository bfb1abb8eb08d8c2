/** The longest that a push service has us wait: it may ask for more, and is asked again then. */
const longest = 3600;

/** Seconds for which somebody asks to be left alone (RFC 9110, 10.2.3): a number, or a date. 0 for nothing that can be read. */
export function retryAfter(header: string | undefined, now: number): number {
  const said = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(said)) return Math.min(Number(said), longest);
  // The one form that is written today, in which a number, a word or another date is none.
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(said)) return 0;
  const at = Date.parse(said) / 1000;
  return Number.isNaN(at) ? 0 : Math.min(Math.max(0, Math.ceil(at - now)), longest);
}
