import { Button } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Card, ErrorSummary, PageTitle } from '../platform/kit';
import { vaultDoor } from '../vault/door';
import { assertPasskey } from '../vault/passkeys';
import { PassphraseWay } from './sign-in-page';
import { problemsOf } from './problems-of';
import classes from './sign-in.module.css';

/** Locked means gone: nothing of the case is left on the page. One gesture returns to the same place. */
export function LockedPage(): ReactNode {
  const [needsPassphrase, setNeeds] = useState(false);
  return (
    <div className={classes.page}>
      <PageTitle lead="No key, text or picture is left on this page. Your passkey brings you back to where you were.">
        Locked
      </PageTitle>
      {needsPassphrase ? <PassphraseWay /> : <Unlock onPassphrase={setNeeds} />}
    </div>
  );
}

function Unlock({ onPassphrase }: { readonly onPassphrase: (isNeeded: boolean) => void }): ReactNode {
  const open = useMutation({
    mutationFn: async () => {
      const door = vaultDoor();
      return door.unlockFinish(await assertPasskey(await door.unlockBegin()));
    },
    onSuccess: (outcome) => {
      onPassphrase(outcome === 'passphrase-needed');
    },
  });
  const leave = useMutation({ mutationFn: () => vaultDoor().signOut() });
  return (
    <Card>
      <ErrorSummary title="Still locked" problems={problemsOf(open.error ?? leave.error)} />
      <div className={classes.actions}>
        <Button
          size="lg"
          loading={open.isPending}
          leftSection={<IconFingerprint size={22} aria-hidden />}
          onClick={() => {
            open.mutate();
          }}
        >
          Unlock
        </Button>
        <Button
          size="lg"
          variant="default"
          loading={leave.isPending}
          onClick={() => {
            leave.mutate();
          }}
        >
          Sign out
        </Button>
      </div>
    </Card>
  );
}
