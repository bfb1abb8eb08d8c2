import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Card, ErrorSummary, StatusLine } from '../platform/kit';
import { type KeptPasskey, type PasskeyView, vaultDoor } from '../vault/door';
import { assertPasskey } from '../vault/passkeys';
import { problemsOf } from '../platform/problems-of';
import classes from './sign-in.module.css';

interface UsePasskeysProps {
  readonly kept: readonly KeptPasskey[];
  /** As they are numbered in the list. */
  readonly numbers: readonly PasskeyView[];
  readonly onUsed: () => void;
  readonly onAgain: () => void;
}

/** Each passkey that stays, used once: it stands by the new keys, and gives the secret that opens them. */
export function UsePasskeys({ kept, numbers, onUsed, onAgain }: UsePasskeysProps): ReactNode {
  const [used, setUsed] = useState<readonly string[]>([]);
  const nameOf = (passkey: string): string =>
    `Passkey ${String(numbers.find((each) => each.passkey === passkey)?.number ?? 0)}`;
  return (
    <Card title="Use each passkey that stays">
      <p className={classes.words}>Once each. It opens your new keys from then on.</p>
      <div className={classes.form}>
        {kept.map((each) => (
          <Take
            key={each.passkey}
            kept={each}
            name={nameOf(each.passkey)}
            isUsed={used.includes(each.passkey)}
            onUsed={() => {
              setUsed([...used, each.passkey]);
            }}
          />
        ))}
      </div>
      <div className={classes.actions}>
        <Button variant="default" size="md" onClick={onAgain}>
          One is not here: choose again
        </Button>
        <Button size="md" disabled={used.length < kept.length} onClick={onUsed}>
          Go on
        </Button>
      </div>
    </Card>
  );
}

interface TakeProps {
  readonly kept: KeptPasskey;
  readonly name: string;
  readonly isUsed: boolean;
  readonly onUsed: () => void;
}

function Take({ kept, name, isUsed, onUsed }: TakeProps): ReactNode {
  const [passphrase, setPassphrase] = useState('');
  const use = useMutation({
    mutationFn: async () => vaultDoor().newKeysUsed(await assertPasskey(kept.assertion), passphrase),
    onSuccess: onUsed,
  });
  if (isUsed) return <StatusLine tone="good">{name} is used</StatusLine>;
  return (
    <div className={classes.form}>
      <ErrorSummary problems={problemsOf(use.error)} />
      {kept.needs === 'passphrase' && (
        <PasswordInput
          label={`Passphrase of ${name.toLowerCase()}`}
          size="md"
          autoComplete="current-password"
          rightSectionWidth={48}
          visibilityToggleButtonProps={{ className: classes.eye ?? '' }}
          value={passphrase}
          onChange={(event) => {
            setPassphrase(event.currentTarget.value);
          }}
        />
      )}
      <div>
        <Button
          variant="default"
          size="md"
          loading={use.isPending}
          onClick={() => {
            use.mutate();
          }}
        >
          Use {name.toLowerCase()}
        </Button>
      </div>
    </div>
  );
}
