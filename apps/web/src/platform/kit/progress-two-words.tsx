import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './progress-two-words.module.css';

/** Where a picture is on its way. `fraction` is 0 to 1 of the ciphertext accepted by the store. */
export type SendingStage =
  | { readonly stage: 'preparing' | 'encrypting' | 'waiting' | 'sent' }
  | { readonly stage: 'sending'; readonly fraction: number }
  | { readonly stage: 'failed'; readonly message: string };

const words = {
  preparing: 'Preparing',
  encrypting: 'Encrypting',
  waiting: 'Waiting to send',
  sent: 'Sent',
  failed: 'Not sent',
} as const;

const percent = (fraction: number): number => Math.round(Math.min(1, Math.max(0, fraction)) * 100);

interface ProgressTwoWordsProps {
  readonly progress: SendingStage;
  /** What is being sent, for people who hear the page: "Picture 2". */
  readonly of: string;
  readonly onRetry?: () => void;
}

/** "Encrypting", "Sending 64%"; what failed stays in place with Retry. */
export function ProgressTwoWords({ progress, of, onRetry }: ProgressTwoWordsProps): ReactNode {
  if (progress.stage === 'failed') return <Failed message={progress.message} of={of} onRetry={onRetry} />;
  const done = progress.stage === 'sending' ? percent(progress.fraction) : undefined;
  const said = progress.stage === 'sending' ? `Sending ${String(done)}%` : words[progress.stage];
  const value = progress.stage === 'sent' ? 100 : done;
  return (
    <div className={classes.progress} data-stage={progress.stage}>
      <span className={classes.words}>
        {progress.stage === 'sent' && <IconCheck size={18} stroke={2.2} aria-hidden />}
        {said}
      </span>
      <div
        className={classes.track}
        role="progressbar"
        aria-label={`${of}: ${said}`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={value}
      >
        <div className={classes.bar} style={value === undefined ? undefined : { width: `${String(value)}%` }} />
      </div>
    </div>
  );
}

function Failed({
  message,
  of,
  onRetry,
}: {
  readonly message: string;
  readonly of: string;
  readonly onRetry: (() => void) | undefined;
}): ReactNode {
  return (
    <div className={classes.failed} role="alert">
      <IconAlertTriangle size={20} stroke={2} aria-hidden />
      <span className={classes.message}>
        <strong>{words.failed}.</strong> {message}
      </span>
      {onRetry !== undefined && (
        <Button variant="default" onClick={onRetry} aria-label={`Retry: ${of}`}>
          Retry
        </Button>
      )}
    </div>
  );
}
