import { Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePicture } from '../pictures';
import classes from './advice.module.css';

interface PictureChoiceProps {
  readonly room: string;
  readonly thread: string;
  readonly label: string;
  readonly detail: string;
  /** Whether the guidance lets it go; where not, it is said below. */
  readonly isAllowed: boolean;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
}

/** One picture to tick, seen small. */
export function PictureChoice(props: PictureChoiceProps): ReactNode {
  const { url } = usePicture(props.room, props.thread, 'thumb');
  return (
    <label className={classes.choice} data-off={!props.isAllowed}>
      <span className={classes.thumb}>{url !== undefined && <img src={url} alt="" />}</span>
      <Checkbox
        size="md"
        label={props.label}
        description={props.detail}
        disabled={!props.isAllowed}
        checked={props.isChosen}
        onChange={props.onToggle}
      />
    </label>
  );
}
