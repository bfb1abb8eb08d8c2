import type { ReactNode } from 'react';
import { useCardPicture } from './use-picture';
import classes from './card-picture.module.css';

interface CardThumbProps {
  readonly room: string;
  readonly thread: string;
}

/** One whose file says more than the picture stands in its case, where that is said. */
export function CardThumb({ room, thread }: CardThumbProps): ReactNode {
  const { url, isTelling } = useCardPicture(room, thread);
  return url !== undefined && !isTelling && <img src={url} alt="" className={classes.thumb} />;
}
