import type { ReactNode } from 'react';
import { StatusLine } from '../platform/kit';
import type { ProposalView } from '../vault/door';

/** In the place where the change would stand: it has not happened. */
export function ProposedLine({ proposal: { isMine, proposer } }: { readonly proposal: ProposalView }): ReactNode {
  return (
    <StatusLine tone="waiting" isLive>
      {isMine
        ? 'Proposed. Another officer has to confirm it.'
        : `Proposed by ${proposer}. Confirm it above, or do not.`}
    </StatusLine>
  );
}
