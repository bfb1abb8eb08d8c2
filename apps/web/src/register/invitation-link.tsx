import { Button } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { ExactTime, StatusLine } from '../platform/kit';
import classes from './register.module.css';

/** Shown once: the part after the `#` holds the secret that proves the joiner's keys, and is stored nowhere. */
export function InvitationLink({ link, expiresAt }: { readonly link: string; readonly expiresAt: number }): ReactNode {
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(link);
    setCopied(true);
  };
  return (
    <div className={classes.form}>
      <StatusLine tone="warning">
        Give this link to that one person, in person or by a channel you trust. It works once, until{' '}
        <ExactTime at={expiresAt * 1000} />, and is not shown again.
      </StatusLine>
      <code className={classes.link} data-testid="invitation-link">
        {link}
      </code>
      <div className={classes.actions}>
        <Button
          variant="default"
          leftSection={isCopied ? <IconCheck size={20} aria-hidden /> : <IconCopy size={20} aria-hidden />}
          onClick={() => void copy()}
        >
          {isCopied ? 'Copied' : 'Copy link'}
        </Button>
      </div>
    </div>
  );
}
