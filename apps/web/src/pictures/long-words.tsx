import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import classes from './viewer.module.css';

interface LongWordsProps {
  readonly name: string;
  readonly words: string;
}

/** What it is called and what is said of it: two lines of that; where there is more, all of it one press away. */
export function LongWords({ name, words }: LongWordsProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const [isLong, setLong] = useState(false);
  const [isOpen, setOpen] = useState(false);
  useLayoutEffect(() => {
    const { current } = box;
    if (current === null || isOpen) return undefined;
    const look = (): void => {
      setLong(current.scrollHeight > current.clientHeight + 1);
    };
    look();
    const sizes = new ResizeObserver(look);
    sizes.observe(current);
    return () => {
      sizes.disconnect();
    };
  }, [isOpen, name, words]);
  return (
    <div className={classes.long}>
      <div ref={box} className={classes.words} data-open={isOpen}>
        <strong>{name}</strong>
        {words !== '' && <> {words}</>}
      </div>
      {isLong && (
        <button
          type="button"
          className={classes.more}
          aria-expanded={isOpen}
          onClick={() => {
            setOpen(!isOpen);
          }}
        >
          {isOpen ? 'Less' : 'All of it'}
        </button>
      )}
    </div>
  );
}
