import { Button } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Card, ErrorSummary } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
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
  const { mutate, isPending, error } = useMutation({ mutationFn: run });
  const { title, act, words } = again ? second : first;
  return (
    <Card title={title}>
      <ErrorSummary title="The passkey was not made" problems={problemsOf(error)} />
      <p className={classes.words}>{words}</p>
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
