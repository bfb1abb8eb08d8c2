import { lazy, type ReactNode } from 'react';
import { lazyPart, Part } from '../release';
import type { RoomView } from '../vault/door';
import type { OverdueProps } from './overdue';
import { useTold } from './use-told';

// Hardly any case waits for too long: what is said then is fetched then.
const InCase = lazy(lazyPart(async () => ({ default: (await import('./overdue')).Overdue })));
const OnCard = lazy(lazyPart(async () => ({ default: (await import('./overdue')).OverdueOnCard })));

interface InCaseProps {
  readonly view: RoomView;
}

/** That nobody read, or answered, what this person asked in the case; nothing where somebody did. */
export function OverdueNotice({ view }: InCaseProps): ReactNode {
  const question = useTold()?.overdue.find(({ ledger }) => ledger === view.room);
  if (question === undefined) return null;
  return (
    <Part>
      <InCase question={question} view={view} />
    </Part>
  );
}

interface MarkProps {
  readonly question: OverdueProps['question'] | undefined;
  readonly className: string | undefined;
}

/** The same on the card of a case, as a mark among its marks. */
export function OverdueMark({ question, className }: MarkProps): ReactNode {
  if (question === undefined) return null;
  return (
    <span className={className} data-tone="bad">
      <Part>
        <OnCard question={question} />
      </Part>
    </span>
  );
}
