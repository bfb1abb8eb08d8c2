import { Button, Textarea } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { ConfirmDialog, ErrorSummary, tooLong } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { RestoreView } from '../vault/door';
import { useAct } from '../vault/use-vault';
import { powerWords } from './power-words';
import classes from './register.module.css';

const longest = 1000;

/** Says that everything named above is lost, and why: the first of two officers. */
export function PutBackForm({ view: { isTrial, seen } }: { readonly view: RestoreView }): ReactNode {
  const [reason, setReason] = useState('');
  /** What was listed when the question was asked. */
  const [asked, setAsked] = useState<string>();
  const close = (): void => {
    setAsked(undefined);
  };
  const propose = useAct((door, of: string) => door.proposeRestore(reason.trim(), of), close);
  const over = tooLong(reason, longest);
  const ask = (event: SubmitEvent): void => {
    event.preventDefault();
    propose.reset();
    setAsked(seen);
  };
  return (
    <form onSubmit={ask} className={classes.form}>
      <Textarea
        label="What happened, and how you know"
        description="Whoever can read the register reads this, for good. Name no patient."
        autosize
        minRows={2}
        size="md"
        required
        value={reason}
        error={over}
        onChange={(event) => {
          setReason(event.currentTarget.value);
        }}
      />
      <div className={classes.choices}>
        <Button
          type="submit"
          size="md"
          disabled={reason.trim().length < 3 || over !== undefined}
          leftSection={<IconFingerprint size={20} aria-hidden />}
        >
          Say that it is lost
        </Button>
      </div>
      <ConfirmDialog
        isOpen={asked !== undefined}
        title="Say that what is listed is lost?"
        act="It is lost"
        isDestructive
        isBusy={propose.isBusy}
        onConfirm={() => {
          if (asked !== undefined) propose.run(asked);
        }}
        onClose={close}
      >
        <ErrorSummary title="Not signed" problems={problemsOf(propose.error)} />
        Every device goes on from the older copy then, and what is listed stays lost. Words that somebody’s device still
        has are offered to them again, unsent. {powerWords[isTrial ? 'trial' : 'production']}
      </ConfirmDialog>
    </form>
  );
}
