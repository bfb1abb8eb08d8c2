import type { ReactNode } from 'react';
import { StatusLine } from '../platform/kit';

interface ThirdOfficerProps {
  /** The officer whom it is about. */
  readonly name: string;
  readonly confirmers: readonly string[];
}

/** What is signed of another officer is confirmed by a third one: said before it is signed. */
export function ThirdOfficer({ name, confirmers }: ThirdOfficerProps): ReactNode {
  if (confirmers.length === 0) {
    return (
      <StatusLine tone="warning">
        Nobody could confirm this: neither you nor {name} can, and no other officer may act. Let a third officer in
        first; that takes the two of you.
      </StatusLine>
    );
  }
  return (
    <StatusLine>
      This is about an officer. Neither you nor {name} can confirm it: {confirmers.join(' or ')} has to.
    </StatusLine>
  );
}
