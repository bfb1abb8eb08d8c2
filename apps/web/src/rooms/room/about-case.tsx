import { ActionIcon } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Dialog } from '../../platform/kit';
import type { RoomView } from '../../vault/door';
import { SidePanel } from '../side/side-panel';
import { CaseFacts, titleOf } from './room-header';
import classes from './room.module.css';

/** People, outside shares, the record and closing stand beside the talk where there is room for both. */
export function useHasRoomBeside(isPicture: boolean): boolean {
  const isDesk = useMediaQuery('(min-width: 60em)', undefined, { getInitialValueInEffect: false });
  return isDesk && !isPicture;
}

/** The same behind one button, where the talk needs all of the screen. */
export function AboutCase({ view }: { readonly view: RoomView }): ReactNode {
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <ActionIcon
        variant="subtle"
        aria-label="About this case: people, outside colleagues, record"
        title="About this case"
        onClick={open}
      >
        <IconInfoCircle size={24} aria-hidden />
      </ActionIcon>
      <Dialog isOpen={isOpen} title={titleOf(view)} size="lg" onClose={close}>
        <div className={classes.about}>
          <CaseFacts view={view} />
        </div>
        <SidePanel view={view} />
      </Dialog>
    </>
  );
}
