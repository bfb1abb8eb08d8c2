import { Modal } from '@mantine/core';
import { createContext, type ReactNode, useCallback, useContext, useLayoutEffect, useState } from 'react';
import classes from './dialog.module.css';

interface DialogProps {
  readonly isOpen: boolean;
  readonly title: string;
  readonly size?: 'md' | 'lg' | 'xl';
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Tells the dialog around that one more (1) or one less (-1) lies over it. */
const Around = createContext<(by: number) => void>(() => undefined);

/** How many dialogs lie over this one; while any does, Escape is theirs. */
function useOver(isOpen: boolean): readonly [number, (by: number) => void] {
  const [over, setOver] = useState(0);
  const tellAround = useContext(Around);
  // In the same breath as it goes: a second press of Escape right after the first is for the one around.
  useLayoutEffect(() => {
    if (!isOpen) return undefined;
    tellAround(1);
    return () => {
      tellAround(-1);
    };
  }, [isOpen, tellAround]);
  const note = useCallback((by: number): void => {
    setOver((before) => before + by);
  }, []);
  return [over, note];
}

/**
 * A dialog over the page. Screens use this and not `<Modal title>`, whose header element would be a second page banner
 * to a screen reader.
 */
export function Dialog({ isOpen, title, size = 'md', onClose, children }: DialogProps): ReactNode {
  const [over, note] = useOver(isOpen);
  return (
    <Modal.Root opened={isOpen} onClose={onClose} size={size} padding={0} closeOnEscape={over === 0}>
      <Modal.Overlay />
      <Modal.Content>
        <div className={classes.top}>
          <Modal.Title className={classes.title ?? ''}>{title}</Modal.Title>
          <Modal.CloseButton aria-label="Close" />
        </div>
        <Modal.Body className={classes.body ?? ''}>
          <Around value={note}>{children}</Around>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
