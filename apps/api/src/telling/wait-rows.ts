/** The month of that time, or some months before it, as rows name it: in Greenwich. */
export function monthOf(seconds: number, before = 0): string {
  const at = new Date(seconds * 1000);
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - before)).toISOString().slice(0, 7);
}

/** What stands of one wait behind its organisation: its month, kind, when an answer was needed, and how long, to the minute. */
export const waitRow = (kind: string, answerBy: string, from: string, until: string): string =>
  `to_char(to_timestamp(${until}) AT TIME ZONE 'UTC', 'YYYY-MM'), ${kind}, ${answerBy}, 60 * round(greatest(0, ${until} - ${from}) / 60.0)::bigint`;
