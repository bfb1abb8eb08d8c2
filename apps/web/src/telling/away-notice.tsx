import type { ReactNode } from 'react';
import { StatusLine } from '../platform/kit';
import type { AwayView } from '../vault/door';
import { useView } from '../vault/use-vault';
import { backWords } from './away-words';

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

const awayWords = (away: AwayView): string =>
  `${away.name} is away, ${backWords(away)}${away.deputy === '' ? '' : ': ask them too'}.`;
