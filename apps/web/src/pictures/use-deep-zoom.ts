import OpenSeadragon from 'openseadragon';
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { isNear, openDeepZoom } from './deep-zoom';

/** What keys and buttons do with one picture. */
export interface ZoomActs {
  readonly zoom: (by: number) => void;
  readonly fit: () => void;
  /** By so much of what is seen of it, to the right and down. */
  readonly move: (right: number, down: number) => void;
  /** Whether it is shown larger than it is as a whole. */
  readonly isNear: () => boolean;
}

/** Until it is drawn nothing of it is on the screen. */
export type Drawing = 'opening' | 'drawn' | 'failed';

interface DeepZoom {
  readonly stage: RefObject<HTMLDivElement | null>;
  readonly acts: ZoomActs;
  readonly state: Drawing;
}

/** Draws the pixels at this address, as long as they are lent. */
export function useDeepZoom(url: string | undefined, orientation: number): DeepZoom {
  const stage = useRef<HTMLDivElement>(null);
  const viewer = useRef<OpenSeadragon.Viewer>(undefined);
  const [done, setDone] = useState<{ readonly url: string; readonly state: Drawing }>();
  useEffect(() => {
    if (url === undefined || stage.current === null) return undefined;
    const opened = openDeepZoom(stage.current, url, orientation);
    opened.addOnceHandler('open', () => {
      setDone({ url, state: 'drawn' });
    });
    opened.addOnceHandler('open-failed', () => {
      setDone({ url, state: 'failed' });
    });
    viewer.current = opened;
    return () => {
      opened.destroy();
      viewer.current = undefined;
    };
  }, [url, orientation]);
  const near = useCallback((): boolean => viewer.current?.isOpen() === true && isNear(viewer.current), []);
  const acts = useMemo(
    (): ZoomActs => ({
      zoom: (by) => {
        viewer.current?.viewport.zoomBy(by).applyConstraints();
      },
      fit: () => viewer.current?.viewport.goHome(),
      move: (right, down) => {
        const viewport = viewer.current?.viewport;
        if (viewport === undefined) return;
        const { width, height } = viewport.getBounds();
        viewport.panBy(new OpenSeadragon.Point(right * width, down * height)).applyConstraints();
      },
      isNear: near,
    }),
    [near],
  );
  return { stage, acts, state: done !== undefined && done.url === url ? done.state : 'opening' };
}
