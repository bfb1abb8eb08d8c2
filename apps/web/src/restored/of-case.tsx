import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Dialog, ExactTime, StatusLine } from '../platform/kit';
import type { RoomView } from '../vault/door';
import { useView } from '../vault/use-vault';
import { atLeast, isOrAre, namesOf, ofCase } from './restored-words';
import { WhatWasLost } from './what-was-lost';

/** Stands in a case for good: whoever reads it later reads a record with a gap. */
export function OfCase({ view: { room, restoredAt } }: { readonly view: RoomView }): ReactNode {
  const { data } = useView(['register', 'restored'], (door) => door.restored());
  const [isOpen, setOpen] = useState(false);
  const close = (): void => {
    setOpen(false);
  };
  const [newest] = ofCase(data?.said ?? [], room);
  return (
    <StatusLine
      tone="calm"
      action={
        <Button
          variant="default"
          onClick={() => {
            setOpen(true);
          }}
        >
          What was lost
        </Button>
      }
    >
      {newest === undefined ? 'Part' : atLeast(newest.record.entries)} of this case{' '}
      {isOrAre(newest?.record.entries ?? 1)} lost: the service was put back to an older copy, as{' '}
      {newest === undefined ? 'registration officers' : namesOf(newest)} signed on <ExactTime at={restoredAt * 1000} />.
      <Dialog isOpen={isOpen} title="What was lost in this case" size="lg" onClose={close}>
        <WhatWasLost room={room} onGo={close} />
      </Dialog>
    </StatusLine>
  );
}
