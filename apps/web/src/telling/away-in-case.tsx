import type { ReactNode } from 'react';
import { StatusLine } from '../platform/kit';
import type { MemberView } from '../vault/door';
import { useView } from '../vault/use-vault';
import { inCaseWords } from './away-words';

/** Who of the people in a case is away, and whether who stands in for them is in it too. */
export function AwayInCase({ members }: { readonly members: readonly MemberView[] }): ReactNode {
  const inside = members.filter(({ as }) => as === 'owner' || as === 'internal').map(({ person }) => person);
  const { data = [] } = useView(['telling', 'away', ...inside], (door) => door.awayAmong(inside));
  if (data.length === 0) return null;
  const isOwner = (person: string): boolean => members.some((each) => each.person === person && each.as === 'owner');
  return (
    <StatusLine tone="warning">
      {data.map((away) => inCaseWords(away, isOwner(away.person), inside)).join(' ')}
    </StatusLine>
  );
}
