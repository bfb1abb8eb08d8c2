import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Card, ErrorSummary, ExactTime } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import { useAct } from '../vault/use-vault';
import classes from './sign-in.module.css';

/** New keys that were sent, while nobody here knows whether they were taken. */
export function PendingKeys({ since }: { readonly since: number }): ReactNode {
  const again = useAct((door, _: undefined) => door.newKeysResend());
  return (
    <Card title="Your new keys were sent, and no answer came" tone="edge">
      <ErrorSummary title="Still not known" problems={problemsOf(again.error)} />
      <p className={classes.words}>
        Sent on <ExactTime at={since * 1000} />. Both sets of recovery words may be the right ones: keep both until this
        is settled here.
      </p>
      <Button
        size="md"
        loading={again.isBusy}
        onClick={() => {
          again.run(undefined);
        }}
      >
        Send them again
      </Button>
    </Card>
  );
}
