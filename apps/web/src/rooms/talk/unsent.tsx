import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ItemView } from '../../vault/door';
import { useAct } from '../../vault/use-vault';
import classes from './unsent.module.css';

interface UnsentProps {
  readonly room: string;
  readonly message: Extract<ItemView, { kind: 'message' }>;
}

/** Under a message the service did not answer for, in this page or an earlier one: why, Retry, Delete. */
export function Unsent({ room, message }: UnsentProps): ReactNode {
  const retry = useAct((door, entry: string) => door.retryMessage(room, entry));
  const drop = useAct((door, entry: string) => door.dropMessage(room, entry));
  const isBusy = retry.isBusy || drop.isBusy;
  return (
    <div className={classes.unsent}>
      <p className={classes.why} role="alert">
        <IconAlertTriangle size={20} stroke={2} aria-hidden />
        <span>
          <strong>Not sent.</strong> {message.problem}
        </span>
      </p>
      <div className={classes.acts}>
        <Button
          variant="default"
          loading={retry.isBusy}
          disabled={isBusy}
          onClick={() => {
            retry.run(message.entry);
          }}
        >
          Retry
        </Button>
        <Button
          variant="subtle"
          disabled={isBusy}
          onClick={() => {
            drop.run(message.entry);
          }}
        >
          Delete
        </Button>
      </div>
    </div>
  );
}
