import { type ReactNode, useState } from 'react';
import { assertPasskey, createPasskey } from '../vault/passkeys';
import type { PasskeyCreation, PasskeyStep, VaultDoor } from '../vault/door';
import { vaultDoor } from '../vault/door';
import { PassphraseStep } from './passphrase-step';
import { PasskeyStepPage } from './passkey-step';
import { WordsStep } from './words-step';

type Phase =
  | { readonly at: 'passkey' }
  | { readonly at: 'second-gesture'; readonly step: PasskeyStep }
  | { readonly at: 'passphrase' }
  | { readonly at: 'words' };

interface KeysFlowProps {
  /** Asks the vault to begin: set-up or joining; gives the options of the passkey. */
  readonly begin: (door: VaultDoor) => Promise<PasskeyCreation>;
  readonly onDone: () => void;
  /** The keys are made, and others have to agree before anybody is in. */
  readonly onOthersNeeded?: () => void;
}

/** Passkey, then (only where the passkey cannot keep a secret) a passphrase, then the recovery words typed back in part. */
export function KeysFlow({ begin, onDone, onOthersNeeded = onDone }: KeysFlowProps): ReactNode {
  const [phase, setPhase] = useState<Phase>({ at: 'passkey' });

  const make = async (): Promise<void> => {
    const door = vaultDoor();
    const step = await door.passkeyMade(await createPasskey(await begin(door)));
    setPhase(step.needs === 'nothing' ? { at: 'words' } : { at: step.needs, step });
  };
  const touchAgain = async (step: PasskeyStep): Promise<void> => {
    if (step.assertion === undefined) return;
    const { prf } = await assertPasskey(step.assertion);
    if (prf === undefined) {
      setPhase({ at: 'passphrase' });
      return;
    }
    await vaultDoor().passkeyPrf(prf);
    setPhase({ at: 'words' });
  };

  switch (phase.at) {
    case 'passkey':
      return <PasskeyStepPage again={false} run={make} />;
    case 'second-gesture':
      return <PasskeyStepPage again run={() => touchAgain(phase.step)} />;
    case 'passphrase':
      return (
        <PassphraseStep
          onDone={() => {
            setPhase({ at: 'words' });
          }}
        />
      );
    case 'words':
      return (
        <WordsStep
          onDone={(isIn) => {
            (isIn ? onDone : onOthersNeeded)();
          }}
        />
      );
  }
}
