import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Card, ErrorSummary, exactTime, ExactTime } from '../platform/kit';
import type { PasskeyView } from '../vault/door';
import { useView } from '../vault/use-vault';
import { AddPasskey } from './add-passkey';
import type { Choice } from './choose-passkeys';
import type { Renewal } from './key-renewal';
import { keyWords } from './key-words';
import { PendingKeys } from './pending-keys';
import { problemsOf } from '../platform/problems-of';
import classes from './sign-in.module.css';

/** The passkeys of this person: one more, one fewer, new recovery words, new keys. */
export function PasskeysSection({ onRenew }: { readonly onRenew: (renewal: Renewal) => void }): ReactNode {
  const { data, error } = useView(['register', 'own', 'passkeys'], (door) => door.passkeys());
  const { passkeys, seen } = data ?? { passkeys: [], seen: '' };
  const renew = (why: Choice['why'], removed = ''): void => {
    onRenew({ why, passkeys, removed, seen });
  };
  return (
    <>
      <ErrorSummary problems={problemsOf(error)} />
      {data?.pendingSince !== undefined && <PendingKeys since={data.pendingSince} />}
      {data !== undefined && <AddPasskey isDue={data.cameWithWords} seen={seen} />}
      {passkeys.map((passkey) => (
        <Held
          key={passkey.passkey}
          passkey={passkey}
          {...(passkeys.length > 1
            ? {
                onRemove: (removed: string) => {
                  renew('removal', removed);
                },
              }
            : {})}
        />
      ))}
      <KeyHistory />
      {data !== undefined && <NewKeysOffered onRenew={renew} />}
    </>
  );
}

function NewKeysOffered({ onRenew }: { readonly onRenew: (why: Choice['why']) => void }): ReactNode {
  return (
    <>
      <Card title="Recovery words">
        <p className={classes.words}>
          Somebody may have seen them, or the paper is lost? New words come with new keys, so that the old words open
          nothing new.
        </p>
        <Button
          variant="default"
          size="md"
          onClick={() => {
            onRenew('words');
          }}
        >
          Make new recovery words
        </Button>
      </Card>
      <Card title="Your keys">
        <p className={classes.words}>
          A device of yours was stolen open, or you think that somebody copied your keys? Make new ones now.
        </p>
        <Button
          variant="default"
          size="md"
          onClick={() => {
            onRenew('lost');
          }}
        >
          My keys may be lost
        </Button>
      </Card>
    </>
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
        Something here was not you? Remove that passkey, which makes new keys and words, then tell your registration
        officer.
      </p>
    </Card>
  );
}

interface HeldProps {
  readonly passkey: PasskeyView;
  /** Missing for the last one, which stays. */
  readonly onRemove?: (passkey: string) => void;
}

/** What the passkey is good for, and from when on it is good for all. */
function saysOf({ opensKeys, waitsUntil }: PasskeyView): string {
  if (!opensKeys) return 'Signs you in, but opens nothing. Remove it and add it again.';
  if (waitsUntil === undefined) return 'Signs you in and opens your cases.';
  return `New: signs you in and opens your cases. It confirms decisions and changes of your account from ${exactTime(waitsUntil * 1000)} on. If you did not add it, remove it now with another passkey.`;
}

function Held({ passkey: held, onRemove }: HeldProps): ReactNode {
  const { passkey, number } = held;
  return (
    <Card
      title={`Passkey ${String(number)}`}
      actions={
        onRemove !== undefined && (
          <Button
            variant="default"
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
