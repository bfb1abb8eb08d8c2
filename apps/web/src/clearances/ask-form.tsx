import { Button, Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Card, ErrorSummary } from '../platform/kit';
import { problemsOf } from '../sign-in/problems-of';
import type { RequestView } from '../vault/door';
import { useAct } from '../vault/use-vault';
import classes from './clearances.module.css';

/** More information needed: a question to the doctor, sealed like the dossier. */
export function AskForm({ request }: { readonly request: RequestView }): ReactNode {
  const [text, setText] = useState('');
  const ask = useAct(
    (door, question: string) => door.ask(request.advice, question),
    () => {
      setText('');
    },
  );
  const send = (event: FormEvent): void => {
    event.preventDefault();
    ask.run(text.trim());
  };
  return (
    <Card title="More information needed">
      <ErrorSummary title="Not sent; your words are still here" problems={problemsOf(ask.error)} />
      {request.questions.map(({ at, question, answer }) => (
        <div key={`${String(at)} ${question}`} className={classes.question}>
          <p>
            <strong>Asked:</strong> {question}
          </p>
          <p>
            <strong>Answered:</strong> {answer === '' ? 'Not yet' : answer}
          </p>
        </div>
      ))}
      <form onSubmit={send} className={classes.form}>
        <Textarea
          label="Your question to the doctor"
          autosize
          minRows={2}
          size="md"
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
          }}
        />
        <Button type="submit" variant="default" size="md" loading={ask.isBusy} disabled={text.trim() === ''}>
          Ask
        </Button>
      </form>
    </Card>
  );
}
