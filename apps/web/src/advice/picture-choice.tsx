import { Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePicture } from '../pictures';
import classes from './advice.module.css';

interface PictureChoiceProps {
  readonly room: string;
  readonly thread: string;
  readonly label: string;
  readonly detail: string;
  /** Why this picture cannot be shared; "" when it can. */
  readonly whyNot: string;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
}

/** One picture to tick, seen small, with the reason where it cannot go. */
export function PictureChoice(props: PictureChoiceProps): ReactNode {
  const { url } = usePicture(props.room, props.thread, 'thumb');
  return (
    <label className={classes.choice} data-off={props.whyNot !== ''}>
      <span className={classes.thumb}>{url !== undefined && <img src={url} alt="" />}</span>
      <Checkbox
        size="md"
        label={props.label}
        description={props.whyNot === '' ? props.detail : props.whyNot}
        disabled={props.whyNot !== ''}
        checked={props.isChosen}
        onChange={props.onToggle}
      />
    </label>
  );
}
