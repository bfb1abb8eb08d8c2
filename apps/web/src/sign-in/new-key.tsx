import { Button, PasswordInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Card, ErrorSummary, StatusLine } from '../platform/kit';
import { type KeptPasskey, vaultDoor } from '../vault/door';
import { assertPasskey } from '../vault/passkeys';
import { problemsOf } from '../platform/problems-of';
import classes from './sign-in.module.css';
import { TypeBack, WriteDown } from './words-step';

interface NewKeyProps {
  /** The passkeys that stay. */
  readonly kept: readonly KeptPasskey[];
  readonly onDone: () => void;
}

type Words = { words: string[]; ask: [number, number] };

/** New recovery words, and a new key behind every passkey that stays and is at hand: what was lost opens nothing new. */
export function NewKey({ kept, onDone }: NewKeyProps): ReactNode {
  const [words, setWords] = useState<Words>();
  const [isWritten, setWritten] = useState(false);
  const [isTypedBack, setTypedBack] = useState(false);
  if (isTypedBack) return <LastGesture onDone={onDone} />;
  if (words === undefined) return <TakeAlong kept={kept} onNext={setWords} />;
  if (!isWritten) {
    return (
      <WriteDown
        words={words.words}
        onWritten={() => {
          setWritten(true);
        }}
      />
    );
  }
  return (
    <TypeBack
      ask={words.ask}
      answer={(door, answers) => door.newKeyTyped(answers)}
      onBack={() => {
        setWritten(false);
      }}
      onDone={() => {
        setTypedBack(true);
      }}
    />
  );
}

function TakeAlong({ kept, onNext }: { kept: readonly KeptPasskey[]; onNext: (words: Words) => void }): ReactNode {
  const [used, setUsed] = useState<readonly string[]>([]);
  const next = useMutation({ mutationFn: () => vaultDoor().newKeyWords(), onSuccess: onNext });
  return (
    <Card title="Use every passkey you keep">
      <ErrorSummary problems={problemsOf(next.error)} />
      <p className={classes.words}>
        Your keys get a new lock. Use each passkey that stays, once. One that you do not use now still signs you in, but
        opens nothing; remove it and add it again later.
      </p>
      {kept.map((each, index) => (
        <Take
          key={each.passkey}
          kept={each}
          name={`Passkey ${String(index + 1)}`}
          isUsed={used.includes(each.passkey)}
          onUsed={() => {
            setUsed([...used, each.passkey]);
          }}
        />
      ))}
      <div className={classes.actions}>
        <Button
          size="md"
          disabled={used.length === 0}
          loading={next.isPending}
          onClick={() => {
            next.mutate();
          }}
        >
          Go on to the new words
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
    mutationFn: async () => {
      if (kept.needs === 'passphrase') return vaultDoor().newKeyPassphrase(kept.passkey, passphrase);
      return vaultDoor().newKeyPrf(kept.passkey, (await assertPasskey(kept.assertion)).prf ?? '');
    },
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

function LastGesture({ onDone }: { onDone: () => void }): ReactNode {
  const client = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => vaultDoor().newKeyFinish(),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['session'] });
      onDone();
    },
  });
  return (
    <Card title="Confirm with a passkey">
      <ErrorSummary title="Nothing was changed" problems={problemsOf(error)} />
      <p className={classes.words}>From then on only the new words, and the passkeys you just used, open your cases.</p>
      <Button
        size="md"
        loading={isPending}
        onClick={() => {
          mutate();
        }}
      >
        Confirm
      </Button>
    </Card>
  );
}
