import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Card, ErrorSummary, exactTime, ExactTime } from '../platform/kit';
import { type KeptPasskey, type PasskeyView, vaultDoor } from '../vault/door';
import { useView } from '../vault/use-vault';
import { AddPasskey } from './add-passkey';
import { keyWords } from './key-words';
import { NewKey } from './new-key';
import { problemsOf } from '../platform/problems-of';
import classes from './sign-in.module.css';

/** The passkeys of this person: one more, one fewer, new recovery words. */
export function PasskeysSection(): ReactNode {
  const { data, error } = useView(['register', 'own', 'passkeys'], (door) => door.passkeys());
  const seen = data?.seen ?? '';
  const [kept, setKept] = useState<KeptPasskey[]>();
  const begin = useMutation({
    mutationFn: (removed: string) => vaultDoor().newKeyBegin(removed, seen),
    onSuccess: setKept,
  });
  if (kept !== undefined) {
    return (
      <NewKey
        kept={kept}
        onDone={() => {
          setKept(undefined);
        }}
      />
    );
  }
  const passkeys = data?.passkeys ?? [];
  return (
    <>
      <ErrorSummary problems={problemsOf(error ?? begin.error)} />
      <AddPasskey isDue={data?.cameWithWords === true} seen={seen} />
      {passkeys.map((passkey) => (
        <Held
          key={passkey.passkey}
          passkey={passkey}
          isBusy={begin.isPending}
          {...(passkeys.length > 1 ? { onRemove: begin.mutate } : {})}
        />
      ))}
      <KeyHistory />
      <RecoveryWords isBusy={begin.isPending} onRenew={() => begin.mutate('')} />
    </>
  );
}

interface RecoveryWordsProps {
  readonly isBusy: boolean;
  readonly onRenew: () => void;
}

function RecoveryWords({ isBusy, onRenew }: RecoveryWordsProps): ReactNode {
  return (
    <Card title="Recovery words">
      <p className={classes.words}>
        Somebody may have seen them, or the paper is lost? New words make the old ones useless. Removing a passkey makes
        new words too, since it changes the key behind both.
      </p>
      <Button variant="default" size="md" loading={isBusy} onClick={onRenew}>
        Make new recovery words
      </Button>
    </Card>
  );
}

/** Every passkey that was added or removed since this person joined: what is not theirs to remember is somebody else's. */
function KeyHistory(): ReactNode {
  const { data } = useView(['register', 'own', 'history'], (door) => door.ownKeyHistory());
  if (data === undefined || data.length === 0) return null;
  return (
    <Card title="What changed">
      <ul className={classes.history}>
        {data.map(({ what, at }, index) => (
          <li key={`${what} ${String(at)} ${String(index)}`}>
            {keyWords[what]} on <ExactTime at={at * 1000} />.
          </li>
        ))}
      </ul>
      <p className={classes.aside}>
        Something here was not you? Remove that passkey and make new recovery words, then tell your registration
        officer.
      </p>
    </Card>
  );
}

interface HeldProps {
  readonly passkey: PasskeyView;
  readonly isBusy: boolean;
  /** Missing for the last one, which stays. */
  readonly onRemove?: (passkey: string) => void;
}

/** What the passkey is good for, and from when on it is good for all. */
function saysOf({ opensKeys, waitsUntil }: PasskeyView): string {
  if (!opensKeys) return 'Signs you in, but opens nothing. Remove it and add it again.';
  if (waitsUntil === undefined) return 'Signs you in and opens your cases.';
  return `New: signs you in and opens your cases. It confirms decisions and changes of your account from ${exactTime(waitsUntil * 1000)} on. If you did not add it, remove it now with another passkey.`;
}

function Held({ passkey: held, isBusy, onRemove }: HeldProps): ReactNode {
  const { passkey, number } = held;
  return (
    <Card
      title={`Passkey ${String(number)}`}
      actions={
        onRemove !== undefined && (
          <Button
            variant="default"
            loading={isBusy}
            onClick={() => {
              onRemove(passkey);
            }}
          >
            Remove
          </Button>
        )
      }
    >
      {saysOf(held)}
    </Card>
  );
}
