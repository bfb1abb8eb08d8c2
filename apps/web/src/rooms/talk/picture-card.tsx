import type { ReactNode } from 'react';
import { PictureSurface } from '../../platform/kit';
import { FileSays, usePicture } from '../../pictures';
import type { PictureView } from '../../vault/door';
import { labelOf } from '../../words';
import { ReadMark } from '../reading';
import { Opening } from './opening';
import classes from './picture-card.module.css';

interface PictureCardProps {
  readonly room: string;
  readonly picture: PictureView;
  /** Whether this person has not looked at it yet. */
  readonly isNew: boolean;
  readonly onOpen: (thread: string) => void;
}

/** A picture where it was posted in the talk, small: one press shows it in full detail. */
export function PictureCard({ room, picture, isNew, onOpen }: PictureCardProps): ReactNode {
  const { url, isTelling, error } = usePicture(room, picture.thread, 'thumb');
  const label = labelOf(picture);
  return (
    <div className={classes.card}>
      <PictureSurface
        caption={
          <>
            <strong>{label}</strong>
            {picture.caption !== '' && <span>{picture.caption}</span>}
          </>
        }
      >
        <div className={classes.sight}>
          {url === undefined ? (
            <Opening error={error} width={picture.width} height={picture.height} />
          ) : (
            <button
              type="button"
              className={classes.open}
              aria-label={`${label}: open full detail`}
              onClick={() => {
                onOpen(picture.thread);
              }}
            >
              <img src={url} alt={label} className={classes.image} />
            </button>
          )}
          {isNew && (url !== undefined || error !== null) && (
            <ReadMark of="picture" room={room} thread={picture.thread} entry={picture.entry} seq={0} />
          )}
        </div>
      </PictureSurface>
      {isTelling && <FileSays room={room} />}
    </div>
  );
}
