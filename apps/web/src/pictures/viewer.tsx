import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import type { PictureView } from '../vault/door';
import { Filmstrip } from './filmstrip';
import type { GalleryPlace } from './gallery-place';
import { PicturePane, placeName } from './picture-pane';
import { type PaneActs, useKeys, usePaneActs } from './use-keys';
import { type Leafing, useLeafing } from './use-leafing';
import { useKeepOriginals } from './use-picture';
import { ViewerBar } from './viewer-bar';
import classes from './viewer.module.css';

export interface ViewerProps {
  readonly room: string;
  readonly places: readonly GalleryPlace[];
  /** Thread of the picture it opens at. */
  readonly at: string;
  readonly onClose: () => void;
  /** Leads to what is said of a picture; left out where nobody should be led away. */
  readonly onTalk?: (thread: string) => void;
  /** Stands in a picture that is shown. */
  readonly markOf?: (picture: PictureView) => ReactNode;
}

/** What of a case is held in full detail: what is shown, and what one may go back to. */
const heldOf = (places: readonly GalleryPlace[], { shown, left }: Leafing): string[] =>
  [...shown, left].flatMap((index) => places[index]?.picture?.thread ?? []);

const positionOf = (index: number, { length }: readonly GalleryPlace[]): string =>
  `${String(index + 1)} of ${String(length)}`;

/** Over the whole page, with the focus inside it: on what had it, or else on the way out. */
function useOpened(now: number): {
  readonly dialog: RefObject<HTMLDialogElement | null>;
  readonly way: RefObject<HTMLButtonElement | null>;
} {
  const dialog = useRef<HTMLDialogElement>(null);
  const way = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    way.current?.focus();
  }, []);
  useEffect(() => {
    // What had it may have gone with the picture: keys would go nowhere.
    if (dialog.current?.contains(document.activeElement) === false) way.current?.focus();
  }, [now]);
  return { dialog, way };
}

/**
 * All pictures of a case in full detail, on black: fingers, wheel, buttons or keys (plus, minus and 0; arrows, Page up and
 * down, Home, End) go nearer and leaf; at a desk two stand side by side. Escape leaves.
 */
export function Viewer({ room, places, at, onClose, onTalk, markOf }: ViewerProps): ReactNode {
  const isDesk = useMediaQuery('(min-width: 60em)', undefined, { getInitialValueInEffect: false });
  const leafing = useLeafing(places, at);
  const acts = usePaneActs();
  const turn = useKeys(acts, leafing, places.length - 1);
  useKeepOriginals(room, heldOf(places, leafing));
  const now = leafing.shown[leafing.chosen] ?? 0;
  const { dialog, way } = useOpened(now);
  const place = places[now];
  const close = (): void => dialog.current?.close();
  const talk = (): void => {
    close();
    if (place?.picture !== undefined) onTalk?.(place.picture.thread);
  };
  if (place === undefined) return null;
  return (
    <dialog ref={dialog} className={classes.viewer} aria-label={placeName(place)} onClose={onClose} onKeyDown={turn}>
      <ViewerBar
        name={placeName(place)}
        position={positionOf(now, places)}
        way={way}
        isTwo={leafing.shown.length > 1}
        onTwo={isDesk && places.length > 1 ? leafing.toggleTwo : undefined}
        onTalk={place.picture === undefined || onTalk === undefined ? undefined : talk}
        onClose={close}
      />
      <Panes {...{ room, places, leafing, acts, isDesk, markOf }} />
      {places.length > 1 && <Filmstrip {...{ room, places, leafing }} />}
    </dialog>
  );
}

interface PanesProps {
  readonly room: string;
  readonly places: readonly GalleryPlace[];
  readonly leafing: Leafing;
  readonly acts: PaneActs;
  readonly isDesk: boolean;
  readonly markOf: ViewerProps['markOf'];
}

/** One, or at a desk two. */
function Panes({ room, places, leafing, acts, isDesk, markOf }: PanesProps): ReactNode {
  const { shown, chosen, choose, goTo } = leafing;
  return (
    <div className={classes.panes}>
      {shown.map((index, pane) => {
        const place = places[index];
        if (place === undefined || (!isDesk && pane !== chosen)) return null;
        return (
          <PicturePane
            key={pane}
            {...{ room, place, pane, acts, markOf }}
            position={positionOf(index, places)}
            isFirst={index === 0}
            isLast={index === places.length - 1}
            isChosen={pane === chosen}
            isOfTwo={isDesk && shown.length > 1}
            onChoose={() => {
              choose(pane);
            }}
            onLeaf={(step) => {
              goTo(index + step);
            }}
          />
        );
      })}
    </div>
  );
}
