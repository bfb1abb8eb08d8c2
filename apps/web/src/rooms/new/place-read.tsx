import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { sideWords } from '../../words';
import type { Place } from '../check/place-fields';
import classes from './new-case.module.css';

interface PlaceReadProps {
  readonly place: Place;
  readonly onOther: () => void;
}

/** The part of the body as the question says it, to be looked at before it is posted. */
export function PlaceRead({ place: { side, site }, onOther }: PlaceReadProps): ReactNode {
  return (
    <p className={classes.title}>
      <span>
        As your question says: <strong>{`${side === '' ? '' : sideWords[side]} ${site}`.trim()}</strong>
      </span>
      <Button variant="subtle" onClick={onOther}>
        Say otherwise
      </Button>
    </p>
  );
}
