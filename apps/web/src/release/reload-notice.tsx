import { Button } from '@mantine/core';
import { Problem } from '@consilium/domain';
import { type ReactNode, useState } from 'react';
import { StatusLine } from '../platform/kit';
import { keepEverything } from '../drafts';

/** Reloads the page once what is being written is kept. */
function ReloadButton(): ReactNode {
  const [isBusy, setBusy] = useState(false);
  return (
    <Button
      variant="default"
      loading={isBusy}
      onClick={() => {
        setBusy(true);
        void keepEverything().then(() => {
          location.reload();
        });
      }}
    >
      Reload
    </Button>
  );
}

/** Something that a reload brings, said calmly: nothing is wrong and nothing is lost. */
export function ReloadNotice({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <StatusLine isLive action={<ReloadButton />}>
      {children}
    </StatusLine>
  );
}

/** Whether what went wrong is only that this page is of another version than what it met. */
export function asksForReload(error: unknown): error is Problem {
  return error instanceof Problem && (error.details['newer'] !== undefined || error.details['reason'] === 'reload');
}

/** Stands where an alarm would, and is none: what follows was made by a newer version of this page. */
export function HeldNotice({ held }: { readonly held: string }): ReactNode {
  if (held === '') return null;
  return (
    <ReloadNotice>
      {held} If you read this again after reloading, wait some minutes; then tell your registration officer.
    </ReloadNotice>
  );
}
