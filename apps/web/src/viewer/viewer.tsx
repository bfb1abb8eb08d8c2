import { ActionIcon } from '@mantine/core';
import { IconMaximize, IconX, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import OpenSeadragon from 'openseadragon';
import { type ReactNode, useEffect, useRef } from 'react';
import { StatusLine } from '../platform/kit';
import { usePicture } from '../room/use-picture';
import { recordingWords, whereOn } from '../room/words';
import { problemsOf } from '../sign-in/problems-of';
import type { PictureView } from '../vault/door';
import classes from './viewer.module.css';

interface ViewerProps {
  readonly room: string;
  readonly picture: PictureView;
  readonly onClose: () => void;
}

/** Zooming never goes beyond four screen pixels for one of the picture: more would only invent detail. */
const deepest = 4;

function useDeepZoom(url: string | undefined): {
  readonly stage: React.RefObject<HTMLDivElement | null>;
  readonly zoom: (by: number) => void;
  readonly fit: () => void;
} {
  const stage = useRef<HTMLDivElement>(null);
  const viewer = useRef<OpenSeadragon.Viewer>(undefined);
  useEffect(() => {
    if (url === undefined || stage.current === null) return undefined;
    const opened = OpenSeadragon({
      element: stage.current,
      tileSources: { type: 'image', url },
      showNavigationControl: false,
      drawer: 'canvas',
      maxZoomPixelRatio: deepest,
      visibilityRatio: 0.8,
      animationTime: 0.25,
      gestureSettingsMouse: { clickToZoom: false },
      gestureSettingsTouch: { clickToZoom: false, pinchRotate: false },
    });
    viewer.current = opened;
    return () => {
      opened.destroy();
      viewer.current = undefined;
    };
  }, [url]);
  return {
    stage,
    zoom: (by) => viewer.current?.viewport.zoomBy(by),
    fit: () => viewer.current?.viewport.goHome(),
  };
}

/** Full detail on black: pinch, wheel, buttons or keys (plus, minus, 0); Escape leaves. */
export function Viewer({ room, picture, onClose }: ViewerProps): ReactNode {
  const { url, error } = usePicture(room, picture.thread, 'original');
  const { stage, zoom, fit } = useDeepZoom(url);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const keys: Readonly<Record<string, () => void>> = {
    '+': () => {
      zoom(1.4);
    },
    '=': () => {
      zoom(1.4);
    },
    '-': () => {
      zoom(1 / 1.4);
    },
    '0': fit,
  };
  const label = `Picture ${String(picture.number)}, ${recordingWords[picture.consent.recording]}, ${whereOn(picture)}`;
  const [problem] = problemsOf(error);
  return (
    <dialog
      ref={dialog}
      className={classes.viewer}
      aria-label={label}
      onClose={onClose}
      onKeyDown={(event) => {
        keys[event.key]?.();
      }}
    >
      <div className={classes.stage} ref={stage} data-original={url} role="img" aria-label={label} />
      {url === undefined && (
        <div className={classes.opening}>
          {problem === undefined ? 'Opening full detail' : <StatusLine tone="bad">{problem.message}</StatusLine>}
        </div>
      )}
      <div className={classes.caption}>
        {label}
        {picture.consent.recording === 'x-ray' && ' · projection, magnified'} · Not for primary diagnosis
      </div>
      <div className={classes.tools}>
        <ActionIcon
          size={48}
          variant="filled"
          color="dark"
          aria-label="Zoom in"
          onClick={() => {
            zoom(1.4);
          }}
        >
          <IconZoomIn size={24} aria-hidden />
        </ActionIcon>
        <ActionIcon
          size={48}
          variant="filled"
          color="dark"
          aria-label="Zoom out"
          onClick={() => {
            zoom(1 / 1.4);
          }}
        >
          <IconZoomOut size={24} aria-hidden />
        </ActionIcon>
        <ActionIcon size={48} variant="filled" color="dark" aria-label="Fit the picture" onClick={fit}>
          <IconMaximize size={24} aria-hidden />
        </ActionIcon>
        <ActionIcon
          size={48}
          variant="filled"
          color="dark"
          aria-label="Close full detail"
          onClick={() => dialog.current?.close()}
        >
          <IconX size={24} aria-hidden />
        </ActionIcon>
      </div>
    </dialog>
  );
}
