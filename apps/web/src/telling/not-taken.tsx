import type { ReactNode } from 'react';
import { StatusLine } from '../platform/kit';
import type { HandedOverView } from '../vault/door';

/** What the mail server said to a mail that it did not take. */
export function NotTaken({ last }: { readonly last: HandedOverView | undefined }): ReactNode {
  if (last?.handed !== false) return null;
  return (
    <StatusLine tone="bad" isLive>
      The mail server did not take it: “{last.why}”.
    </StatusLine>
  );
}
