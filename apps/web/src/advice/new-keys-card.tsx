import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Card, ErrorSummary } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { RequestView } from '../vault/door';
import { useAct } from '../vault/use-vault';
import classes from './advice.module.css';

interface Props {
  readonly request: Pick<RequestView, 'advice' | 'recipient'>;
  readonly newKeys: NonNullable<RequestView['newKeys']>;
}

/** The colleague whom a decision lets in has other keys than it names: an adviser says that they are the colleague's. */
export function NewKeysCard({
  request: { advice, recipient },
  newKeys: { digits, byOfficers, seen },
}: Props): ReactNode {
  const confirm = useAct((door, of: string) => door.confirmRecipientKeys(advice, of));
  return (
    <Card title={`New keys of ${recipient.name}`} tone="edge">
      <ErrorSummary problems={problemsOf(confirm.error)} />
      <p className={classes.words}>
        {byOfficers
          ? `${recipient.name} had lost every passkey and the recovery words, and two registration officers gave them new keys.`
          : `${recipient.name} changed their keys, with a passkey of their own.`}{' '}
        This decision names the former ones and lets them in nowhere until you confirm the new ones. Ring them on a
        number you know, and compare these digits with those under Settings, “Your devices”, on their screen:
      </p>
      <p className={classes.digits}>{digits}</p>
      <div className={classes.actions}>
        <Button loading={confirm.isBusy} onClick={() => confirm.run(seen)}>
          These are their keys
        </Button>
      </div>
    </Card>
  );
}
