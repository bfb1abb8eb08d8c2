import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Card, ErrorSummary } from '../platform/kit';
import { vaultDoor } from '../vault/door';
import { assertPasskey, createPasskey } from '../vault/passkeys';
import { problemsOf } from '../platform/problems-of';
import classes from './sign-in.module.css';

type Phase = 'make' | 'passphrase' | 'confirm';

/** Makes the passkey; where it gives its secret at the second touch only, asks for that. Says what comes next. */
async function make(seen: string): Promise<Phase> {
  const door = vaultDoor();
  const step = await door.addPasskeyMade(await createPasskey(await door.addPasskeyBegin(seen)));
  if (step.needs === 'nothing') return 'confirm';
  if (step.assertion === undefined) return 'passphrase';
  const { prf } = await assertPasskey(step.assertion);
  if (prf === undefined) return 'passphrase';
  await door.addPasskeyPrf(prf);
  return 'confirm';
}

const words = {
  make: 'For another device, a security key, or a spare. It opens the same cases.',
  passphrase:
    'This passkey signs you in, but cannot protect your keys. A passphrase does: four or more unusual words, typed each time you sign in with it.',
  confirm: 'Made. Now confirm with a passkey, so that nobody else can add one.',
} as const satisfies Record<Phase, string>;
const acts = {
  make: 'Make a new passkey',
  passphrase: 'Use this passphrase',
  confirm: 'Confirm with a passkey',
} as const;

/** After the recovery words no passkey is asked: the words confirm, and the new passkey waits. */
const byWords = {
  make: 'You came in with your recovery words. With a passkey on this device you need not type them again; remove the lost one below.',
  confirm:
    'Made. Your recovery words confirm it. It signs you in at once; decisions and changes of your account it confirms later, the list below says when.',
} as const;

/** What is said, and what the button does, at this step. */
function saysAt(phase: Phase, isDue: boolean): { readonly text: string; readonly act: string } {
  if (!isDue || phase === 'passphrase') return { text: words[phase], act: acts[phase] };
  return { text: byWords[phase], act: phase === 'confirm' ? 'Add this passkey' : acts[phase] };
}

interface AddPasskeyProps {
  /** The person came with the recovery words and has none at hand. */
  readonly isDue: boolean;
  /** Of the list it is added to. */
  readonly seen: string;
}

/** One more passkey, step by step. */
export function AddPasskey({ isDue, seen }: AddPasskeyProps): ReactNode {
  const [phase, setPhase] = useState<Phase>('make');
  const [passphrase, setPassphrase] = useState('');
  const { text, act } = saysAt(phase, isDue);
  const step = useMutation({
    mutationFn: async (): Promise<Phase> => {
      if (phase === 'make') return make(seen);
      if (phase === 'passphrase') await vaultDoor().addPasskeyPassphrase(passphrase);
      else await vaultDoor().addPasskeyFinish();
      return phase === 'passphrase' ? 'confirm' : 'make';
    },
    onSuccess: setPhase,
  });
  return (
    <Card title={isDue ? 'Make a new passkey now' : 'Add a passkey'} {...(isDue ? { tone: 'edge' as const } : {})}>
      <ErrorSummary title="The passkey was not added" problems={problemsOf(step.error)} />
      <p className={classes.words}>{text}</p>
      {phase === 'passphrase' && (
        <PasswordInput
          label="Passphrase"
          size="md"
          autoComplete="new-password"
          value={passphrase}
          onChange={(event) => {
            setPassphrase(event.currentTarget.value);
          }}
        />
      )}
      <div className={classes.actions}>
        <Button
          size="md"
          loading={step.isPending}
          onClick={() => {
            step.mutate();
          }}
        >
          {act}
        </Button>
      </div>
    </Card>
  );
}
