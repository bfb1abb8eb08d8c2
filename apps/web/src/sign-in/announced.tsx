import type { ReactNode } from 'react';
import { ExactTime, StatusLine } from '../platform/kit';
import { useView } from '../vault/use-vault';

/** What takes effect for everybody unless a registration officer stops it: told to all before it can. */
export function Announced(): ReactNode {
  const { data = [] } = useView(['register', 'announced'], (door) => door.announced());
  return data.map(({ id, what, name, proposer, from }) => (
    <StatusLine key={id} tone="waiting" isLive>
      {what === 'rules' ? 'New rules can be put in force' : `${name} can act as a registration officer`} from{' '}
      <ExactTime at={from * 1000} />, when a second officer confirms it. Proposed by {proposer}. If that is not right,
      tell another registration officer, who can stop it.
    </StatusLine>
  ));
}
