import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Dialog, ErrorSummary, StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { OwnNewsView } from '../vault/door';
import { useAct } from '../vault/use-vault';
import { lostWords } from './restored-words';
import { WhatWasLost } from './what-was-lost';
import classes from './restored.module.css';

export type LostProps = Pick<OwnNewsView, 'lost'>;

/** Stays on every page until this person has read what of their own was lost. */
export function Lost({ lost }: LostProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const close = (): void => {
    setOpen(false);
  };
  return (
    <StatusLine
      tone="warning"
      isLive
      action={
        <Button
          variant="default"
          onClick={() => {
            setOpen(true);
          }}
        >
          See what was lost
        </Button>
      }
    >
      {lostWords(lost)}
      <Dialog isOpen={isOpen} title="What was lost" size="lg" onClose={close}>
        <WhatWasLost onGo={close} />
        <Read onRead={close} />
      </Dialog>
    </StatusLine>
  );
}

/** The list goes once it was read; words that stand unsent stay where they are. */
function Read({ onRead }: { readonly onRead: () => void }): ReactNode {
  const read = useAct((door, _: undefined) => door.restoredSeen(), onRead);
  return (
    <div className={classes.foot}>
      <ErrorSummary problems={problemsOf(read.error)} />
      <p className={classes.aside}>This list is on this device alone. Words that were not sent stay in their cases.</p>
      <Button
        variant="default"
        size="md"
        loading={read.isBusy}
        onClick={() => {
          read.run(undefined);
        }}
      >
        I have read this: show it no more
      </Button>
    </div>
  );
}
