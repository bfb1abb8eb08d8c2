import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './dialog.module.css';

interface DialogProps {
  readonly isOpen: boolean;
  readonly title: string;
  readonly size?: 'md' | 'lg' | 'xl';
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * A dialog over the page. Screens use this and not `<Modal title>`, whose header element would be a second page banner
 * to a screen reader.
 */
export function Dialog({ isOpen, title, size = 'md', onClose, children }: DialogProps): ReactNode {
  return (
    <Modal.Root opened={isOpen} onClose={onClose} size={size} padding={0}>
      <Modal.Overlay />
      <Modal.Content>
        <div className={classes.top}>
          <Modal.Title className={classes.title ?? ''}>{title}</Modal.Title>
          <Modal.CloseButton aria-label="Close" />
        </div>
        <Modal.Body className={classes.body ?? ''}>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
