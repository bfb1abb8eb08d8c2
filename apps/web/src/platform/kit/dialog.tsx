import { Modal } from '@mantine/core';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';
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
  useEffect(() => {
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
 * Back to where one was. Two dialogs that are closed one right after the other, by two presses of Escape, would leave the
 * focus on nothing: the inner gives it back to what goes with the outer.
 */
function useWayBack(isOpen: boolean): () => void {
  const before = useRef<Element | null>(null);
  useEffect(() => {
    if (isOpen) before.current = document.activeElement;
  }, [isOpen]);
  return () => {
    requestAnimationFrame(() => {
      const { current } = before;
      if (document.activeElement === document.body && current instanceof HTMLElement)
        current.focus({ preventScroll: true });
    });
  };
}

/**
 * A dialog over the page. Screens use this and not `<Modal title>`, whose header element would be a second page banner
 * to a screen reader.
 */
export function Dialog({ isOpen, title, size = 'md', onClose, children }: DialogProps): ReactNode {
  const [over, note] = useOver(isOpen);
  const goBack = useWayBack(isOpen);
  return (
    <Modal.Root
      opened={isOpen}
      onClose={onClose}
      size={size}
      padding={0}
      closeOnEscape={over === 0}
      onExitTransitionEnd={goBack}
    >
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
