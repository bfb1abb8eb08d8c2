import { Button } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { Card, ErrorSummary, StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { FoundingView } from '../vault/door';
import { useAct, useLookingAgain, useView } from '../vault/use-vault';
import classes from './sign-in.module.css';

const says: Readonly<Record<FoundingView['next'], string>> = {
  'others-come':
    'A register for real use begins with two officers. Ask the second one to open this page on their own device and to type the same code. Leave this page open.',
  'first-begins': 'The officer who came first begins the register. Leave this page open.',
  begin: 'Everybody is here. Compare the numbers below with each other, by voice; then begin.',
  agree: 'The register is signed and waits for you. Compare the numbers below with each other, by voice; then agree.',
  'others-agree': 'You have agreed. The register begins when everybody has. Leave this page open.',
  'sign-in': 'The register has begun. Sign in with the passkey you just made.',
};

interface FoundingStepProps {
  /** The one-time code from the terminal. */
  readonly code: string;
  /** This officer is in. */
  readonly onDone: () => void;
}

/** The last step of a set-up with two officers: who is here, the numbers they compare, and the one thing to do next. */
export function FoundingStep({ code, onDone }: FoundingStepProps): ReactNode {
  useLookingAgain('unannounced', 'session', 'founding');
  const { data, error } = useView(['session', 'founding'], (door) => door.founding());
  const next = data?.next;
  useEffect(() => {
    // The page that was set up is now one to sign in at.
    if (next === 'sign-in') location.reload();
  }, [next]);
  if (data === undefined) {
    return (
      <Card title="Beginning together">
        <ErrorSummary title="Not begun" problems={problemsOf(error)} />
        <StartAgain code={code} />
      </Card>
    );
  }
  return (
    <Card title="Beginning together">
      <StatusLine isLive>{says[data.next]}</StatusLine>
      <ErrorSummary title="Not begun" problems={problemsOf(error)} />
      <Founders founders={data.founders} />
      <Next next={data.next} onDone={onDone} />
      <StartAgain code={code} />
    </Card>
  );
}

function Founders({ founders }: Pick<FoundingView, 'founders'>): ReactNode {
  return (
    <ul className={classes.founders}>
      {founders.map(({ name, staffNumber, isMe, digits }) => (
        <li key={digits}>
          <strong>
            {name}
            {isMe && ' (you)'}
          </strong>
          <span>Staff number {staffNumber}</span>
          <span className={classes.digits}>{digits}</span>
        </li>
      ))}
    </ul>
  );
}

function Next({ next, onDone }: Pick<FoundingView, 'next'> & Pick<FoundingStepProps, 'onDone'>): ReactNode {
  const done = (me: unknown): void => {
    if (me !== undefined) onDone();
  };
  const begin = useAct((door) => door.beginTogether(), done);
  const agree = useAct((door) => door.agreeToBegin(), done);
  if (next !== 'begin' && next !== 'agree') return null;
  const { run, isBusy, error } = next === 'begin' ? begin : agree;
  return (
    <>
      <ErrorSummary title="Not begun" problems={problemsOf(error)} />
      <div className={classes.actions}>
        <Button
          size="md"
          loading={isBusy}
          onClick={() => {
            run(undefined);
          }}
        >
          {next === 'begin' ? 'The numbers are the same: begin the register' : 'The numbers are the same: agree'}
        </Button>
      </div>
    </>
  );
}

/** For whoever closed a page halfway: their keys are gone, and all begin anew. */
function StartAgain({ code }: Pick<FoundingStepProps, 'code'>): ReactNode {
  const { run, isBusy, error } = useAct(
    (door) => door.foundAnew(code),
    () => {
      location.reload();
    },
  );
  return (
    <>
      <ErrorSummary title="Not started again" problems={problemsOf(error)} />
      <p className={classes.aside}>
        If somebody is listed who is not here any more, or the numbers differ, start again: everybody types the code
        once more.
      </p>
      <div className={classes.actions}>
        <Button
          variant="default"
          loading={isBusy}
          onClick={() => {
            run(undefined);
          }}
        >
          Start the set-up again
        </Button>
      </div>
    </>
  );
}
