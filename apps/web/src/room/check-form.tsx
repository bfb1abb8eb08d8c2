import { Button, Select, TextInput } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { IdentifierHint } from '../cases/identifier-hint';
import { Card, ErrorSummary, PictureSurface, StatusLine } from '../platform/kit';
import type { PreparedPicture } from '../pictures/door';
import { problemsOf } from '../sign-in/problems-of';
import type { NewPicture, RoomView } from '../vault/door';
import { useAct, useView } from '../vault/use-vault';
import classes from './check.module.css';
import { type Answers, consentOf, ConsentFields, noAnswers } from './consent-fields';
import { sideWords } from './words';

interface CheckFormProps {
  readonly view: RoomView;
  readonly name: string;
  readonly picture: PreparedPicture;
  readonly onPosted: () => void;
}

interface Place {
  side: NewPicture['side'] | '';
  site: string;
  caption: string;
}

function newPicture(
  name: string,
  { renditions, width, height, report }: PreparedPicture,
  place: Place,
  consent: NewPicture['consent'],
): NewPicture {
  return {
    name,
    original: renditions.original.bytes,
    view: renditions.view.bytes,
    thumb: renditions.thumb.bytes,
    width,
    height,
    mediaType: renditions.original.mime,
    removed: report.summary,
    caption: place.caption.trim(),
    site: place.site.trim(),
    side: place.side === '' ? 'not-applicable' : place.side,
    consent,
  };
}

function gapsIn(place: Place, answers: Answers): string[] {
  return [
    ...(place.side === '' ? ['Say which side it shows.'] : []),
    ...(place.site.trim() === '' ? ['Say which part of the body it shows.'] : []),
    ...(answers.recording === '' ? ['Say what kind of picture it is.'] : []),
    ...(answers.form === '' ? ['Say how agreement was given.'] : []),
    ...(answers.subject === '' ? ['Say whom it shows.'] : []),
  ];
}

/** The picture beside everything that is recorded about it; nothing is ticked beforehand. */
export function CheckForm({ view, name, picture, onPosted }: CheckFormProps): ReactNode {
  const [place, setPlace] = useState<Place>({ side: '', site: '', caption: '' });
  const [answers, setAnswers] = useState<Answers>(noAnswers);
  const [gaps, setGaps] = useState<string[]>([]);
  const consent = consentOf(answers);
  const guidance = useView(['room', view.room, 'guidance', JSON.stringify(consent)], (door) =>
    consent === undefined ? Promise.resolve('') : door.checkConsent(consent),
  );
  const post = useAct((door, whole: NewPicture) => door.addPicture(view.room, whole), onPosted);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    const missing = gapsIn(place, answers);
    setGaps(missing);
    if (missing.length === 0 && consent !== undefined) post.run(newPicture(name, picture, place, consent));
  };
  return (
    <form onSubmit={send} className={classes.columns}>
      <div className={classes.left}>
        <PictureSurface caption={`${String(picture.width)} × ${String(picture.height)} pixels`}>
          <img src={picture.previewUrl} alt="The picture as it will be sent" className={classes.preview} />
        </PictureSurface>
        <p className={classes.removed}>
          <IconEyeOff size={20} stroke={1.75} aria-hidden />
          <span>
            {picture.report.summary === ''
              ? 'Nothing hidden was found in the file'
              : `Removed: ${picture.report.summary}`}
          </span>
        </p>
        <StatusLine>
          Look at the edges: a name on a wristband, a screen, a face, a tattoo. If one shows, take the picture again
          without it.
        </StatusLine>
      </div>
      <div className={classes.right}>
        <ErrorSummary
          title="Not posted yet"
          problems={[...gaps.map((message) => ({ message })), ...problemsOf(post.error)]}
        />
        <PlaceFields place={place} onChange={setPlace} />
        <ConsentFields answers={answers} onChange={setAnswers} />
        {guidance.data !== undefined && guidance.data !== '' && <StatusLine tone="warning">{guidance.data}</StatusLine>}
        <Button
          type="submit"
          size="lg"
          loading={post.isBusy}
          disabled={guidance.data !== undefined && guidance.data !== ''}
        >
          Post to “{view.title}”
        </Button>
      </div>
    </form>
  );
}

function PlaceFields({
  place,
  onChange,
}: {
  readonly place: Place;
  readonly onChange: (place: Place) => void;
}): ReactNode {
  return (
    <Card title="What it shows">
      <div className={classes.fields}>
        <div className={classes.pair}>
          <Select
            label="Side"
            placeholder="Choose"
            size="md"
            data={Object.entries(sideWords).map(([value, label]) => ({ value, label }))}
            value={place.side === '' ? null : place.side}
            onChange={(value) => {
              onChange({ ...place, side: (value ?? '') as Place['side'] });
            }}
          />
          <TextInput
            label="Part of the body"
            size="md"
            maxLength={80}
            autoComplete="off"
            value={place.site}
            onChange={(event) => {
              onChange({ ...place, site: event.currentTarget.value });
            }}
          />
        </div>
        <TextInput
          label="Caption (optional)"
          size="md"
          maxLength={200}
          autoComplete="off"
          value={place.caption}
          onChange={(event) => {
            onChange({ ...place, caption: event.currentTarget.value });
          }}
        />
        <IdentifierHint text={`${place.site}\n${place.caption}`} />
      </div>
    </Card>
  );
}
