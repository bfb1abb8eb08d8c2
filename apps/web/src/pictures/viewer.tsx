import { ActionIcon } from '@mantine/core';
import { IconMaximize, IconX, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import type OpenSeadragon from 'openseadragon';
import { type ReactNode, useEffect, useRef } from 'react';
import { StatusLine } from '../platform/kit';
import { openDeepZoom } from './deep-zoom';
import { FileSays } from './telling-file';
import { usePicture } from './use-picture';
import { labelOf } from '../words';
import { problemsOf } from '../platform/problems-of';
import type { PictureView } from '../vault/door';
import classes from './viewer.module.css';

export interface ViewerProps {
  readonly room: string;
  readonly picture: PictureView;
  readonly onClose: () => void;
}

function useDeepZoom(
  url: string | undefined,
  orientation: number,
): {
  readonly stage: React.RefObject<HTMLDivElement | null>;
  readonly zoom: (by: number) => void;
  readonly fit: () => void;
} {
  const stage = useRef<HTMLDivElement>(null);
  const viewer = useRef<OpenSeadragon.Viewer>(undefined);
  useEffect(() => {
    if (url === undefined || stage.current === null) return undefined;
    const opened = openDeepZoom(stage.current, url, orientation);
    viewer.current = opened;
    return () => {
      opened.destroy();
      viewer.current = undefined;
    };
  }, [url, orientation]);
  return {
    stage,
    zoom: (by) => viewer.current?.viewport.zoomBy(by),
    fit: () => viewer.current?.viewport.goHome(),
  };
}

/** One step nearer. */
const step = 1.4;
const zoomKeys: Readonly<Record<string, number>> = { '+': step, '=': step, '-': 1 / step };

/** Full detail on black: pinch, wheel, buttons or keys (plus, minus, 0); Escape leaves. */
export function Viewer({ room, picture, onClose }: ViewerProps): ReactNode {
  const { url, orientation, isTelling, error } = usePicture(room, picture.thread, 'original');
  const { stage, zoom, fit } = useDeepZoom(url, orientation);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const label = labelOf(picture);
  const [problem] = problemsOf(error);
  return (
    <dialog
      ref={dialog}
      className={classes.viewer}
      aria-label={label}
      onClose={onClose}
      onKeyDown={(event) => {
        if (event.key === '0') fit();
        else zoom(zoomKeys[event.key] ?? 1);
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
        {isTelling && <FileSays room={room} />}
      </div>
      <Tools onZoom={zoom} onFit={fit} onClose={() => dialog.current?.close()} />
    </dialog>
  );
}

interface ToolsProps {
  readonly onZoom: (by: number) => void;
  readonly onFit: () => void;
  readonly onClose: () => void;
}

function Tools({ onZoom, onFit, onClose }: ToolsProps): ReactNode {
  const tools = [
    {
      name: 'Zoom in',
      icon: IconZoomIn,
      act: () => {
        onZoom(step);
      },
    },
    {
      name: 'Zoom out',
      icon: IconZoomOut,
      act: () => {
        onZoom(1 / step);
      },
    },
    { name: 'Fit the picture', icon: IconMaximize, act: onFit },
    { name: 'Close full detail', icon: IconX, act: onClose },
  ];
  return (
    <div className={classes.tools}>
      {tools.map(({ name, icon: Icon, act }) => (
        <ActionIcon key={name} size={48} variant="filled" color="dark" aria-label={name} onClick={act}>
          <Icon size={24} aria-hidden />
        </ActionIcon>
      ))}
    </div>
  );
}
