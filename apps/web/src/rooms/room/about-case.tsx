import { ActionIcon, Button } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { IconInfoCircle, IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Dialog } from '../../platform/kit';
import type { RoomView } from '../../vault/door';
import { SidePanel } from '../side/side-panel';
import { useSession } from '../../sign-in';
import { CaseFacts, titleOf } from './room-header';
import classes from './room.module.css';

/** People, outside shares, the record and closing stand beside the talk where there is room for both. */
export function useHasRoomBeside(isPicture: boolean): boolean {
  const isDesk = useMediaQuery('(min-width: 60em)', undefined, { getInitialValueInEffect: false });
  return isDesk && !isPicture;
}

/** How much in there waits for whoever looks: keys of a colleague to ask about, an adviser’s question, a share to begin. */
function waitingIn({ as, members, shares }: RoomView): number {
  const withNewKeys = members.filter(
    ({ me, newKeys, known }) => known === 'may-say' || (as === 'owner' && !me && newKeys !== undefined),
  );
  const ownTurn = shares.filter(({ stage, admission }) => stage === 'questioned' || admission === 'ready');
  return withNewKeys.length + ownTurn.length;
}

/** The same behind one button, where the talk needs all of the screen; the button says what waits behind it. */
export function AboutCase({ view }: { readonly view: RoomView }): ReactNode {
  const [isOpen, { open, close }] = useDisclosure(false);
  const waiting = waitingIn(view);
  const said = waiting === 0 ? '' : `; ${String(waiting)} waiting for you`;
  return (
    <>
      <ActionIcon
        variant="subtle"
        className={classes.open ?? ''}
        aria-label={`About this case: people, outside colleagues, record${said}`}
        title="About this case"
        onClick={open}
      >
        <IconInfoCircle size={24} aria-hidden />
        {waiting > 0 && (
          <span className={classes.waiting} aria-hidden>
            {waiting}
          </span>
        )}
      </ActionIcon>
      <Dialog isOpen={isOpen} title={titleOf(view)} size="lg" onClose={close}>
        <div className={classes.about}>
          <CaseFacts view={view} />
        </div>
        <SidePanel view={view} isBeside={false} />
        <LockNow />
      </Dialog>
    </>
  );
}

/** A case on a phone has the whole screen, and the lock of every other page is not on it. */
function LockNow(): ReactNode {
  const session = useSession();
  return (
    <Button variant="default" leftSection={<IconLock size={20} aria-hidden />} onClick={session.lock}>
      Lock now
    </Button>
  );
}
