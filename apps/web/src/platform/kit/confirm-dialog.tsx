import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import classes from './confirm-dialog.module.css';
import { Dialog } from './dialog';

interface ConfirmDialogProps {
  readonly isOpen: boolean;
  /** A question: "Remove Dr Xu from this room?" */
  readonly title: string;
  /** What happens and what is lost. */
  readonly children: ReactNode;
  /** The act itself: "Remove", never "OK". */
  readonly act: string;
  readonly isDestructive?: boolean;
  /** A word to type before a step that cannot be taken back. */
  readonly typed?: string;
  /** False while something that is asked for in it is missing. */
  readonly mayAct?: boolean;
  readonly isBusy?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something that others will notice or that is lost. */
export function ConfirmDialog({ isOpen, title, onClose, ...rest }: ConfirmDialogProps): ReactNode {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={title}>
      {isOpen && <Question onClose={onClose} {...rest} />}
    </Dialog>
  );
}

function Question(props: Omit<ConfirmDialogProps, 'isOpen' | 'title'>): ReactNode {
  const [written, setWritten] = useState('');
  const isTyped = props.typed === undefined || written.trim().toLowerCase() === props.typed.toLowerCase();
  const mayAct = props.mayAct !== false && isTyped;
  return (
    <>
      <div className={classes.words}>{props.children}</div>
      {props.typed !== undefined && (
        <TextInput
          label={`Type “${props.typed}” to go on`}
          value={written}
          autoComplete="off"
          onChange={(event) => {
            setWritten(event.currentTarget.value);
          }}
        />
      )}
      <div className={classes.actions}>
        <Button variant="default" onClick={props.onClose}>
          Not now
        </Button>
        <Button
          color={props.isDestructive === true ? 'alarm' : 'ink'}
          disabled={!mayAct}
          loading={props.isBusy === true}
          onClick={props.onConfirm}
        >
          {props.act}
        </Button>
      </div>
    </>
  );
}
