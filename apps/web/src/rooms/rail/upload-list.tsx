import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { ProgressTwoWords, type SendingStage } from '../../platform/kit';
import type { RoomView, UploadView } from '../../vault/door';
import { useAct } from '../../vault/use-vault';
import classes from './thread-rail.module.css';

function stageOf({ state, percent, problem }: UploadView): SendingStage {
  switch (state) {
    case 'sending':
      return { stage: 'sending', fraction: percent / 100 };
    case 'posting':
      return { stage: 'sending', fraction: 1 };
    case 'failed':
      return { stage: 'failed', message: problem };
    default:
      return { stage: state };
  }
}

/** Pictures on their way, in place, in two words; what failed stays with Retry. */
export function UploadList({ view }: { readonly view: RoomView }): ReactNode {
  const retry = useAct((door, upload: string) => door.retryUpload(view.room, upload));
  const drop = useAct((door, upload: string) => door.dropUpload(view.room, upload));
  if (view.uploads.length === 0) return null;
  return (
    <ul className={classes.uploads} aria-label="Pictures being sent">
      {view.uploads.map((upload) => (
        <li key={upload.upload} className={classes.upload}>
          <span className={classes.uploadName}>{upload.name}</span>
          <ProgressTwoWords
            progress={stageOf(upload)}
            of={upload.name}
            onRetry={() => {
              retry.run(upload.upload);
            }}
          />
          {upload.state === 'failed' && (
            <Button
              variant="subtle"
              onClick={() => {
                drop.run(upload.upload);
              }}
            >
              Do not send it
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
