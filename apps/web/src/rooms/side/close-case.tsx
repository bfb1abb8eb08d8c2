import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { CloseOutcome, GuidanceFinding } from '@consilium/domain';
import { Findings } from '../../guidance';
import { Card, choicesOf, ConfirmDialog, ErrorSummary, OneOf, StatusLine } from '../../platform/kit';
import { problemsOf } from '../../platform/problems-of';
import type { RoomView } from '../../vault/door';
import { useAct, useView } from '../../vault/use-vault';
import classes from './side-panel.module.css';

const outcomes = choicesOf<CloseOutcome>({
  'advice-given': 'Advice was given',
  referred: 'The patient was referred',
  'no-longer-needed': 'No longer needed',
});

/** Closing says how it ended; a closed case can be read and opened again. */
export function CloseCase({ view }: { readonly view: RoomView }): ReactNode {
  const [isAsking, setAsking] = useState(false);
  if (view.closed !== undefined) return <Reopen room={view.room} />;
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
      <AskOutcome
        view={view}
        isOpen={isAsking}
        onClose={() => {
          setAsking(false);
        }}
      />
    </Card>
  );
}

function Reopen({ room }: { readonly room: string }): ReactNode {
  const reopen = useAct((door, _: undefined) => door.reopenCase(room));
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

/** What is left to do for the pictures of the case, each thing once. */
function useLeftToDo(room: string): readonly GuidanceFinding[] {
  const { data = [] } = useView(['room', room, 'guidance', 'close'], (door) =>
    door.checkPictures(room, 'close', 'direct-care'),
  );
  return [...new Map(data.flatMap(({ findings }) => findings).map((each) => [each.sentence, each])).values()];
}

interface AskOutcomeProps {
  readonly view: RoomView;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

function AskOutcome({ view, isOpen, onClose }: AskOutcomeProps): ReactNode {
  const [outcome, setOutcome] = useState<CloseOutcome | ''>('');
  const left = useLeftToDo(view.room);
  const close = useAct((door, how: CloseOutcome) => door.closeCase(view.room, how), onClose);
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title={`Close “${view.title}”?`}
      act="Close the case"
      mayAct={outcome !== ''}
      isBusy={close.isBusy}
      onConfirm={() => {
        if (outcome !== '') close.run(outcome);
      }}
      onClose={onClose}
    >
      <ErrorSummary problems={problemsOf(close.error)} />
      <OneOf legend="How it ended" layout="stacked" choices={outcomes} value={outcome} onChange={setOutcome} />
      <Findings findings={left} />
      <p className={classes.after}>
        Nothing is deleted. Copy opinion and advice into the patient’s record now; this version cannot export pictures.
      </p>
    </ConfirmDialog>
  );
}
