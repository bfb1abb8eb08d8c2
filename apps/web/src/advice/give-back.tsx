import { Button, Checkbox } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ConfirmDialog, ErrorSummary, OneOf } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { RequestView } from '../vault/door';
import { useAct } from '../vault/use-vault';
import classes from './advice.module.css';
import queue from './queue.module.css';

interface Given {
  readonly to: string;
  readonly conflict: boolean;
}

function whatComesOf({ stage }: RequestView): string {
  const ends: Partial<Record<RequestView['stage'], string>> = {
    questioned: 'Your question is then answered no more, and the requester is told so: the next adviser asks anew.',
    proposed: 'What you signed, and nobody signed as well, ends.',
  };
  return [
    'It waits for an adviser again, and the record says that you gave it back.',
    ends[stage] ?? '',
    'Whoever takes it says for themselves that they have no conflict.',
  ]
    .filter((each) => each !== '')
    .join(' ');
}

/** For whoever has the request and has not decided: away, or in a conflict of interest. */
export function GiveBack({ request }: { readonly request: RequestView }): ReactNode {
  const [{ to, conflict }, set] = useState<Given>({ to: '', conflict: false });
  const name = request.couldTake.find(({ person }) => person === to)?.name;
  const act = name === undefined ? 'Give it back' : `Hand it on to ${name}`;
  const choices = [{ value: '', label: 'Whoever takes it' }].concat(
    request.couldTake.map((each) => ({ value: each.person, label: each.name })),
  );
  return (
    <details className={queue.confirmed}>
      <summary>Give it back or hand it on</summary>
      <div className={classes.form}>
        {request.couldTake.length > 0 && (
          <OneOf
            legend="Hand it on to"
            choices={choices}
            value={to}
            onChange={(chosen: string) => {
              set({ to: chosen, conflict });
            }}
          />
        )}
        <Checkbox
          size="md"
          label="I have a conflict of interest"
          description="You then neither take it again nor sign it as the second adviser."
          checked={conflict}
          onChange={(event) => {
            set({ to, conflict: event.currentTarget.checked });
          }}
        />
        <AskBefore request={request} given={{ to, conflict }} act={act} />
      </div>
    </details>
  );
}

interface AskBeforeProps {
  readonly request: RequestView;
  readonly given: Given;
  readonly act: string;
}

/** Asks once more, and says what ends with it. */
function AskBefore({ request, given, act }: AskBeforeProps): ReactNode {
  const [isAsking, setAsking] = useState(false);
  const close = (): void => {
    setAsking(false);
  };
  const give = useAct((door, of: Given) => door.giveBack(request.advice, of.to, of.conflict), close);
  return (
    <>
      <Button
        variant="default"
        size="md"
        className={queue.act}
        onClick={() => {
          setAsking(true);
        }}
      >
        {act}…
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={`${act}?`}
        act={act}
        isBusy={give.isBusy}
        onConfirm={() => {
          give.run(given);
        }}
        onClose={close}
      >
        <ErrorSummary title="Not given back" problems={problemsOf(give.error)} />
        {whatComesOf(request)}
        {given.conflict &&
          ' You declare a conflict of interest: you neither take it again nor sign it as the second adviser.'}
      </ConfirmDialog>
    </>
  );
}
