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

interface PlaceProps {
  readonly place: Place;
  readonly onPlace: (place: Place) => void;
}

interface PlaceFieldsProps extends PlaceProps {
  readonly recording: RecordingKind | '';
  readonly onRecording: (recording: RecordingKind | '') => void;
  /** What the case’s other pictures show: each can be chosen by a press. */
  readonly others?: readonly Spot[];
  /** The place as it was read in words typed elsewhere, in place of the fields. */
  readonly read?: ReactNode;
  /** Of several pictures each has a caption of its own, elsewhere. */
  readonly isSeries?: boolean;
  /** Whether what is not needed is folded away. */
  readonly isFolded?: boolean;
}

/** A part of the body with its side, and how it is called. */
export interface Spot extends Pick<Place, 'side' | 'site'> {
  readonly label: string;
}

/** Characters each may have. */
export const longest = { site: 80, caption: 200 } as const;

const sides = choicesOf(sideWords);
const kinds = choicesOf(recordingWords).filter(({ value }) => value !== 'kind-not-said');

/** Site and side are asked every time: the wrong side is a known way to harm. "Left forearm" answers both. */
export function PlaceFields(props: PlaceFieldsProps): ReactNode {
  const { place, onPlace, others = [], read, isSeries = false, isFolded = false } = props;
  return (
    <Card title={isSeries ? 'What they show' : 'What it shows'}>
      <div className={classes.fields}>
        {others.length > 0 && <Others spots={others} place={place} onPlace={onPlace} />}
        {read ?? <SiteAndSide place={place} onPlace={onPlace} />}
        {isFolded ? (
          <details className={classes.more}>
            <summary>{isSeries ? 'Kind of picture' : 'Kind of picture, caption'}</summary>
            <Optional {...props} />
          </details>
        ) : (
          <Optional {...props} />
        )}
        <IdentifierHint text={`${place.site}\n${place.caption}`} />
      </div>
    </Card>
  );
}

/** What helps and is not needed. */
function Optional({ place, recording, onPlace, onRecording, isSeries = false }: PlaceFieldsProps): ReactNode {
  return (
    <div className={classes.fields}>
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
      {!isSeries && <Caption place={place} onPlace={onPlace} />}
    </div>
  );
}

/** Each place of this case’s pictures, by one press; none is chosen beforehand. */
function Others({ spots, place, onPlace }: PlaceProps & { readonly spots: readonly Spot[] }): ReactNode {
  const chosen = spots.find(({ side, site }) => side === place.side && site === place.site);
  return (
    <OneOf
      legend="The same place as before, or another one below"
      choices={spots.map(({ label }) => ({ value: label, label }))}
      value={chosen?.label ?? ''}
      onChange={(label) => {
        const spot = spots.find((each) => each.label === label);
        if (spot !== undefined) onPlace({ ...place, side: spot.side, site: spot.site });
      }}
    />
  );
}

export function SiteAndSide({ place, onPlace }: PlaceProps): ReactNode {
  return (
    <>
      <Site place={place} onPlace={onPlace} />
      <OneOf
        legend="Side"
        choices={sides}
        value={place.side}
        onChange={(side) => {
          onPlace({ ...place, side });
        }}
      />
    </>
  );
}

export function Caption({ place, onPlace }: PlaceProps): ReactNode {
  return (
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
  );
}

function Site({ place, onPlace }: PlaceProps): ReactNode {
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
