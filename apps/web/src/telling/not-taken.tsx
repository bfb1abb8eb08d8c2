import type { ReactNode } from 'react';
import { StatusLine } from '../platform/kit';
import type { HandedOverView } from '../vault/door';

interface NotTakenProps {
  readonly last: HandedOverView | undefined;
  readonly by?: string;
}

/** What the mail server, or the push service, said to a notice that it did not take. */
export function NotTaken({ last, by = 'mail server' }: NotTakenProps): ReactNode {
  if (last?.handed !== false) return null;
  return (
    <StatusLine tone="bad" isLive>
      The {by} did not take it: “{last.why}”.
    </StatusLine>
  );
}
