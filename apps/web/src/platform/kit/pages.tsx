import { Button } from '@mantine/core';
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import classes from './pages.module.css';

interface PagesProps {
  /** What is listed: "people". */
  readonly what: string;
  readonly count: number;
  readonly onPage: number;
  /** From 0. */
  readonly page: number;
  readonly onGo: (page: number) => void;
  /** The lines of this page. */
  readonly children: ReactNode;
}

/** A list by pages: which lines of how many these are, and the way to the others. One page has neither. */
export function Pages({ what, count, onPage, page, onGo, children }: PagesProps): ReactNode {
  const top = useRef<HTMLDivElement>(null);
  const last = Math.ceil(count / onPage) - 1;
  const go = (to: number): void => {
    onGo(to);
    // Where it is read from: the next page begins at its top.
    top.current?.scrollIntoView({ block: 'start' });
    top.current?.focus({ preventScroll: true });
  };
  const from = page * onPage + 1;
  const to = Math.min(count, (page + 1) * onPage);
  const words = `${String(from)} to ${String(to)} of ${String(count)} ${what}`;
  return (
    <div ref={top} className={classes.pages} tabIndex={-1} role="group" aria-label={last > 0 ? words : what}>
      {children}
      {last > 0 && (
        <nav className={classes.ways} aria-label={`Pages of ${what}`}>
          <Button
            variant="default"
            leftSection={<IconArrowLeft size={20} aria-hidden />}
            disabled={page === 0}
            onClick={() => {
              go(page - 1);
            }}
          >
            Before
          </Button>
          <span role="status">{words}</span>
          <Button
            variant="default"
            rightSection={<IconArrowRight size={20} aria-hidden />}
            disabled={page >= last}
            onClick={() => {
              go(page + 1);
            }}
          >
            Next
          </Button>
        </nav>
      )}
    </div>
  );
}
