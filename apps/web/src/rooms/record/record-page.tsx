import { Button } from '@mantine/core';
import { IconShieldSearch } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Card, ErrorSummary, ExactTime, PageTitle, StatusLine } from '../../platform/kit';
import { problemsOf } from '../../platform/problems-of';
import { RestoredCase } from '../../restored';
import { vaultDoor, type RoomView } from '../../vault/door';
import { useView } from '../../vault/use-vault';
import { timeMarkWords } from '../../words';
import classes from './record.module.css';

/** What was recorded, by whom, when; and the button that checks all of it again from the first entry. */
export function RecordPage(): ReactNode {
  const { room = '' } = useParams({ strict: false });
  const { data: view, error } = useView(['room', room], (door) => door.room(room));
  const verify = useMutation({ mutationFn: () => vaultDoor().verifyRoom(room) });
  if (view === undefined) return <ErrorSummary problems={problemsOf(error)} />;
  return (
    <>
      <PageTitle
        over={view.title}
        actions={
          <Button
            size="md"
            leftSection={<IconShieldSearch size={20} aria-hidden />}
            loading={verify.isPending}
            onClick={() => {
              verify.mutate();
            }}
          >
            Check all of it again
          </Button>
        }
      >
        Who did what, when
      </PageTitle>
      <ErrorSummary title="The record did not pass" problems={problemsOf(verify.error)} />
      <div className={classes.notices}>
        {verify.data !== undefined && (
          <StatusLine tone="good" isLive>
            {verify.data.says}
          </StatusLine>
        )}
        <RestoredCase view={view} />
      </div>
      <Card>
        <Timeline lines={view.timeline} />
      </Card>
    </>
  );
}

function Timeline({ lines }: { readonly lines: RoomView['timeline'] }): ReactNode {
  return (
    <ol className={classes.timeline}>
      {lines.map((line) => (
        <li key={line.seq} className={classes.line} data-skeleton={line.skeletonOnly}>
          <span className={classes.seq}>{line.seq}</span>
          <span className={classes.words}>
            {line.text}
            <span className={classes.by}>
              {line.by} · <ExactTime at={line.at * 1000} />
              {line.skeletonOnly && ' · outside what is shared with you'}
            </span>
            {line.mark !== '' && <span className={classes.by}>{timeMarkWords[line.mark]}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
