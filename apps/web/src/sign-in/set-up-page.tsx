import { Button, TextInput } from '@mantine/core';
import { type SubmitEvent, type ReactNode, useState } from 'react';
import { longestName, nameProblem, numberAsSigned, staffNumberProblem } from '@consilium/domain';
import { Card, PageTitle } from '../platform/kit';
import { deviceName } from './device-name';
import { KeysFlow } from './keys-flow';
import classes from './sign-in.module.css';

interface Answers {
  readonly code: string;
  readonly name: string;
  readonly staffNumber: string;
}

/** First run: the code from the terminal makes the first registration officer, and with their keys the register. */
export function SetUpPage(): ReactNode {
  const [answers, setAnswers] = useState<Answers>();
  return (
    <div className={classes.page}>
      <PageTitle
        over="First run"
        lead="You become the first registration officer. The register of who is who begins with keys made on this device; every other person's device will check against it."
      >
        Set Consilium up
      </PageTitle>
      {answers === undefined ? (
        <Details onGiven={setAnswers} />
      ) : (
        <KeysFlow
          begin={(door) => door.setUpBegin({ ...answers, device: deviceName() })}
          onDone={() => {
            location.hash = '#/register';
          }}
        />
      )}
    </div>
  );
}

function Details({ onGiven }: { readonly onGiven: (answers: Answers) => void }): ReactNode {
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [staffNumber, setStaffNumber] = useState('');
  const [problems, setProblems] = useState<{ name: string | undefined; staffNumber: string | undefined }>();
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    const wrong = {
      name: nameProblem(name, longestName),
      staffNumber: staffNumberProblem(numberAsSigned(staffNumber)),
    };
    setProblems(wrong);
    if (wrong.name !== undefined || wrong.staffNumber !== undefined) return;
    onGiven({ code: code.trim(), name: name.trim(), staffNumber: staffNumber.trim() });
  };
  return (
    <Card title="Who you are">
      <form onSubmit={send} className={classes.form}>
        <TextInput
          label="One-time set-up code"
          description="The terminal printed it when the service started."
          size="md"
          required
          autoComplete="off"
          spellCheck={false}
          value={code}
          onChange={(event) => {
            setCode(event.currentTarget.value);
          }}
        />
        <TextInput
          label="Your name"
          description="Colleagues see it beside everything you sign."
          size="md"
          required
          minLength={2}
          autoComplete="name"
          error={problems?.name}
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value);
          }}
        />
        <TextInput
          label="Your staff number"
          description="As your employer writes it. It tells you from another officer of your name."
          size="md"
          required
          autoComplete="off"
          error={problems?.staffNumber}
          value={staffNumber}
          onChange={(event) => {
            setStaffNumber(event.currentTarget.value);
          }}
        />
        <Button type="submit" size="md">
          Go on
        </Button>
      </form>
    </Card>
  );
}
