import { Button, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { IdentifierHint } from '../identifiers';
import { Card, ErrorSummary, ExactTime, KeyValueList, PageTitle, StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import { notShown, said } from '../unreadable';
import type { ItemView, OfflineCase, OfflineThread, OfflineWords, OpinionView } from '../vault/door';
import { vaultDoor } from '../vault/door';
import { opinionLines, outcomeLine, patientLine, urgencyLine, whereOn } from '../words';
import classes from './offline.module.css';

interface OfflineCaseProps {
  readonly room: string;
  readonly words: readonly OfflineWords[];
  readonly onBack: () => void;
  readonly onChange: () => void;
}

/** A case as it was when the service was last reached: nothing can be done in it but read and write what waits. */
export function OfflineCaseView({ room, words, onBack, onChange }: OfflineCaseProps): ReactNode {
  const { data, error } = useQuery({
    queryKey: ['offline', room],
    queryFn: () => vaultDoor().offlineCase(room),
    gcTime: 0,
  });
  return (
    <>
      <div className={classes.actions}>
        <Button variant="default" size="md" onClick={onBack}>
          All cases on this device
        </Button>
      </div>
      <ErrorSummary title="This case cannot be shown" problems={problemsOf(error)} />
      {data !== undefined && <Shown found={data} words={words} onChange={onChange} />}
    </>
  );
}

type ShownProps = { readonly found: OfflineCase } & Pick<OfflineCaseProps, 'words' | 'onChange'>;

function Shown({ found, words, onChange }: ShownProps): ReactNode {
  const { title, form, closed, threads, room } = found;
  const here = words.filter((each) => each.room === room);
  const elsewhere = here.filter((each) => !threads.some(({ thread }) => thread === each.thread));
  return (
    <>
      <PageTitle lead={closed ? 'This case is closed.' : 'For reading only.'}>{title}</PageTitle>
      {form !== undefined && (
        <Card title="The question">
          {form.unreadable === undefined && (
            <p className={classes.by}>
              {urgencyLine(form.value.urgency)} · {patientLine(form.value.ageBand)}
            </p>
          )}
          <p className={classes.said}>
            {form.unreadable === undefined ? form.value.question : said(form, 'The question')}
          </p>
        </Card>
      )}
      {threads.map((thread) => (
        <Thread
          key={thread.thread}
          room={room}
          thread={thread}
          words={here.filter((each) => each.thread === thread.thread)}
          onChange={onChange}
        />
      ))}
      {elsewhere.length > 0 && (
        <Card title="For threads that are no longer here">
          <ul className={classes.items}>
            {elsewhere.map((each) => (
              <Waiting key={each.id} words={each} onChange={onChange} />
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}

interface ThreadProps {
  readonly room: string;
  readonly thread: OfflineThread;
  readonly words: readonly OfflineWords[];
  readonly onChange: () => void;
}

function Thread({ room, thread, words, onChange }: ThreadProps): ReactNode {
  const { title, picture, items, earlier, mayPost } = thread;
  return (
    <Card title={picture === undefined ? title : `Picture ${String(picture.number)}`}>
      {picture !== undefined && (
        <>
          <p className={classes.by}>{whereOn(picture)}</p>
          {picture.caption !== '' && <p className={classes.said}>{picture.caption}</p>}
          <StatusLine>The picture itself is not on this device. It shows again with a connection.</StatusLine>
        </>
      )}
      {earlier > 0 && <p className={classes.by}>{earlier} earlier ones are not on this device.</p>}
      <ul className={classes.items}>
        {items.map((item) => (
          <Item key={item.entry} item={item} />
        ))}
        {words.map((each) => (
          <Waiting key={each.id} words={each} onChange={onChange} />
        ))}
      </ul>
      {mayPost === true && <Write room={room} thread={thread} onKept={onChange} />}
    </Card>
  );
}

function Item({ item }: { readonly item: ItemView }): ReactNode {
  const name = 'byName' in item ? item.byName : '';
  return (
    <li className={classes.item}>
      <p className={classes.by}>
        {name !== '' && <strong>{name}</strong>} <ExactTime at={item.at * 1000} />
      </p>
      <Words item={item} />
    </li>
  );
}

function Words({ item }: { readonly item: ItemView }): ReactNode {
  switch (item.kind) {
    case 'message':
    case 'line':
      return <p className={classes.said}>{item.text}</p>;
    case 'opinion':
      return <Opinion opinion={item.opinion} />;
    case 'unreadable':
      return <p className={classes.said}>{notShown('This', item.why, 'case', item.keyBy)}</p>;
    case 'taken-back':
      return <p className={classes.said}>Took back a message.</p>;
    case 'picture':
      return <p className={classes.said}>Posted the picture.</p>;
  }
}

function Opinion({ opinion }: { readonly opinion: OpinionView }): ReactNode {
  return (
    <>
      <p className={classes.said}>
        <strong>Opinion:</strong> {opinion.impression}
      </p>
      <KeyValueList rows={opinionLines(opinion)} />
      {opinion.addenda.map((addendum) => (
        <p key={addendum.at} className={classes.said}>
          <strong>Added</strong> <ExactTime at={addendum.at * 1000} />: {said(addendum.text, 'What was added')}
        </p>
      ))}
      {opinion.outcome !== undefined && (
        <p className={classes.said}>
          <strong>What became of it</strong> <ExactTime at={opinion.outcome.at * 1000} />:{' '}
          {said(outcomeLine(opinion.outcome.text), 'What became of it')}
        </p>
      )}
    </>
  );
}

/** Somebody's own words, which can be deleted wherever they were written. */
export function Waiting({
  words,
  onChange,
}: {
  readonly words: OfflineWords;
  readonly onChange: () => void;
}): ReactNode {
  const drop = useMutation({ mutationFn: () => vaultDoor().dropOffline(words.id), onSettled: onChange });
  return (
    <li className={classes.item}>
      <p className={classes.by}>
        <strong>You</strong> <ExactTime at={words.at * 1000} />
      </p>
      <p className={classes.said}>{words.text}</p>
      <StatusLine
        tone="waiting"
        action={
          <Button
            variant="subtle"
            loading={drop.isPending}
            onClick={() => {
              drop.mutate();
            }}
          >
            Delete
          </Button>
        }
      >
        Not sent. It waits on this device.
      </StatusLine>
    </li>
  );
}

function Write({
  room,
  thread,
  onKept,
}: {
  readonly room: string;
  readonly thread: OfflineThread;
  readonly onKept: () => void;
}): ReactNode {
  const [text, setText] = useState('');
  const keep = useMutation({
    mutationFn: () => vaultDoor().sayOffline(room, thread.thread, text),
    onSuccess: () => {
      setText('');
      onKept();
    },
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (text.trim() !== '' && !keep.isPending) keep.mutate();
  };
  const about = thread.picture === undefined ? thread.title : `Picture ${String(thread.picture.number)}`;
  return (
    <form onSubmit={submit} className={classes.form}>
      <ErrorSummary title="Not kept; your words are still here" problems={problemsOf(keep.error)} />
      <Textarea
        label={`Write about ${about}`}
        description="It is sent when you are back with a connection, if the same people can read it then. If not, you are asked."
        autosize
        minRows={2}
        size="md"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
        }}
      />
      <IdentifierHint text={text} />
      <Button type="submit" size="md" variant="default" loading={keep.isPending} disabled={text.trim() === ''}>
        Keep it to be sent
      </Button>
    </form>
  );
}
