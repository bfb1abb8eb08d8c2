import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { DeletionAnswer } from '@consilium/domain';
import { Card, choicesOf, ErrorSummary, exactTime, OneOf, StatusLine } from '../../platform/kit';
import { problemsOf } from '../../platform/problems-of';
import { useServiceNow } from '../../sign-in';
import type { RoomView } from '../../vault/door';
import { useAct } from '../../vault/use-vault';
import { saidWords, saysWords } from './withdrawal-words';
import classes from './withdraw.module.css';

type Statement = RoomView['statements'][number];

/**
 * What outside colleagues are asked of pictures they see no more: by them to be answered, by the others to be read until it is;
 * what was answered stands in the talk.
 */
export function Statements({ view }: { readonly view: RoomView }): ReactNode {
  const own = view.statements.filter(({ mine, said }) => mine && said === '');
  const others = view.statements.filter(({ mine, said }) => !mine && said === '');
  const left = own.length;
  return (
    <>
      {own.map((each) => (
        <Asked key={each.thread} statement={each} room={view.room} isLast={left === 1 && view.threads.length === 0} />
      ))}
      {others.map((each) => (
        <Told key={`${each.clearance} ${each.thread}`} statement={each} />
      ))}
    </>
  );
}

interface AskedProps {
  readonly statement: Statement;
  readonly room: string;
  /** Whether nothing of the case is left to this person once it is answered. */
  readonly isLast: boolean;
}

function Asked({ statement, room, isLast }: AskedProps): ReactNode {
  const { thread, clearance, number, endedAt, due } = statement;
  const [said, setSaid] = useState<DeletionAnswer | ''>('');
  const navigate = useNavigate();
  const state = useAct(
    (door, answer: DeletionAnswer) => door.stateDeletion(room, thread, clearance, answer),
    () => {
      if (isLast) void navigate({ to: '/cases' });
    },
  );
  return (
    <Card title={`Picture ${String(number)} is not shared with you any more`} tone="edge">
      <div className={classes.form}>
        <p className={classes.words}>
          The patient withdrew or changed what was agreed, recorded {exactTime(endedAt * 1000)}. What you were writing
          about it is not sent. Please state by {exactTime(due * 1000)} what became of copies.
        </p>
        <ErrorSummary title="Not stated" problems={problemsOf(state.error)} />
        <OneOf
          legend="Did you keep a copy, a screenshot or a printout?"
          layout="stacked"
          choices={choicesOf(saidWords)}
          value={said}
          onChange={setSaid}
        />
        <Button
          size="md"
          disabled={said === ''}
          loading={state.isBusy}
          onClick={() => {
            if (said !== '') state.run(said);
          }}
        >
          Sign and state it
        </Button>
      </div>
    </Card>
  );
}

/** For the colleagues inside: whom to phone, who is asked, and what was said. */
export function Told({ statement }: { readonly statement: Statement }): ReactNode {
  const { name, number, said, saidAt, due, noOpinionYet } = statement;
  const isLate = useServiceNow()() > due;
  const picture = `picture ${String(number)}`;
  if (said !== '') {
    return (
      <StatusLine tone="calm">
        {name} {saysWords[said]} of {picture}, {exactTime(saidAt * 1000)}. Copies already seen cannot be recalled.
      </StatusLine>
    );
  }
  return (
    <StatusLine tone={isLate || noOpinionYet ? 'warning' : 'waiting'} isLive>
      {noOpinionYet &&
        `Phone ${name} now: they were asked for an opinion and have filed none. What they were writing is not sent. `}
      {isLate
        ? `${name} has not said what became of copies of ${picture}; they were asked to by ${exactTime(due * 1000)}. Ask them, and note the answer in the patient’s record.`
        : `${name} cannot open ${picture} any more, and is asked to state by ${exactTime(due * 1000)} what became of copies.`}
    </StatusLine>
  );
}
