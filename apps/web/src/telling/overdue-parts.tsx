import { lazy, type ReactNode } from 'react';
import { lazyPart, Part } from '../release';
import type { MemberView } from '../vault/door';
import type { OverdueProps } from './overdue';
import { useTold } from './use-told';

// Hardly any case waits for too long: what is said then is fetched then.
const InCase = lazy(lazyPart(async () => ({ default: (await import('./overdue')).Overdue })));
const OnCard = lazy(lazyPart(async () => ({ default: (await import('./overdue')).OverdueOnCard })));

interface InCaseProps {
  readonly room: string;
  readonly members: readonly MemberView[];
}

/** That nobody read, or answered, what this person asked in the case; nothing where somebody did. */
export function OverdueNotice({ room, members }: InCaseProps): ReactNode {
  const question = useTold()?.overdue.find(({ ledger }) => ledger === room);
  if (question === undefined) return null;
  const others = members.filter(({ me, person }) => !me && question.told.includes(person)).map(({ name }) => name);
  return (
    <Part>
      <InCase question={question} others={others} />
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
