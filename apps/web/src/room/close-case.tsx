import { Button, Radio } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { CloseOutcome } from '@consilium/domain';
import { Card, ConfirmDialog, ErrorSummary, StatusLine } from '../platform/kit';
import { problemsOf } from '../sign-in/problems-of';
import type { RoomView } from '../vault/door';
import { useAct } from '../vault/use-vault';
import classes from './side-panel.module.css';

const outcomes = [
  { value: 'advice-given', label: 'Advice was given' },
  { value: 'referred', label: 'The patient was referred' },
  { value: 'no-longer-needed', label: 'No longer needed' },
] as const satisfies readonly { value: CloseOutcome; label: string }[];

/** Closing says how it ended; a closed case can be read and opened again. */
export function CloseCase({ view }: { readonly view: RoomView }): ReactNode {
  const [isAsking, setAsking] = useState(false);
  const [outcome, setOutcome] = useState<CloseOutcome>('advice-given');
  const close = useAct(
    (door, how: CloseOutcome) => door.closeCase(view.room, how),
    () => {
      setAsking(false);
    },
  );
  const reopen = useAct((door, _: undefined) => door.reopenCase(view.room));
  if (view.closed !== undefined) {
    return (
      <Card title="Closed">
        <ErrorSummary problems={problemsOf(reopen.error)} />
        <Button
          variant="default"
          loading={reopen.isBusy}
          onClick={() => {
            reopen.run(undefined);
          }}
        >
          Open it again
        </Button>
      </Card>
    );
  }
  return (
    <Card title="When it is answered">
      {view.may.close === true ? (
        <Button
          variant="default"
          onClick={() => {
            setAsking(true);
          }}
        >
          Close the case
        </Button>
      ) : (
        <StatusLine>{view.may.close}</StatusLine>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        title={`Close “${view.title}”?`}
        act="Close the case"
        isBusy={close.isBusy}
        onConfirm={() => {
          close.run(outcome);
        }}
        onClose={() => {
          setAsking(false);
        }}
      >
        <ErrorSummary problems={problemsOf(close.error)} />
        <Radio.Group
          label="How it ended"
          value={outcome}
          onChange={(value) => {
            setOutcome(outcomes.find((each) => each.value === value)?.value ?? 'advice-given');
          }}
        >
          <div className={classes.form}>
            {outcomes.map(({ value, label }) => (
              <Radio key={value} value={value} label={label} size="md" />
            ))}
          </div>
        </Radio.Group>
        <p className={classes.words}>Nothing is deleted. A copy for the medical record is still yours to make.</p>
      </ConfirmDialog>
    </Card>
  );
}
