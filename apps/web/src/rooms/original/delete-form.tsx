import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { type ReactNode, type SubmitEvent, useEffect, useState } from 'react';
import type { OriginalCopy } from '@consilium/domain';
import { AnyOf, Card, ErrorSummary, StatusLine } from '../../platform/kit';
import { problemsOf } from '../../platform/problems-of';
import type { PictureView, ReadBackView } from '../../vault/door';
import { vaultDoor } from '../../vault/door';
import { useAct } from '../../vault/use-vault';
import { copyWords } from '../../words';
import classes from './original.module.css';
import { UploadOff } from './upload-off';

interface DeleteFormProps {
  readonly room: string;
  readonly picture: PictureView;
}

type Reading =
  | { readonly at: 'reading' }
  | { readonly at: 'read'; readonly found: ReadBackView }
  | { readonly at: 'failed'; readonly error: unknown };

/** The sealed picture, fetched again and compared: before that nobody is asked to delete anything. */
function useReadBack(room: string, thread: string): readonly [Reading, () => void] {
  const [reading, setReading] = useState<Reading>({ at: 'reading' });
  useEffect(() => {
    if (reading.at !== 'reading') return undefined;
    let isWanted = true;
    vaultDoor()
      .readPictureBack(room, thread)
      .then(
        (found) => {
          if (isWanted) setReading({ at: 'read', found });
        },
        (error: unknown) => {
          if (isWanted) setReading({ at: 'failed', error });
        },
      );
    return () => {
      isWanted = false;
    };
  }, [room, thread, reading.at]);
  return [
    reading,
    () => {
      setReading({ at: 'reading' });
    },
  ];
}

/** What is to be deleted where the picture came from, once its sealed copy was read back. */
export function DeleteForm({ room, picture }: DeleteFormProps): ReactNode {
  const [reading, again] = useReadBack(room, picture.thread);
  return (
    <Card title="Delete what is left of it" tone="edge" level={3}>
      <div className={classes.fields}>
        {reading.at === 'reading' && (
          <StatusLine tone="waiting" isLive>
            Reading the sealed picture back. Delete nothing yet.
          </StatusLine>
        )}
        {reading.at === 'failed' && (
          <>
            <ErrorSummary title="Not read back: keep the original" problems={problemsOf(reading.error)} />
            <Button size="md" variant="default" onClick={again}>
              Read it back again
            </Button>
          </>
        )}
        {reading.at === 'read' && <Left room={room} picture={picture} found={reading.found} />}
      </div>
    </Card>
  );
}

const inWords = ({ bytes, parts }: ReadBackView): string =>
  `${bytes < 1_000_000 ? `${String(Math.ceil(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`}, ${
    parts === 1 ? 'in one part' : `in ${String(parts)} parts`
  }`;

function Left({ room, picture, found }: DeleteFormProps & { readonly found: ReadBackView }): ReactNode {
  const { left, source } = picture.taken;
  const [gone, setGone] = useState<readonly OriginalCopy[]>([]);
  const [gap, setGap] = useState('');
  const say = useAct((door, copies: OriginalCopy[]) => door.sayOriginalDeleted(room, picture.thread, copies));
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    const said = left.filter((copy) => gone.includes(copy));
    setGap(said.length === 0 ? 'Say which of them you deleted.' : '');
    if (said.length > 0) say.run(said);
  };
  return (
    <form onSubmit={send} className={classes.fields} noValidate>
      <ErrorSummary
        title="Not recorded"
        problems={[...(gap === '' ? [] : [{ message: gap }]), ...problemsOf(say.error)]}
      />
      <StatusLine tone="good">
        The sealed picture was fetched again just now ({inWords(found)}): it is what you signed, and it opens.
      </StatusLine>
      <AnyOf
        legend="I deleted"
        hint="Now, where it came from. Your organisation’s own rules on the record come first."
        layout="stacked"
        choices={left.map((value) => ({ value, label: copyWords[value] }))}
        value={gone}
        onChange={setGone}
      />
      {source === 'own-phone' && <UploadOff />}
      <p className={classes.aside}>
        No page can look into your phone or its cloud: this is your word, signed, and everybody in the case reads it.
        While anything is left, the picture does not go outside.
      </p>
      <Button type="submit" size="md" loading={say.isBusy} leftSection={<IconTrash size={20} aria-hidden />}>
        Record what I deleted
      </Button>
    </form>
  );
}
