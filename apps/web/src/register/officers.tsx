import type { ReactNode } from 'react';
import { Card, StatusLine } from '../platform/kit';
import type { ProposalView, RegisterView } from '../vault/door';
import { PersonLine } from './person-line';
import classes from './register.module.css';

interface OfficersProps extends Pick<RegisterView, 'people' | 'mode'> {
  readonly proposals: readonly ProposalView[];
}

/** Who lets people in here and gives power, and whether they may act now. Each is suspended by any other. */
export function Officers({ people, mode, proposals }: OfficersProps): ReactNode {
  const officers = people.filter(({ role }) => role === 'officer');
  const isAlone = mode === 'production' && officers.filter(({ good }) => good).length < 2;
  return (
    <Card title="Officers">
      {isAlone && (
        <StatusLine tone="bad">
          Only one officer may act: nobody can confirm what they propose. They can still suspend, and end access.
        </StatusLine>
      )}
      <ul className={classes.people}>
        {officers.map((officer) => (
          <li key={officer.person} className={classes.person}>
            <PersonLine person={officer} mode={mode} people={people} proposals={proposals} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
