import { Button, TextInput } from '@mantine/core';
import { type SubmitEvent, type ReactNode, useState } from 'react';
import { longestName, nameProblem } from '@consilium/domain';
import { Card, PageTitle } from '../platform/kit';
import { deviceName } from './device-name';
import { KeysFlow } from './keys-flow';
import classes from './sign-in.module.css';

/** First run: the code from the terminal makes the first registration officer, and with their keys the register. */
export function SetUpPage(): ReactNode {
  const [answers, setAnswers] = useState<{ code: string; name: string }>();
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

function Details({ onGiven }: { readonly onGiven: (answers: { code: string; name: string }) => void }): ReactNode {
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string>();
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    const wrong = nameProblem(name, longestName);
    setProblem(wrong);
    if (wrong === undefined) onGiven({ code: code.trim(), name: name.trim() });
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
          error={problem}
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value);
          }}
        />
        <Button type="submit" size="md">
          Go on
        </Button>
      </form>
    </Card>
  );
}
