import { IconEyeOff } from '@tabler/icons-react';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';
import { nameOf } from '../words';
import type { GalleryPlace } from './gallery-place';
import type { Leafing } from './use-leafing';
import { usePicture } from './use-picture';
import classes from './filmstrip.module.css';

interface FilmstripProps {
  readonly room: string;
  readonly places: readonly GalleryPlace[];
  readonly leafing: Leafing;
}

/** In pixels, the gap after it included. */
const frameWidth = 64;

/** All pictures of the case, small: only those in sight are there and opened. One stop for Tab; arrows go on from it. */
export function Filmstrip({ room, places, leafing: { shown, chosen: pane, left, goTo } }: FilmstripProps): ReactNode {
  const chosen = shown[pane] ?? 0;
  const strip = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library
  const frames = useVirtualizer({
    horizontal: true,
    count: places.length,
    overscan: 2,
    estimateSize: () => frameWidth,
    getScrollElement: () => strip.current,
    // Where the focus is, and where it comes from, wherever one scrolled to.
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), chosen, left])].filter((index) => index >= 0).sort((a, b) => a - b),
  });
  useEffect(() => {
    frames.scrollToIndex(chosen, { align: 'auto' });
    const { current } = strip;
    // Who goes by keys from frame to frame takes the focus along.
    if (current?.contains(document.activeElement) === true)
      current.querySelector<HTMLElement>('[aria-current]')?.focus({ preventScroll: true });
  }, [frames, chosen]);
  return (
    <div className={classes.strip} ref={strip}>
      <ul className={classes.frames} aria-label="Pictures of this case" style={{ width: frames.getTotalSize() }}>
        {frames.getVirtualItems().map(({ index, start }) => {
          const place = places[index];
          return (
            place !== undefined && (
              <li
                key={place.number}
                className={classes.place}
                style={{ left: start }}
                aria-posinset={index + 1}
                aria-setsize={places.length}
              >
                <Frame
                  {...{ room, place }}
                  isShown={shown.includes(index)}
                  isChosen={index === chosen}
                  onChoose={() => {
                    goTo(index);
                  }}
                />
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}

interface FrameProps {
  readonly room: string;
  readonly place: GalleryPlace;
  readonly isShown: boolean;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function Frame({ room, place: { number, picture }, isShown, isChosen, onChoose }: FrameProps): ReactNode {
  const { url, error } = usePicture(room, picture?.thread ?? '', 'thumb', picture !== undefined);
  const name = picture === undefined ? `Picture ${String(number)}` : nameOf(picture);
  const isNot = picture === undefined || error !== null;
  return (
    <button
      type="button"
      className={classes.frame}
      aria-label={isNot ? `${name}, not shown` : name}
      aria-current={isChosen ? 'true' : undefined}
      data-shown={isShown}
      tabIndex={isChosen ? 0 : -1}
      onClick={onChoose}
    >
      {url !== undefined && <img src={url} alt="" className={classes.thumb} />}
      {isNot && <IconEyeOff size={20} aria-hidden />}
      <span className={classes.number}>{number}</span>
    </button>
  );
}
