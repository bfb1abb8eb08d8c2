import { ActionIcon } from '@mantine/core';
import { IconArrowsMaximize } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ExactTime, PictureSurface, StatusLine } from '../platform/kit';
import { problemsOf } from '../sign-in/problems-of';
import type { PictureView } from '../vault/door';
import classes from './thread-panel.module.css';
import { usePicture } from './use-picture';
import { consentLine, recordingWords, whereOn } from './words';

interface PictureFigureProps {
  readonly room: string;
  readonly picture: PictureView;
  readonly onOpen: () => void;
}

/** The picture of a thread on near-black, with what was recorded about it. */
export function PictureFigure({ room, picture, onOpen }: PictureFigureProps): ReactNode {
  const { url, error } = usePicture(room, picture.thread, 'view');
  const where = whereOn(picture);
  const label = `Picture ${String(picture.number)}, ${recordingWords[picture.consent.recording]}${where === '' ? '' : `, ${where}`}`;
  return (
    <>
      <PictureSurface
        caption={
          <>
            <strong>{label}</strong>
            {picture.caption !== '' && <span>{picture.caption}</span>}
          </>
        }
        tools={
          <ActionIcon variant="filled" color="dark" aria-label="Open full detail" onClick={onOpen}>
            <IconArrowsMaximize size={20} aria-hidden />
          </ActionIcon>
        }
      >
        {url === undefined ? (
          <Opening error={error} width={picture.width} height={picture.height} />
        ) : (
          <button type="button" className={classes.open} onClick={onOpen} aria-label={`${label}: open full detail`}>
            <img src={url} alt={label} width={picture.width} height={picture.height} className={classes.image} />
          </button>
        )}
      </PictureSurface>
      <p className={classes.record}>
        {consentLine(picture.consent)}, by {picture.consent.takenBy}, <ExactTime at={picture.consent.takenAt * 1000} />
        {picture.removed !== '' && <> · Removed before sending: {picture.removed}</>}
      </p>
    </>
  );
}

interface OpeningProps {
  readonly error: Error | null;
  readonly width: number;
  readonly height: number;
}

/** Stands where the picture will be, in its shape, so that nothing jumps. */
function Opening({ error, width, height }: OpeningProps): ReactNode {
  const [problem] = problemsOf(error);
  return (
    <div className={classes.opening} style={{ aspectRatio: `${String(width)} / ${String(height)}` }}>
      {problem === undefined ? 'Opening the picture' : <StatusLine tone="bad">{problem.message}</StatusLine>}
    </div>
  );
}
