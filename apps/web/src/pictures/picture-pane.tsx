import { type ReactNode, useEffect, useState } from 'react';
import { StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { PictureView } from '../vault/door';
import { labelOf } from '../words';
import type { GalleryPlace } from './gallery-place';
import { LongWords } from './long-words';
import { PaneTools } from './pane-tools';
import { FileSays } from './telling-file';
import { type Drawing, useDeepZoom } from './use-deep-zoom';
import type { PaneActs } from './use-keys';
import { useLeafSwipe } from './use-leaf-swipe';
import { usePicture } from './use-picture';
import classes from './viewer.module.css';

interface PaneProps {
  readonly room: string;
  readonly place: GalleryPlace;
  /** Which of those side by side it is. */
  readonly pane: number;
  readonly acts: PaneActs;
  /** "2 of 7" */
  readonly position: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly isChosen: boolean;
  /** Whether another stands beside it. */
  readonly isOfTwo: boolean;
  readonly onChoose: () => void;
  readonly onLeaf: (step: 1 | -1) => void;
  /** Stands in a picture that is shown. */
  readonly markOf: ((picture: PictureView) => ReactNode) | undefined;
}

/** A picture that is only passed by is not opened in full detail: so long (milliseconds) one stays at it first. */
const staysFor = 150;

/** Whether one stayed; at the one it opened at, from the beginning. */
function useStayed(thread: string): boolean {
  const [stayed, setStayed] = useState(thread);
  useEffect(() => {
    const timer = setTimeout(() => {
      setStayed(thread);
    }, staysFor);
    return () => {
      clearTimeout(timer);
    };
  }, [thread]);
  return stayed === thread;
}

export const placeName = ({ number, picture }: GalleryPlace): string =>
  picture === undefined ? `Picture ${String(number)}, not shown` : labelOf(picture);

/** One picture as large as there is room, what is written about it below it, and what turns it and goes nearer. */
export function PicturePane(props: PaneProps): ReactNode {
  const { place, pane, acts, position, isChosen, isOfTwo, onChoose } = props;
  const { picture } = place;
  return (
    <section
      className={classes.pane}
      aria-label={isOfTwo ? `${placeName(place)}, ${position}` : placeName(place)}
      aria-current={isOfTwo && isChosen ? 'true' : undefined}
      onFocus={onChoose}
      onPointerDown={onChoose}
    >
      {picture === undefined ? <NotShown {...props} /> : <Shown picture={picture} {...props} />}
      <PaneTools {...props} acts={() => acts.of(pane)} hasPicture={picture !== undefined} />
    </section>
  );
}

const never = (): boolean => false;

/** In the place of a picture: why it is not there. */
function NotShown({ place, onLeaf }: PaneProps): ReactNode {
  const { by, ...swipe } = useLeafSwipe(never, onLeaf);
  return (
    <>
      <div className={classes.stage} {...swipe}>
        <div className={classes.opening} style={{ translate: `${String(by)}px` }}>
          <StatusLine tone="warning">{place.whyNot}</StatusLine>
        </div>
      </div>
      <div className={classes.caption}>
        <strong>{placeName(place)}</strong>
      </div>
    </>
  );
}

interface ShownProps extends PaneProps {
  readonly picture: PictureView;
}

function Shown(props: ShownProps): ReactNode {
  const { picture, room, pane, acts, markOf, onLeaf } = props;
  const hasStayed = useStayed(picture.thread);
  const { url, orientation, isTelling, error } = usePicture(room, picture.thread, 'original', hasStayed);
  const { stage, acts: own, state } = useDeepZoom(url, orientation);
  useEffect(() => acts.register(pane, own), [acts, pane, own]);
  const { by, ...swipe } = useLeafSwipe(own.isNear, onLeaf);
  const why = whyOf(error, state);
  const isOpening = state === 'opening' && why === '';
  return (
    <>
      <div className={classes.stage} {...swipe}>
        <div className={classes.moved} style={{ translate: `${String(by)}px` }}>
          {isOpening && <Small room={room} thread={picture.thread} />}
          <div
            className={classes.drawn}
            ref={stage}
            data-original={url}
            data-drawn={state === 'drawn'}
            role="img"
            aria-label={labelOf(picture)}
          />
          {why !== '' && (
            <div className={classes.opening}>
              <StatusLine tone="bad">{why}</StatusLine>
            </div>
          )}
        </div>
        {hasStayed && markOf?.(picture)}
      </div>
      <Caption room={room} picture={picture} isOpening={isOpening} isTelling={isTelling} />
    </>
  );
}

const cannotDraw = 'This browser cannot draw this picture in full detail. Open the case on another device to see it.';

/** Why nothing of it is drawn; "" where it is, or is going to be. */
function whyOf(error: Error | null, state: Drawing): string {
  const [problem] = problemsOf(error);
  return problem?.message ?? (state === 'failed' ? cannotDraw : '');
}

/** Until it is drawn in full detail. */
function Small({ room, thread }: { readonly room: string; readonly thread: string }): ReactNode {
  const { url } = usePicture(room, thread, 'thumb');
  return url !== undefined && <img src={url} alt="" className={classes.small} />;
}

interface CaptionProps {
  readonly room: string;
  readonly picture: PictureView;
  readonly isOpening: boolean;
  readonly isTelling: boolean;
}

/** What is written about a picture. It never lies over it. */
function Caption({ room, picture, isOpening, isTelling }: CaptionProps): ReactNode {
  const { thread, caption, consent } = picture;
  return (
    <div className={classes.caption}>
      <LongWords key={thread} name={labelOf(picture)} words={caption} />
      <p className={classes.note}>
        {consent.recording === 'x-ray' && 'Projection, magnified · '}Not for primary diagnosis
        {isOpening && ' · Opening full detail'}
      </p>
      {isTelling && <FileSays room={room} />}
    </div>
  );
}
