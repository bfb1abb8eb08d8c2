import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ErrorSummary } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { JoinRequestView } from '../vault/door';
import { useAct } from '../vault/use-vault';
import classes from './register.module.css';

/** Refuses exactly the statement that is shown, with a reason its person reads. */
export function Refusal({ request }: { readonly request: JoinRequestView }): ReactNode {
  const [reason, setReason] = useState('');
  const refuse = useAct((door, why: string) =>
    door.refuseRequest(request.person, why, request.statement, request.seen),
  );
  return (
    <>
      <ErrorSummary title="Not refused" problems={problemsOf(refuse.error)} />
      <div className={classes.row}>
        <TextInput
          label="Or refuse, with a reason they will see"
          description={
            request.isProposed
              ? 'What one officer signed is dropped first: your passkey confirms that. Then they read the reason.'
              : undefined
          }
          size="md"
          value={reason}
          onChange={(event) => {
            setReason(event.currentTarget.value);
          }}
        />
        <Button
          variant="default"
          size="md"
          disabled={reason.trim().length < 3}
          loading={refuse.isBusy}
          onClick={() => {
            refuse.run(reason.trim());
          }}
        >
          Refuse
        </Button>
      </div>
    </>
  );
}
