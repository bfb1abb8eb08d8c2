import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Card, ErrorSummary, ExactTime, StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { HandedOverView, ToldView } from '../vault/door';
import { useAct } from '../vault/use-vault';
import { NotTaken } from './not-taken';
import classes from './telling.module.css';

/** A notice like any other: that the mail server took it is not yet that it arrived. */
export function TestNotice({ told }: { readonly told: ToldView }): ReactNode {
  const send = useAct((door, _: undefined) => door.tryNotice());
  return (
    <Card title="Does it arrive?">
      <ErrorSummary title="No test was sent" problems={problemsOf(send.error)} />
      <Outcome test={told.test} last={send.data} />
      <div className={classes.actions}>
        <Button variant="default" size="md" loading={send.isBusy} onClick={() => send.run(undefined)}>
          {told.test.at === 0 ? 'Send a test notice' : 'Send another one'}
        </Button>
      </div>
    </Card>
  );
}

interface OutcomeProps {
  readonly test: ToldView['test'];
  readonly last: HandedOverView | undefined;
}

function Outcome({ test, last }: OutcomeProps): ReactNode {
  if (last?.handed === false) return <NotTaken last={last} />;
  if (test.arrivedAt > 0) {
    return (
      <StatusLine tone="good" isLive>
        Arrived: you opened its link on <ExactTime at={test.arrivedAt * 1000} />.
      </StatusLine>
    );
  }
  if (test.at > 0) {
    return (
      <StatusLine tone="waiting" isLive>
        Handed to the mail server on <ExactTime at={test.at * 1000} />. Open the link in the mail: only then is it known
        that it arrived.
      </StatusLine>
    );
  }
  return <StatusLine>Never tried. Send yourself one and open its link.</StatusLine>;
}
