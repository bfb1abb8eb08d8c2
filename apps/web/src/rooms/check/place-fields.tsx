import { Select, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { recordingKinds, type RecordingKind } from '@consilium/domain';
import { IdentifierHint } from '../../identifiers';
import { Card, choicesOf, OneOf, tooLong } from '../../platform/kit';
import type { NewPicture } from '../../vault/door';
import classes from './check.module.css';
import { placeIn, recordingWords, sideWords } from '../../words';

export interface Place {
  readonly side: NewPicture['side'] | '';
  readonly site: string;
  readonly caption: string;
}

interface PlaceFieldsProps {
  readonly place: Place;
  readonly recording: RecordingKind | '';
  readonly onPlace: (place: Place) => void;
  readonly onRecording: (recording: RecordingKind | '') => void;
}

/** Characters each may have. */
export const longest = { site: 80, caption: 200 } as const;

const sides = choicesOf(sideWords);
const kinds = choicesOf(recordingWords).filter(({ value }) => value !== 'kind-not-said');

/** Site and side are asked every time: the wrong side is a known way to harm. "Left forearm" answers both. */
export function PlaceFields({ place, recording, onPlace, onRecording }: PlaceFieldsProps): ReactNode {
  return (
    <Card title="What it shows">
      <div className={classes.fields}>
        <Site place={place} onPlace={onPlace} />
        <OneOf
          legend="Side"
          choices={sides}
          value={place.side}
          onChange={(side) => {
            onPlace({ ...place, side });
          }}
        />
        <Select
          label="Kind of picture"
          description="If unsure, choose “Clinical photograph”."
          size="md"
          placeholder="Not said"
          clearable
          data={kinds}
          value={recording === '' ? null : recording}
          onChange={(value) => {
            onRecording(recordingKinds.find((kind) => kind === value) ?? '');
          }}
        />
        <TextInput
          label="Caption (optional)"
          size="md"
          error={tooLong(place.caption.trim(), longest.caption)}
          autoComplete="off"
          value={place.caption}
          onChange={(event) => {
            onPlace({ ...place, caption: event.currentTarget.value });
          }}
        />
        <IdentifierHint text={`${place.site}\n${place.caption}`} />
      </div>
    </Card>
  );
}

function Site({ place, onPlace }: Pick<PlaceFieldsProps, 'place' | 'onPlace'>): ReactNode {
  const leave = (): void => {
    const read = placeIn(place.site);
    if (read.side !== '') onPlace({ ...place, ...read });
  };
  return (
    <TextInput
      label="Part of the body"
      description="With its side: “left forearm”."
      size="md"
      error={tooLong(place.site.trim(), longest.site)}
      autoComplete="off"
      value={place.site}
      onChange={(event) => {
        onPlace({ ...place, site: event.currentTarget.value });
      }}
      onBlur={leave}
    />
  );
}
