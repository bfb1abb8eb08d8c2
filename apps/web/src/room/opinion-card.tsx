import { Button, Textarea } from '@mantine/core';
import { IconSignature } from '@tabler/icons-react';
import { type SubmitEvent, type ReactNode, useState } from 'react';
import { urgencyWords } from '../cases/words';
import { ErrorSummary, ExactTime, KeyValueList } from '../platform/kit';
import { problemsOf } from '../sign-in/problems-of';
import type { OpinionView } from '../vault/door';
import { useAct } from '../vault/use-vault';
import classes from './opinion.module.css';
import { renditionWords } from './words';

const seen = (opinion: OpinionView): string =>
  opinion.reliesOn
    .map(({ picture, rendition }) => `Picture ${String(picture)} (${renditionWords[rendition]})`)
    .join(', ');

interface OpinionCardProps {
  readonly opinion: OpinionView;
  readonly room: string;
  readonly isMine: boolean;
}

/** A signed opinion: never edited, only added to. */
export function OpinionCard({ opinion, room, isMine }: OpinionCardProps): ReactNode {
  const rows = [
    { name: 'Advice', value: opinion.advice },
    { name: 'How soon', value: urgencyWords[opinion.urgency] },
    { name: 'Next', value: `${opinion.nextAction} (${opinion.nextActionOwner})` },
    { name: 'Limits', value: opinion.limits },
    { name: 'Rests on', value: seen(opinion) || 'The question alone' },
  ];
  return (
    <article className={classes.opinion} aria-label={`Opinion of ${opinion.byName}`}>
      <header className={classes.head}>
        <IconSignature size={22} stroke={1.75} aria-hidden />
        <h3 className={classes.title}>Opinion</h3>
      </header>
      <p className={classes.impression}>{opinion.impression}</p>
      <KeyValueList rows={rows} />
      <p className={classes.signed}>
        Signed by <strong>{opinion.byName}</strong>
        {opinion.registration !== '' && `, ${opinion.registration}`}, <ExactTime at={opinion.at * 1000} />
      </p>
      {opinion.addenda.map((addendum) => (
        <p key={`${String(addendum.at)} ${addendum.text}`} className={classes.addendum}>
          <strong>Added</strong> <ExactTime at={addendum.at * 1000} />: {addendum.text}
        </p>
      ))}
      {isMine && <Addendum room={room} opinion={opinion.entry} />}
    </article>
  );
}

function Addendum({ room, opinion }: { readonly room: string; readonly opinion: string }): ReactNode {
  const [text, setText] = useState<string>();
  const add = useAct(
    (door, words: string) => door.addAddendum(room, opinion, words),
    () => {
      setText(undefined);
    },
  );
  if (text === undefined) {
    return (
      <Button
        variant="subtle"
        onClick={() => {
          setText('');
        }}
      >
        Add to this opinion
      </Button>
    );
  }
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    add.run(text.trim());
  };
  return (
    <form onSubmit={send} className={classes.form}>
      <ErrorSummary title="Not added" problems={problemsOf(add.error)} />
      <Textarea
        label="What you add; the opinion itself stays as it is"
        autosize
        minRows={2}
        size="md"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
        }}
      />
      <Button type="submit" size="md" loading={add.isBusy} disabled={text.trim() === ''}>
        Sign the addition
      </Button>
    </form>
  );
}
