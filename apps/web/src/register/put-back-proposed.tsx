import { Button } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Card, ConfirmDialog, ErrorSummary, ExactTime, StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { RestoreView } from '../vault/door';
import { useAct } from '../vault/use-vault';
import { MissedList } from './missed-list';
import classes from './register.module.css';

type Proposed = RestoreView['waiting'][number];

interface ProposedProps {
  readonly proposed: Proposed;
}

/** What one officer says was lost, for another to compare with what their own device had. */
export function PutBackProposed({ proposed }: ProposedProps): ReactNode {
  const { by, isMine, at, reason, lost } = proposed;
  return (
    <Card title="An older copy waits to be accepted" tone={isMine ? 'plain' : 'edge'}>
      <p>
        {isMine ? 'You signed' : `${by} signed`} on <ExactTime at={at * 1000} /> that this is lost, and why:
      </p>
      <blockquote className={classes.reason}>{reason}</blockquote>
      <MissedList missed={lost} />
      {isMine ? <Own proposed={proposed} /> : <Others proposed={proposed} />}
    </Card>
  );
}

function Own({ proposed: { proposal, seen } }: ProposedProps): ReactNode {
  const takeBack = useAct((door, of: string) => door.declineRestore(proposal, of));
  return (
    <>
      <StatusLine tone="waiting">
        Another officer compares it with what their device had, and confirms it. Until then nothing has happened.
      </StatusLine>
      <ErrorSummary title="Not taken back" problems={problemsOf(takeBack.error)} />
      <div className={classes.choices}>
        <Button
          variant="default"
          size="md"
          loading={takeBack.isBusy}
          leftSection={<IconFingerprint size={20} aria-hidden />}
          onClick={() => {
            takeBack.run(seen);
          }}
        >
          Take back
        </Button>
      </div>
    </>
  );
}

function Others({ proposed }: ProposedProps): ReactNode {
  const { proposal, seen, isWhole } = proposed;
  const confirm = useAct((door, of: string) => door.confirmRestore(proposal, of));
  return (
    <>
      {isWhole ? (
        <StatusLine>
          Your device had nothing of the register beyond this. Once you confirm, every device that had no more goes on
          from the older copy, and what is listed stays lost.
        </StatusLine>
      ) : (
        <StatusLine tone="warning">
          Your device had more of the register than this says was lost. Do not confirm it: drop it, and say what is lost
          from here, so that nothing newer is forgotten.
        </StatusLine>
      )}
      <ErrorSummary title="Not confirmed" problems={problemsOf(confirm.error)} />
      <div className={classes.choices}>
        {isWhole && (
          <Button
            size="md"
            loading={confirm.isBusy}
            leftSection={<IconFingerprint size={20} aria-hidden />}
            onClick={() => {
              confirm.run(seen);
            }}
          >
            Confirm that it is lost
          </Button>
        )}
        <Drop proposed={proposed} />
      </div>
    </>
  );
}

function Drop({ proposed: { proposal, seen } }: ProposedProps): ReactNode {
  /** The proposal as it was shown when the question was asked. */
  const [asked, setAsked] = useState<string>();
  const close = (): void => {
    setAsked(undefined);
  };
  const drop = useAct((door, of: string) => door.declineRestore(proposal, of), close);
  return (
    <>
      <Button
        variant="default"
        size="md"
        onClick={() => {
          drop.reset();
          setAsked(seen);
        }}
      >
        Do not confirm
      </Button>
      <ConfirmDialog
        isOpen={asked !== undefined}
        title="Drop what was said?"
        act="Drop it"
        isDestructive
        isBusy={drop.isBusy}
        onConfirm={() => {
          if (asked !== undefined) drop.run(asked);
        }}
        onClose={close}
      >
        <ErrorSummary title="Not dropped" problems={problemsOf(drop.error)} />
        Nothing is accepted, and every device that had more stays read-only. The register keeps that it was proposed and
        dropped; an officer can say again what is lost. Your passkey confirms it.
      </ConfirmDialog>
    </>
  );
}
