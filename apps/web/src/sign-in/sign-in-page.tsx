import { Button, PasswordInput, Textarea } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type SubmitEvent, type ReactNode, useState } from 'react';
import { Card, ErrorSummary, PageTitle } from '../platform/kit';
import { vaultDoor } from '../vault/door';
import { assertPasskey } from '../vault/passkeys';
import { deviceName } from './device-name';
import { useSession } from './session';
import { type Whose, WhoseDevice } from './whose-device';
import { problemsOf } from '../platform/problems-of';
import classes from './sign-in.module.css';

type Way = 'passkey' | 'words' | 'passphrase';

/** One gesture signs in and opens the keys, two on a device that does not know the passkey. The recovery words are the other way in. */
export function SignInPage(): ReactNode {
  const [way, setWay] = useState<Way>('passkey');
  const whose = useWhose();
  return (
    <div className={classes.page}>
      <PageTitle lead="Closed case rooms of clinicians on the register. Pictures and words are sealed on your device; whoever runs this service cannot read them.">
        A second opinion, today
      </PageTitle>
      {way === 'passkey' && <PasskeyWay onWay={setWay} whose={whose} />}
      {way === 'words' && <WordsWay onWay={setWay} whose={whose} />}
      {way === 'passphrase' && <PassphraseWay />}
    </div>
  );
}

interface Chosen {
  readonly field: ReactNode;
  readonly isOwn: boolean;
  /** Before anything is asked of a passkey: a shared computer names none. */
  readonly say: () => Promise<void>;
}

/** Whose device this is, as it was said here last, until somebody says otherwise. */
function useWhose(): Chosen {
  const { isOwnDevice } = useSession();
  const [whose, setWhose] = useState<Whose>(isOwnDevice ? 'own' : 'shared');
  const isOwn = whose === 'own';
  return {
    isOwn,
    field: <WhoseDevice value={whose} onChange={setWhose} />,
    say: () => vaultDoor().saysWhose(isOwn),
  };
}

interface WayProps {
  readonly onWay: (way: Way) => void;
  readonly whose: Chosen;
}

const firstTouch = {
  title: 'Sign in',
  text: 'Use the passkey on this device, on your phone, or your security key.',
  act: 'Sign in with a passkey',
} as const;
const secondTouch = {
  title: 'Use it once more',
  text: 'You are signed in. This device did not know your passkey: one more touch opens your keys.',
  act: 'Open your keys',
} as const;

function PasskeyWay({ onWay, whose }: WayProps): ReactNode {
  const [isAgain, setAgain] = useState(false);
  const { mutate, isPending, error } = useMutation({
    mutationFn: async (anyPasskey: boolean) => {
      const door = vaultDoor();
      if (isAgain) return door.unlockFinish(await assertPasskey(await door.unlockBegin()));
      await whose.say();
      return door.signInFinish(await assertPasskey(await door.signInBegin(anyPasskey)), deviceName());
    },
    onSuccess: (outcome) => {
      if (outcome === 'passphrase-needed') onWay('passphrase');
      setAgain(outcome === 'gesture-needed');
    },
  });
  const words = isAgain ? secondTouch : firstTouch;
  return (
    <Card title={words.title}>
      <ErrorSummary title="You are not signed in yet" problems={problemsOf(error)} />
      <p className={classes.words}>
        {words.text}
        {isAgain && whose.isOwn && ' From now on one is enough here.'}
      </p>
      {!isAgain && whose.field}
      <Button
        size="lg"
        loading={isPending}
        leftSection={<IconFingerprint size={22} aria-hidden />}
        onClick={() => {
          mutate(error !== null);
        }}
      >
        {words.act}
      </Button>
      <p className={classes.aside}>
        <Button
          variant="subtle"
          onClick={() => {
            onWay('words');
          }}
        >
          Lost your passkeys? Use your recovery words
        </Button>
      </p>
      <p className={classes.aside}>New here? You need an invitation link from your registration officer.</p>
    </Card>
  );
}

/** Goes to where a new passkey is offered before the gate opens: once open, the start page would lead elsewhere. */
function WordsWay({ onWay, whose }: WayProps): ReactNode {
  const [words, setWords] = useState('');
  const navigate = useNavigate();
  const { mutate, isPending, error } = useMutation({
    mutationFn: async () => {
      await whose.say();
      await navigate({ to: '/devices' });
      await vaultDoor().signInWithWords(words, deviceName());
    },
    onError: () => navigate({ to: '/' }),
  });
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    mutate();
  };
  const back = (): void => {
    onWay('passkey');
  };
  return (
    <Card title="Use your recovery words">
      <ErrorSummary title="Those words did not open your account" problems={problemsOf(error, 'words')} />
      <form onSubmit={send} className={classes.form}>
        <Textarea
          id="words"
          label="All 24 words, in order"
          description="Capitals and extra spaces do not matter."
          autosize
          minRows={4}
          size="md"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={words}
          onChange={(event) => {
            setWords(event.currentTarget.value);
          }}
        />
        {whose.field}
        <div className={classes.actions}>
          <Button variant="default" size="md" onClick={back}>
            Back to the passkey
          </Button>
          <Button type="submit" size="md" loading={isPending}>
            Sign in
          </Button>
        </div>
      </form>
    </Card>
  );
}

/** After a passkey without PRF: it signed in, the passphrase opens the keys. */
export function PassphraseWay(): ReactNode {
  const [passphrase, setPassphrase] = useState('');
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => vaultDoor().unlockWithPassphrase(passphrase),
  });
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    mutate();
  };
  return (
    <Card title="Your passphrase">
      <ErrorSummary title="Your keys are still closed" problems={problemsOf(error, 'passphrase')} />
      <form onSubmit={send} className={classes.form}>
        <PasswordInput
          id="passphrase"
          label="Passphrase"
          size="md"
          autoComplete="current-password"
          value={passphrase}
          onChange={(event) => {
            setPassphrase(event.currentTarget.value);
          }}
        />
        <Button type="submit" size="md" loading={isPending}>
          Open
        </Button>
      </form>
    </Card>
  );
}
