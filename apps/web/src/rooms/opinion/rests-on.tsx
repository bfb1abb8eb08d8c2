import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { FullDetail } from '../../pictures';
import { AnyOf, StatusLine } from '../../platform/kit';
import type { PictureView, RoomView } from '../../vault/door';
import { useView } from '../../vault/use-vault';
import { galleryOf } from '../withdrawal/gallery';
import classes from './opinion.module.css';
import { nameOf, renditionWords } from '../../words';

interface RestsOnProps {
  readonly view: RoomView;
  readonly chosen: string[];
  readonly onChange: (chosen: string[]) => void;
}

/** Which pictures an opinion rests on, each with how much of it its author opened: that is what the opinion will state. */
export function RestsOn({ view, chosen, onChange }: RestsOnProps): ReactNode {
  const { data: opened = {}, refetch } = useView(['room', view.room, 'opened'], (door) => door.opened(view.room));
  const [viewed, setViewed] = useState<PictureView>();
  const pictures = view.threads.flatMap(({ picture }) => (picture === undefined ? [] : [picture]));
  if (pictures.length === 0)
    return <StatusLine>There is no picture here: the opinion rests on the question alone.</StatusLine>;
  const words = ({ thread }: PictureView): string => {
    const rendition = opened[thread];
    return rendition === undefined ? 'not opened yet' : renditionWords[rendition];
  };
  const reduced = pictures.filter(({ thread }) => chosen.includes(thread) && opened[thread] !== 'original');
  return (
    <>
      <AnyOf
        legend="Pictures it rests on"
        hint="The opinion states how much of each picture you opened since you unlocked."
        choices={pictures.map((each) => ({
          value: each.thread,
          label: `${nameOf(each)} (${words(each)})`,
        }))}
        value={chosen}
        onChange={onChange}
      />
      {reduced.map((picture) => (
        <Reduced
          key={picture.thread}
          picture={picture}
          words={words(picture)}
          onOpen={() => {
            setViewed(picture);
          }}
        />
      ))}
      {viewed !== undefined && (
        <FullDetail
          room={view.room}
          places={galleryOf(view)}
          at={viewed.thread}
          onClose={() => {
            setViewed(undefined);
            void refetch();
          }}
        />
      )}
    </>
  );
}

interface ReducedProps {
  readonly picture: PictureView;
  readonly words: string;
  readonly onOpen: () => void;
}

function Reduced({ picture, words, onOpen }: ReducedProps): ReactNode {
  return (
    <div className={classes.reduced}>
      <StatusLine tone="warning">
        {nameOf(picture)}: {words}. Open it in full detail if your opinion rests on detail.
      </StatusLine>
      <Button variant="default" size="md" onClick={onOpen}>
        Open picture {picture.number} in full detail
      </Button>
    </div>
  );
}
