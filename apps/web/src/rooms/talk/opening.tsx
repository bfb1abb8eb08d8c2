import type { ReactNode } from 'react';
import { StatusLine } from '../../platform/kit';
import { problemsOf } from '../../platform/problems-of';
import classes from './thread-panel.module.css';

interface OpeningProps {
  readonly error: Error | null;
  readonly width: number;
  readonly height: number;
}

/** Stands where the picture will be, in its shape, so that nothing jumps. */
export function Opening({ error, width, height }: OpeningProps): ReactNode {
  const [problem] = problemsOf(error);
  return (
    <div className={classes.opening} style={width === 0 ? {} : { aspectRatio: `${String(width)} / ${String(height)}` }}>
      {problem === undefined ? 'Opening the picture' : <StatusLine tone="bad">{problem.message}</StatusLine>}
    </div>
  );
}
