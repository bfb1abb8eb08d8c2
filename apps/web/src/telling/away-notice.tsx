import type { ReactNode } from 'react';
import { dayWords, StatusLine } from '../platform/kit';
import type { AwayView } from '../vault/door';
import { useView } from '../vault/use-vault';

/** Who of those about to be asked is away, with who stands in for them. */
export function AwayNotice({ people }: { readonly people: readonly string[] }): ReactNode {
  const { data } = useView(['telling', 'away', ...people], (door) => door.awayAmong(people));
  if (data === undefined || data.length === 0) return null;
  return (
    <StatusLine tone="warning" isLive>
      {data.map(awayWords).join(' ')}
    </StatusLine>
  );
}

export function awayWords({ name, until, deputy }: AwayView): string {
  const standsIn = deputy === '' ? 'nobody stands in' : `${deputy} stands in: ask them too`;
  return `${name} is away, back on ${dayWords(until * 1000)}; ${standsIn}.`;
}
