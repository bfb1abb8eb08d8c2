import type { ReactNode } from 'react';
import { ExactTime, StatusLine } from '../platform/kit';
import { CopyButton } from './copy-button';
import classes from './register.module.css';

/** Shown once: the part after the `#` holds the secret that proves the joiner's keys, and is stored nowhere. */
export function InvitationLink({ link, expiresAt }: { readonly link: string; readonly expiresAt: number }): ReactNode {
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
        <CopyButton text={link} name="Copy link" />
      </div>
    </div>
  );
}
