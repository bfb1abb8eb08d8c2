import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Card, ErrorSummary, StatusLine } from '../../platform/kit';
import { problemsOf } from '../../platform/problems-of';
import classes from './new-case.module.css';

interface HalfDoneProps {
  readonly room: string;
  readonly title: string;
  /** Who was let in, in words; "": nobody. */
  readonly asked: string;
  readonly error: Error | null;
  readonly isBusy: boolean;
  readonly onRest: () => void;
}

/** The case is there and not all of its pictures: what is there stays, and what is missing has its button. */
export function HalfDone({ room, title, asked, error, isBusy, onRest }: HalfDoneProps): ReactNode {
  return (
    <Card title={`“${title}” is open`}>
      <div className={classes.form}>
        {asked !== '' && <StatusLine tone="good">{asked} can read it.</StatusLine>}
        <ErrorSummary title="Not every picture is there" problems={problemsOf(error)} />
        <p className={classes.title}>Nothing of it is posted twice. What is not posted is on this page alone.</p>
        <div className={classes.ways}>
          <Button size="lg" loading={isBusy} onClick={onRest}>
            Post the rest
          </Button>
          <Button
            size="lg"
            variant="default"
            renderRoot={(props) => <Link to="/cases/$room" params={{ room }} {...props} />}
          >
            Leave it, open the case
          </Button>
        </div>
      </div>
    </Card>
  );
}
