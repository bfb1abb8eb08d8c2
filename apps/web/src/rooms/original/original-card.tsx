import { Button } from '@mantine/core';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import type { PictureSource } from '@consilium/domain';
import { Card, choicesOf, ErrorSummary, OneOf } from '../../platform/kit';
import { problemsOf } from '../../platform/problems-of';
import type { PictureView } from '../../vault/door';
import { useAct } from '../../vault/use-vault';
import { cameFromWords, goneWords, sourceWords } from '../../words';
import { DeleteForm } from './delete-form';
import classes from './original.module.css';

interface OriginalProps {
  readonly room: string;
  readonly picture: PictureView;
}

/** What is asked once a picture is there: where it came from, and what became of it there. Of others, what they said. */
export function Original({ room, picture }: OriginalProps): ReactNode {
  const { mine, source, left } = picture.taken;
  if (!mine || (source !== '' && left.length === 0)) return <Said picture={picture} />;
  return (
    <div className={classes.card}>
      {source === '' ? <SourceForm room={room} picture={picture} /> : <DeleteForm room={room} picture={picture} />}
    </div>
  );
}

function SourceForm({ room, picture }: OriginalProps): ReactNode {
  const [source, setSource] = useState<PictureSource | ''>('');
  const [gap, setGap] = useState('');
  const say = useAct((door, said: PictureSource) => door.sayPictureSource(room, picture.thread, said));
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    setGap(source === '' ? 'Say where the picture came from.' : '');
    if (source !== '') say.run(source);
  };
  return (
    <Card title="Where did this picture come from?" tone="edge" level={3}>
      <form onSubmit={send} className={classes.fields} noValidate>
        <ErrorSummary
          title="Not said yet"
          problems={[...(gap === '' ? [] : [{ message: gap }]), ...problemsOf(say.error)]}
        />
        <p className={classes.words}>
          It is posted and sealed. What is asked next depends on this, and until it is done the picture does not go
          outside.
        </p>
        <OneOf
          legend="It came from"
          layout="stacked"
          choices={choicesOf(sourceWords)}
          value={source}
          onChange={setSource}
        />
        <Button type="submit" size="md" loading={say.isBusy}>
          Say so
        </Button>
      </form>
    </Card>
  );
}

const listed = (words: readonly string[]): string => words.join(', ');

/** In one line, for everybody in the case. */
function Said({ picture: { taken } }: Pick<OriginalProps, 'picture'>): ReactNode {
  const { source, left, gone } = taken;
  if (source === '') return <p className={classes.record}>Where it came from is not said yet.</p>;
  return (
    <p className={classes.record}>
      From {cameFromWords[source]}.
      {gone.length > 0 && <> Said to be deleted: {listed(gone.map((copy) => goneWords[copy]))}.</>}
      {left.length > 0 && <> Not yet said to be deleted: {listed(left.map((copy) => goneWords[copy]))}.</>}
      {taken.policy === 'found' && (
        <>
          {' '}
          Under a policy its author found: {taken.policyTitle}, {taken.policyDate}.
        </>
      )}
      {taken.policy === 'not-found' && <> Its author could find no policy.</>}
    </p>
  );
}
