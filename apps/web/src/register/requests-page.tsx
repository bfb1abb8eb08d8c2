import { IconUserCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { EmptyState, ErrorSummary, PageTitle } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import { useLookingAgain, useView } from '../vault/use-vault';
import { JoinRequestCard } from './join-request-card';
import { OtherKeysCard } from './other-keys-card';
import classes from './register.module.css';

/** People waiting for an officer: what they wrote beside what the register says. */
export function RequestsPage(): ReactNode {
  useLookingAgain('announced', 'register', 'requests');
  const { data, error } = useView(['register', 'requests'], (door) => door.joinRequests());
  const keys = useView(['register', 'other-keys'], (door) => door.otherKeys());
  return (
    <div className={classes.grid}>
      <PageTitle
        over="Registration officer"
        lead="Compare each line with the register before you sign. Your signature is what every other member’s device will rely on."
      >
        People waiting
      </PageTitle>
      <ErrorSummary problems={problemsOf(error ?? keys.error)} />
      {keys.data?.map((asked) => (
        <OtherKeysCard key={asked.statement} asked={asked} />
      ))}
      {data?.length === 0 && keys.data?.length === 0 && (
        <EmptyState icon={IconUserCheck} title="Nobody is waiting">
          Make a one-time link on the register page to invite somebody.
        </EmptyState>
      )}
      {data?.map((request) => (
        <JoinRequestCard key={request.statement} request={request} />
      ))}
    </div>
  );
}
