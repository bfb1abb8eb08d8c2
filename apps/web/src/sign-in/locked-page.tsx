import { Button } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { goesOnWithout } from '../offline';
import { Card, ErrorSummary, ExactTime, PageTitle, StatusLine } from '../platform/kit';
import { type RenewedView, vaultDoor } from '../vault/door';
import { assertPasskey } from '../vault/passkeys';
import { PassphraseWay } from './sign-in-page';
import { problemsOf } from '../platform/problems-of';
import { type Session, useSession } from './session';
import classes from './sign-in.module.css';
import { signsOut } from './leaving';

const here = {
  title: 'Locked',
  lead: 'No key, text or picture is left on this page. Your passkey brings you back to where you were.',
  press: 'Unlock',
} as const;

const elsewhere = {
  title: 'Open in another tab',
  lead: 'You are at work in another tab of this browser, and only one writes at a time. Go on there, or use Consilium here: your passkey opens this tab, what you were writing comes along, and the other tab locks itself.',
  press: 'Use it here',
} as const;

const renewed = {
  title: 'Your keys were renewed',
  lead: 'So this page has locked itself: what it had open belongs to your former keys. Your passkey opens the new ones.',
  press: 'Unlock with your new keys',
} as const;

const setBack = {
  title: 'Your newest keys are lost',
  lead: 'The service was put back to a copy from before you made them, so they count nowhere any more. Your passkeys and recovery words from before them count again. What you were writing waits on this device.',
  press: 'Unlock with your keys from before',
} as const;

function wordsOf({ isElsewhere, renewed: told }: Pick<Session, 'isElsewhere' | 'renewed'>) {
  if (told !== undefined) return told.isSetBack ? setBack : renewed;
  return isElsewhere ? elsewhere : here;
}

/**
 * Milliseconds after which a locked page asks whether there is a session to come back to. Longer than the quarter of an hour
 * after which one that nobody uses is over: asking keeps none alive.
 */
const lookAfter = 16 * 60_000;

/** Once the session is over, or out of reach, there is nothing to unlock: the page becomes another one by itself. */
function useEnd(): void {
  const client = useQueryClient();
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === 'visible') void client.invalidateQueries({ queryKey: ['session'] });
    };
    addEventListener('offline', look);
    document.addEventListener('visibilitychange', look);
    const timer = setInterval(look, lookAfter);
    return () => {
      removeEventListener('offline', look);
      document.removeEventListener('visibilitychange', look);
      clearInterval(timer);
    };
  }, [client]);
}

/** Locked means gone: nothing of the case is left on the page. One gesture returns to the same place. */
export function LockedPage(): ReactNode {
  const [needsPassphrase, setNeeds] = useState(false);
  const session = useSession();
  const words = wordsOf(session);
  useEnd();
  return (
    <div className={classes.page}>
      <PageTitle lead={words.lead}>{words.title}</PageTitle>
      {session.renewed !== undefined && <Renewed {...session.renewed} />}
      {needsPassphrase ? <PassphraseWay /> : <Unlock onPassphrase={setNeeds} label={words.press} />}
    </div>
  );
}

/** Who did it, as far as this page knows, and what to do if it was somebody else. */
function Renewed({ at, passkey, isSetBack }: RenewedView): ReactNode {
  if (isSetBack) {
    return (
      <StatusLine tone="warning" isLive>
        Registration officers signed on <ExactTime at={at * 1000} /> what was lost. Once you are in, make new keys again
        under Settings, and keep the new recovery words in the place of the lost ones: until then you can read, and
        write nothing.
      </StatusLine>
    );
  }
  return (
    <StatusLine tone="warning" isLive>
      On <ExactTime at={at * 1000} />
      {passkey > 0 && <> with passkey {passkey}</>}. Not you? Tell your registration officer now; they can stop these
      keys.
    </StatusLine>
  );
}

/** The passkey's gesture that opens the keys of a locked page; twice on a device that does not know it. */
export function useUnlock(onPassphrase: (isNeeded: boolean) => void) {
  const [isAgain, setAgain] = useState(false);
  const client = useQueryClient();
  const open = useMutation({
    mutationFn: async () => {
      const door = vaultDoor();
      return door.unlockFinish(await assertPasskey(await door.unlockBegin()));
    },
    onSuccess: (outcome) => {
      onPassphrase(outcome === 'passphrase-needed');
      setAgain(outcome === 'gesture-needed');
    },
    onError: (problem) => {
      if (goesOnWithout(problem)) void client.invalidateQueries({ queryKey: ['session'] });
    },
  });
  return { open, isAgain };
}

interface UnlockProps {
  readonly onPassphrase: (isNeeded: boolean) => void;
  readonly label: string;
}

function Unlock({ onPassphrase, label }: UnlockProps): ReactNode {
  const { open, isAgain } = useUnlock(onPassphrase);
  const leave = useMutation({ mutationFn: () => signsOut(vaultDoor()) });
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
          {isAgain ? 'Use it once more' : label}
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
      <p className={classes.aside}>
        Drafts and messages not sent wait on this device, sealed, until you are back. Signing out deletes them.
      </p>
    </Card>
  );
}
