import { Button, Textarea } from '@mantine/core';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { ErrorSummary } from '../platform/kit';
import { problemsOf } from '../sign-in/problems-of';
import type { RequestView } from '../vault/door';
import { useAct } from '../vault/use-vault';
import classes from './clearances.module.css';

/** More information needed: a question to the doctor, sealed like the dossier. The request waits for the answer. */
export function AskForm({ request }: { readonly request: RequestView }): ReactNode {
  const [text, setText] = useState('');
  const ask = useAct(
    (door, question: string) => door.ask(request.advice, question),
    () => {
      setText('');
    },
  );
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    ask.run(text.trim());
  };
  return (
    <form onSubmit={send} className={classes.form}>
      <ErrorSummary title="Not sent; your words are still here" problems={problemsOf(ask.error)} />
      <Textarea
        label="Your question to the doctor"
        description="Sealed like the dossier. The request waits until it is answered."
        autosize
        minRows={3}
        size="md"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
        }}
      />
      <Button type="submit" size="lg" loading={ask.isBusy} disabled={text.trim() === ''}>
        Ask the doctor
      </Button>
    </form>
  );
}
