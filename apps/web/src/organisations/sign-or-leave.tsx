import { Button } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface SignOrLeaveProps {
  readonly isBusy: boolean;
  readonly onLeave: () => void;
}

/** The two ways to end a form that whoever speaks for an organisation signs with their passkey. */
export function SignOrLeave({ isBusy, onLeave }: SignOrLeaveProps): ReactNode {
  return (
    <>
      <Button type="submit" size="md" loading={isBusy} leftSection={<IconFingerprint size={20} aria-hidden />}>
        Sign and publish
      </Button>
      <Button variant="default" size="md" onClick={onLeave}>
        Leave it as it is
      </Button>
    </>
  );
}
