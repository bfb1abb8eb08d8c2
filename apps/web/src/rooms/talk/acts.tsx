import { ActionIcon } from '@mantine/core';
import { IconArrowBackUp, IconDots } from '@tabler/icons-react';
import { lazy, type ReactNode, useRef, useState } from 'react';
import { lazyPart, Part } from '../../release';
import type { ItemView } from '../../vault/door';
import classes from './acts.module.css';
import { useSwipe } from './use-swipe';

const MessageMenu = lazy(lazyPart(async () => ({ default: (await import('./message-menu')).MessageMenu })));

interface ActsProps {
  readonly item: ItemView;
  readonly room: string;
  /** Where an answer goes, in words, where that is not the talk it stands in; "" where it is. */
  readonly where: string;
  /** Undefined where nothing can be written. */
  readonly onAnswer: (() => void) | undefined;
  readonly children: ReactNode;
}

/** Something said, with what can be done about it: answered by a swipe, a key or its menu; copied, or taken back. */
export function Acts({ item, room, where, onAnswer, children }: ActsProps): ReactNode {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [done, setDone] = useState('');
  const swipe = useSwipe(() => onAnswer?.());
  const { by, ...touches } = swipe;
  return (
    <div className={classes.acts} {...(onAnswer !== undefined && touches)}>
      {by > 0 && <IconArrowBackUp className={classes.swiped ?? ''} size={22} aria-hidden />}
      <div style={by > 0 ? { transform: `translateX(${String(by)}px)` } : undefined}>{children}</div>
      <ActionIcon
        ref={button}
        className={classes.more ?? ''}
        variant="subtle"
        size={44}
        aria-label="Answer and more"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        title="Answer and more"
        onClick={() => {
          setDone('');
          setOpen(true);
        }}
      >
        <IconDots size={18} aria-hidden />
      </ActionIcon>
      {isOpen && (
        <Part>
          <MessageMenu
            {...{ button, item, room, where, onAnswer }}
            onClose={() => {
              setOpen(false);
            }}
            onDone={(words) => {
              setDone(words);
              button.current?.focus();
            }}
          />
        </Part>
      )}
      <p role="status" className={classes.done}>
        {done}
      </p>
    </div>
  );
}
