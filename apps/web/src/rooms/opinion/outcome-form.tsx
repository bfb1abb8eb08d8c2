import { Button, Textarea } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import { IdentifierHint } from '../../identifiers';
import { choicesOf, ErrorSummary } from '../../platform/kit';
import { problemsOf } from '../../platform/problems-of';
import type { OpinionView, OutcomeDraft } from '../../vault/door';
import { useAct } from '../../vault/use-vault';
import { outcomeWords } from '../../words';
import classes from './opinion.module.css';

interface OutcomeFormProps {
  readonly room: string;
  readonly opinion: OpinionView;
  readonly onSaid: () => void;
}

/** One press says it, with the words beside it if there are any. A slip is put right by saying it anew. */
export function OutcomeForm({ room, opinion, onSaid }: OutcomeFormProps): ReactNode {
  const [words, setWords] = useState('');
  const act = useAct((door, outcome: OutcomeDraft) => door.sayOutcome(room, opinion.entry, outcome), onSaid);
  const title = useId();
  return (
    <section className={classes.outcome} aria-labelledby={title}>
      <h4 id={title} className={classes.title}>
        What became of it?
      </h4>
      <p className={classes.signed}>
        One press signs your answer. Whoever reads this opinion reads it too; it can be said anew.
      </p>
      <ErrorSummary title="Not said; your words are still here" problems={problemsOf(act.error)} />
      <Textarea
        label="In words, if you like"
        autosize
        minRows={1}
        size="md"
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
        }}
      />
      <IdentifierHint text={words} />
      {choicesOf(outcomeWords).map(({ value, label }) => (
        <Button
          key={value}
          variant="default"
          size="md"
          className={classes.choice}
          disabled={act.isBusy}
          onClick={() => {
            act.run({ said: value, words: words.trim() });
          }}
        >
          {label}
        </Button>
      ))}
    </section>
  );
}
