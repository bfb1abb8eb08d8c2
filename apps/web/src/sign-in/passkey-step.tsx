import { Button } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Card, ErrorSummary } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import { vaultDoor } from '../vault/door';
import { useSession } from './session';
import { type Whose, WhoseDevice } from './whose-device';
import classes from './sign-in.module.css';

const first = {
  title: 'Make your passkey',
  act: 'Make a passkey',
  words:
    'Your fingerprint, face or device PIN opens Consilium from now on: no password to forget or to steal. It stays with your device or your passkey manager; we never see it.',
};
const second = {
  title: 'Use it once more',
  act: 'Use the passkey',
  words:
    'Your device gives the secret that protects your keys only when the passkey is used again. One more touch and this is done.',
};

export function PasskeyStepPage({
  again,
  run,
}: {
  readonly again: boolean;
  readonly run: () => Promise<void>;
}): ReactNode {
  const { isOwnDevice } = useSession();
  const [whose, setWhose] = useState<Whose>(isOwnDevice ? 'own' : 'shared');
  const { mutate, isPending, error } = useMutation({
    mutationFn: async () => {
      if (!again) await vaultDoor().saysWhose(whose === 'own');
      await run();
    },
  });
  const { title, act, words } = again ? second : first;
  return (
    <Card title={title}>
      <ErrorSummary title="The passkey was not made" problems={problemsOf(error)} />
      <p className={classes.words}>{words}</p>
      {!again && <WhoseDevice value={whose} onChange={setWhose} />}
      <Button
        size="lg"
        loading={isPending}
        leftSection={<IconFingerprint size={22} aria-hidden />}
        onClick={() => {
          mutate();
        }}
      >
        {act}
      </Button>
      {!again && (
        <p className={classes.aside}>
          A locked-down ward computer? A security key works too; if it cannot protect your keys by itself we ask for a
          passphrase next.
        </p>
      )}
    </Card>
  );
}
