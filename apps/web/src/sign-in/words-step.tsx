import { Button, TextInput } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { type SubmitEvent, type ReactNode, useState } from 'react';
import { Card, ErrorSummary, StatusLine } from '../platform/kit';
import type { VaultDoor } from '../vault/door';
import { useAct, useView } from '../vault/use-vault';
import { problemsOf } from '../platform/problems-of';
import classes from './sign-in.module.css';

/** The 24 recovery words, shown once; then two of them typed back, so that nobody goes on without having them. `isIn`: signed in. */
export function WordsStep({ onDone }: { readonly onDone: (isIn: boolean) => void }): ReactNode {
  const [isWritten, setWritten] = useState(false);
  const { data, error } = useView(['session', 'words'], (door) => door.recoveryWords());
  if (data === undefined)
    return (
      <Card title="Your recovery words">
        <ErrorSummary problems={problemsOf(error)} />
      </Card>
    );
  if (isWritten) {
    return (
      <TypeBack
        ask={data.ask}
        answer={(door, words) => door.confirmWords(words)}
        onBack={() => {
          setWritten(false);
        }}
        onDone={(me) => {
          onDone(me !== undefined);
        }}
      />
    );
  }
  return (
    <WriteDown
      words={data.words}
      onWritten={() => {
        setWritten(true);
      }}
    />
  );
}

export function WriteDown({
  words,
  onWritten,
}: {
  readonly words: readonly string[];
  readonly onWritten: () => void;
}): ReactNode {
  return (
    <Card title="Write down your recovery words">
      <p className={classes.words}>
        If you lose every passkey, these 24 words bring you and your whole history back. Nobody else has them: not your
        employer, not whoever runs this service.
      </p>
      <ol className={classes.recovery} aria-label="Recovery words">
        {words.map((word, index) => (
          <li key={`${String(index)} ${word}`}>{word}</li>
        ))}
      </ol>
      <StatusLine tone="warning">
        On paper, not as a screenshot: anyone who has these words can read what you can.
      </StatusLine>
      <div className={classes.actions}>
        <Button
          variant="default"
          size="md"
          leftSection={<IconPrinter size={20} aria-hidden />}
          onClick={() => {
            globalThis.print();
          }}
        >
          Print
        </Button>
        <Button size="md" onClick={onWritten}>
          I have written them down
        </Button>
      </div>
    </Card>
  );
}

interface TypeBackProps<T> {
  readonly ask: [number, number];
  readonly answer: (door: VaultDoor, answers: [string, string]) => Promise<T>;
  readonly onBack: () => void;
  readonly onDone: (answered: T) => void;
}

export function TypeBack<T>({ ask, answer, onBack, onDone }: TypeBackProps<T>): ReactNode {
  const [answers, setAnswers] = useState<[string, string]>(['', '']);
  const { run, isBusy, error } = useAct(answer, onDone);
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    run(answers);
  };
  return (
    <Card title="Type two of them back">
      <ErrorSummary title="Not yet" problems={problemsOf(error, 'word-0')} />
      <form onSubmit={send} className={classes.form}>
        {ask.map((place, index) => (
          <TextInput
            key={place}
            id={`word-${String(index)}`}
            label={`Word ${String(place)}`}
            size="md"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={answers[index]}
            onChange={(event) => {
              const { value } = event.currentTarget;
              setAnswers(([one, two]) => (index === 0 ? [value, two] : [one, value]));
            }}
          />
        ))}
        <div className={classes.actions}>
          <Button variant="default" size="md" onClick={onBack}>
            Show the words again
          </Button>
          <Button type="submit" size="md" loading={isBusy}>
            Finish
          </Button>
        </div>
      </form>
    </Card>
  );
}
