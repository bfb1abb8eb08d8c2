import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { StatusLine } from '../platform/kit';
import type { VaultDoor } from '../vault/door';
import { useAct } from '../vault/use-vault';
import { useSession } from './session';

/** "14 minutes", "5 hours", "3 days": as near as anybody needs it. */
function spanWords(seconds: number): string {
  if (seconds < 2 * 3600) return `${String(Math.round(seconds / 60))} minutes`;
  if (seconds < 2 * 86_400) return `${String(Math.round(seconds / 3600))} hours`;
  return `${String(Math.round(seconds / 86_400))} days`;
}

/** That the clocks of this device and of the service differ, and what it means. */
export function ClockNotice(): ReactNode {
  const { clockOffSeconds, clocksApart } = useSession();
  if (Math.abs(clockOffSeconds) < 120) return null;
  const off = spanWords(Math.abs(clockOffSeconds));
  const way = clockOffSeconds > 0 ? 'fast' : 'slow';
  if (clocksApart) return <WhichIsRight off={`${off} ${way}`} />;
  return (
    <StatusLine tone="warning">
      This device’s clock is {off} {way}. Consilium uses the service’s time instead; set the clock right when you can.
    </StatusLine>
  );
}

function WhichIsRight({ off }: { readonly off: string }): ReactNode {
  const settle = useAct((door, right: Parameters<VaultDoor['settleClocks']>[0]) => door.settleClocks(right));
  return (
    <StatusLine
      tone="warning"
      isLive
      action={
        <Group>
          <Button variant="default" loading={settle.isBusy} onClick={() => settle.run('service')}>
            The service’s clock is right
          </Button>
          <Button variant="default" loading={settle.isBusy} onClick={() => settle.run('device')}>
            This device’s clock is right
          </Button>
        </Group>
      }
    >
      This device’s clock is {off} by the service’s. Look at another clock: letting in, sharing and deciding wait until
      you say which of the two is right.
    </StatusLine>
  );
}
