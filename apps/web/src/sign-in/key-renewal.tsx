import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Card, ErrorSummary } from '../platform/kit';
import { type KeptPasskey, vaultDoor } from '../vault/door';
import { problemsOf } from '../platform/problems-of';
import { ChoosePasskeys, type Choice } from './choose-passkeys';
import classes from './sign-in.module.css';
import { UsePasskeys } from './use-passkeys';
import { TypeBack, WriteDown } from './words-step';

type Step =
  | { readonly at: 'choose' }
  | { readonly at: 'words'; readonly words: string[]; readonly ask: [number, number] }
  | { readonly at: 'use'; readonly kept: readonly KeptPasskey[] }
  | { readonly at: 'confirm' };

/** What new keys are begun with. `seen`: of the passkeys as listed. */
export interface Renewal extends Choice {
  readonly seen: string;
}

interface KeyRenewalProps {
  readonly choice: Renewal;
  readonly onDone: () => void;
}

/** New keys, new words, and each passkey that stays asked once: one way, whatever it is done for. */
export function KeyRenewal({ choice, onDone }: KeyRenewalProps): ReactNode {
  const [step, setStep] = useState<Step>({ at: 'choose' });
  const begin = useMutation({
    mutationFn: (kept: readonly string[]) => vaultDoor().newKeysBegin(kept, choice.seen),
    onSuccess: (words) => {
      setStep({ at: 'words', ...words });
    },
  });
  switch (step.at) {
    case 'choose':
      return (
        <ChoosePasskeys
          choice={choice}
          isBusy={begin.isPending}
          problems={problemsOf(begin.error)}
          onChosen={begin.mutate}
          onCancel={onDone}
        />
      );
    case 'words':
      return (
        <NewWords
          words={step.words}
          ask={step.ask}
          onDone={(kept) => {
            setStep({ at: 'use', kept });
          }}
        />
      );
    case 'use':
      return (
        <UsePasskeys
          kept={step.kept}
          numbers={choice.passkeys}
          onUsed={() => {
            setStep({ at: 'confirm' });
          }}
          onAgain={() => {
            setStep({ at: 'choose' });
          }}
        />
      );
    case 'confirm':
      return <Confirm onDone={onDone} />;
  }
}

interface NewWordsProps {
  readonly words: string[];
  readonly ask: [number, number];
  readonly onDone: (kept: readonly KeptPasskey[]) => void;
}

function NewWords({ words, ask, onDone }: NewWordsProps): ReactNode {
  const [isWritten, setWritten] = useState(false);
  const written = (is: boolean) => (): void => {
    setWritten(is);
  };
  if (!isWritten) return <WriteDown words={words} onWritten={written(true)} />;
  return (
    <TypeBack
      ask={ask}
      answer={(door, answers) => door.newKeysTyped(answers)}
      onBack={written(false)}
      onDone={onDone}
    />
  );
}

function Confirm({ onDone }: { onDone: () => void }): ReactNode {
  const client = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => vaultDoor().newKeysFinish(),
    onSuccess: onDone,
    // What became of what was sent is asked on the page itself.
    onSettled: () => client.invalidateQueries({ queryKey: ['register', 'own'] }),
  });
  return (
    <Card title="Confirm with a passkey">
      <ErrorSummary title="Not confirmed" problems={problemsOf(error)} />
      <p className={classes.words}>
        From then on only the new words, and the passkeys you just used, open your cases. Your other devices lock at
        once and say so.
      </p>
      <div className={classes.actions}>
        {error !== null && (
          <Button variant="default" size="md" onClick={onDone}>
            Back to your devices
          </Button>
        )}
        <Button
          size="md"
          loading={isPending}
          onClick={() => {
            mutate();
          }}
        >
          Confirm
        </Button>
      </div>
    </Card>
  );
}
