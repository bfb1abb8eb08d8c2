/** The next moment at which a clock here shows this ("20:00"), Unix seconds; undefined where it is no time of a day. */
export function nextAt(time: string, now: number): number | undefined {
  const [, hours = '', minutes = ''] = /^(\d{2}):(\d{2})$/u.exec(time) ?? [];
  if (hours === '' || Number(hours) > 23 || Number(minutes) > 59) return undefined;
  const at = new Date(now * 1000);
  at.setHours(Number(hours), Number(minutes), 0, 0);
  if (at.getTime() <= now * 1000) at.setDate(at.getDate() + 1);
  return at.getTime() / 1000;
}
