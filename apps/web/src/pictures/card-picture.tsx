import { lazy, type ReactNode, useEffect, useRef, useState } from 'react';
import { lazyPart, Part } from '../release';
import classes from './card-picture.module.css';

const Thumb = lazy(lazyPart(async () => ({ default: (await import('./card-thumb')).CardThumb })));

interface CardPictureProps {
  readonly room: string;
  readonly thread: string;
}

/** Whether it is on the screen, or about to be. */
function useIsNear(): readonly [React.RefObject<HTMLSpanElement | null>, boolean] {
  const place = useRef<HTMLSpanElement>(null);
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    const { current } = place;
    if (current === null) return undefined;
    const observer = new IntersectionObserver(
      (seen) => {
        setNear(seen.at(-1)?.isIntersecting === true);
      },
      { rootMargin: '200px' },
    );
    observer.observe(current);
    return () => {
      observer.disconnect();
    };
  }, []);
  return [place, isNear];
}

/** The place of a small picture on a card: fetched while the card is on the screen, and let go with it. */
export function CardPicture({ room, thread }: CardPictureProps): ReactNode {
  const [place, isNear] = useIsNear();
  return (
    <span ref={place} className={classes.place}>
      {isNear && (
        <Part>
          <Thumb room={room} thread={thread} />
        </Part>
      )}
    </span>
  );
}
