import { IconClock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { waitKinds } from '@consilium/domain';
import { Card, EmptyState, ErrorSummary, KeyValueList, PageTitle } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { WaitView } from '../vault/door';
import { useView } from '../vault/use-vault';
import classes from './organisations.module.css';
import { monthWords, waitKindWords, waitLine } from './waits-words';

/** For who speaks for an organisation: how long its questions wait. The service measures it, and no device can check it. */
export function WaitsPage(): ReactNode {
  const { data, error } = useView(['telling', 'waits'], (door) => door.waits());
  const months = [...new Set((data ?? []).map(({ month }) => month))];
  return (
    <div className={classes.page}>
      <PageTitle lead="Months that are over, by when an answer was needed. The service counts; it knows when an answer is needed and when somebody came, not what was asked.">
        How long questions wait
      </PageTitle>
      <ErrorSummary title="This cannot be shown" problems={problemsOf(error)} />
      {data?.length === 0 && (
        <EmptyState icon={IconClock} title="Nothing to show yet">
          A month stands here once it is over.
        </EmptyState>
      )}
      {months.map((month) => (
        <Month key={month} month={month} waits={(data ?? []).filter((each) => each.month === month)} />
      ))}
      {months.length > 0 && (
        <p className={classes.aside}>
          Nights and weekends are counted. A question that still waits is not in it, nor one that was asked again before
          anybody came. Somebody who opened a case and did not read to its end counts as not having read it.
        </p>
      )}
    </div>
  );
}

interface MonthProps {
  readonly month: string;
  readonly waits: readonly WaitView[];
}

function Month({ month, waits }: MonthProps): ReactNode {
  const kinds = waitKinds.filter((kind) => waits.some((each) => each.kind === kind));
  return (
    <Card title={monthWords(month)}>
      {kinds.map((kind) => (
        <section key={kind} className={classes.wait}>
          <h3>{waitKindWords[kind]}</h3>
          <KeyValueList rows={waits.filter((each) => each.kind === kind).map(waitLine)} />
        </section>
      ))}
    </Card>
  );
}
