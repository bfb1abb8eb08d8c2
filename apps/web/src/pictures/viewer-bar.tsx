import { ActionIcon, Button } from '@mantine/core';
import { IconColumns2, IconMessages, IconX } from '@tabler/icons-react';
import type { ReactNode, RefObject } from 'react';
import classes from './viewer.module.css';

interface ViewerBarProps {
  readonly name: string;
  /** "2 of 7" */
  readonly position: string;
  /** The way out. */
  readonly way: RefObject<HTMLButtonElement | null>;
  readonly isTwo: boolean;
  /** Left out where there is no room for two, or only one. */
  readonly onTwo: (() => void) | undefined;
  readonly onTalk: (() => void) | undefined;
  readonly onClose: () => void;
}

const asTool = { variant: 'filled', color: 'dark' } as const;

/** Which of how many, said aloud with every one; its talk, and the way out. */
export function ViewerBar({ name, position, way, isTwo, onTwo, onTalk, onClose }: ViewerBarProps): ReactNode {
  return (
    <div className={classes.bar}>
      <p className={classes.position} role="status">
        {position}
        <span className={classes.aloud}>, {name}</span>
      </p>
      {onTwo !== undefined && (
        <Button
          {...asTool}
          size="md"
          aria-pressed={isTwo}
          leftSection={<IconColumns2 size={20} aria-hidden />}
          onClick={onTwo}
        >
          Two side by side
        </Button>
      )}
      {onTalk !== undefined && (
        <Button {...asTool} size="md" leftSection={<IconMessages size={20} aria-hidden />} onClick={onTalk}>
          Talk
        </Button>
      )}
      <ActionIcon ref={way} size={44} {...asTool} aria-label="Close full detail" onClick={onClose}>
        <IconX size={24} aria-hidden />
      </ActionIcon>
    </div>
  );
}
