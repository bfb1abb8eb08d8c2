import { Button, PasswordInput } from '@mantine/core';
import { type SubmitEvent, type ReactNode, useState } from 'react';
import { Card, ErrorSummary } from '../platform/kit';
import { useAct } from '../vault/use-vault';
import { problemsOf } from '../platform/problems-of';
import classes from './sign-in.module.css';

/** For a security key or passkey without PRF: the passphrase wraps the keys instead. */
export function PassphraseStep({ onDone }: { readonly onDone: () => void }): ReactNode {
  const [passphrase, setPassphrase] = useState('');
  const { run, isBusy, error } = useAct((door, words: string) => door.passkeyPassphrase(words), onDone);
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    run(passphrase);
  };
  return (
    <Card title="Choose a passphrase">
      <ErrorSummary title="That passphrase will not do" problems={problemsOf(error, 'passphrase')} />
      <p className={classes.words}>
        This passkey signs you in, but cannot protect your keys. A passphrase does: four or more unusual words. You will
        type it each time you sign in with this passkey.
      </p>
      <form onSubmit={send} className={classes.form}>
        <PasswordInput
          id="passphrase"
          label="Passphrase"
          size="md"
          autoComplete="new-password"
          value={passphrase}
          onChange={(event) => {
            setPassphrase(event.currentTarget.value);
          }}
        />
        <Button type="submit" size="md" loading={isBusy}>
          Use this passphrase
        </Button>
      </form>
    </Card>
  );
}
