import { Button } from '@mantine/core';
import { IconSignature } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { opinionLines, outcomeLine, restsOn } from '../../words';
import { useDraft, WordsForm } from '../../drafts';
import { ExactTime, KeyValueList } from '../../platform/kit';
import { said } from '../../unreadable';
import type { OpinionView } from '../../vault/door';
import { SayOutcome } from './outcome';
import classes from './opinion.module.css';

interface OpinionCardProps {
  readonly opinion: OpinionView;
  readonly room: string;
  readonly isMine: boolean;
}

/** A signed opinion: never edited, only added to. */
export function OpinionCard({ opinion, room, isMine }: OpinionCardProps): ReactNode {
  const rows = [...opinionLines(opinion), { name: 'Rests on', value: restsOn(opinion) }];
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
        <p key={addendum.at} className={classes.addendum}>
          <strong>Added</strong> <ExactTime at={addendum.at * 1000} />: {said(addendum.text, 'What was added')}
        </p>
      ))}
      {opinion.outcome !== undefined && (
        <p className={classes.addendum}>
          <strong>What became of it</strong> <ExactTime at={opinion.outcome.at * 1000} />:{' '}
          {said(outcomeLine(opinion.outcome.text), 'What became of it')}
        </p>
      )}
      {opinion.asks !== 'no' && <SayOutcome room={room} opinion={opinion} />}
      <Link
        to="/cases/$room/opinions/$opinion"
        params={{ room, opinion: opinion.entry }}
        className={classes.copy}
        aria-label={`Copy, print or PDF: opinion of ${opinion.byName}`}
      >
        Copy, print or PDF
      </Link>
      {isMine && <Addendum room={room} opinion={opinion.entry} />}
    </article>
  );
}

function Addendum({ room, opinion }: { readonly room: string; readonly opinion: string }): ReactNode {
  const draft = useDraft(['addendum', opinion], '');
  const [isAdding, setAdding] = useState(false);
  if (!isAdding && draft.value === '') {
    return (
      <Button
        variant="subtle"
        onClick={() => {
          setAdding(true);
        }}
      >
        Add to this opinion
      </Button>
    );
  }
  return (
    <WordsForm
      draft={draft}
      label="What you add; the opinion itself stays as it is"
      button="Sign the addition"
      send={(door, words) => door.addAddendum(room, opinion, words)}
      onSent={() => {
        setAdding(false);
      }}
    />
  );
}
