import { Button, Textarea } from '@mantine/core';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import type { IdentifierKind } from '@consilium/domain';
import { IdentifierHint, NotIdentifiers } from '../identifiers';
import { ErrorSummary } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { VaultDoor } from '../vault/door';
import { useAct } from '../vault/use-vault';
import type { Draft } from './use-draft';
import classes from './words-form.module.css';

interface WordsFormProps {
  /** The words go outside: what only looks like an identifier goes once it was said to be none. */
  readonly goesOutside?: true;
  readonly draft: Draft<string>;
  readonly label: string;
  readonly hint?: string;
  readonly button: string;
  readonly send: (door: VaultDoor, words: string, notIdentifiers: IdentifierKind[]) => Promise<void>;
  readonly onSent?: () => void;
}

/** One text and the button that sends it: a question, an answer, an addition. What was not sent stays in the field. */
export function WordsForm({ draft, label, hint, button, send, goesOutside, onSent }: WordsFormProps): ReactNode {
  const [notIdentifiers, setNotIdentifiers] = useState<IdentifierKind[]>([]);
  const sending = (door: VaultDoor, words: string): Promise<void> => send(door, words, notIdentifiers);
  const act = useAct(sending, () => {
    draft.sent();
    onSent?.();
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (draft.value.trim() !== '' && !act.isBusy) act.run(draft.value.trim());
  };
  return (
    <form onSubmit={submit} className={classes.form}>
      <ErrorSummary title="Not sent; your words are still here" problems={problemsOf(act.error)} />
      <Textarea
        label={label}
        {...(hint === undefined ? {} : { description: hint })}
        autosize
        minRows={3}
        size="md"
        value={draft.value}
        onChange={(event) => {
          draft.set(event.currentTarget.value);
        }}
      />
      <IdentifierHint text={draft.value} />
      {goesOutside === true && <NotIdentifiers texts={[draft.value]} said={notIdentifiers} onSay={setNotIdentifiers} />}
      <Button type="submit" size="lg" loading={act.isBusy} disabled={draft.value.trim() === ''}>
        {button}
      </Button>
    </form>
  );
}
