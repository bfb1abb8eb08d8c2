import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { StatusLine } from '../../platform/kit';
import type { RoomSummary } from '../../vault/door';
import { titleOf } from './case-card';

interface NotSentProps {
  readonly rooms: readonly RoomSummary[];
}

/** In which cases something waits on this device, also in those that are not shown: there it is sent again, or deleted. */
export function NotSent({ rooms }: NotSentProps): ReactNode {
  const waiting = rooms.filter(({ unsent }) => unsent > 0);
  if (waiting.length === 0) return null;
  return (
    <StatusLine tone="warning">
      Not sent, waiting on this device:{' '}
      {waiting.map((each, index) => (
        <span key={each.room}>
          {index > 0 && ', '}
          {each.unsent} in{' '}
          <Link to="/cases/$room" params={{ room: each.room }}>
            {titleOf(each)}
          </Link>
        </span>
      ))}
      . Open the case to send it again or delete it.
    </StatusLine>
  );
}
