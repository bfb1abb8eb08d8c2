import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { closeOutcomeWords } from '@consilium/domain';
import { HeldNotice } from '../../release';
import { EvidenceButton, RestoredCase } from '../../restored';
import { ErrorSummary, ExactTime, StatusLine, timeOrToday } from '../../platform/kit';
import { problemsOf } from '../../platform/problems-of';
import { OverdueNotice } from '../../telling';
import { NotShown } from '../../unreadable';
import type { RoomView } from '../../vault/door';
import { useAct } from '../../vault/use-vault';
import { OutcomesDue } from '../opinion/outcome';
import { OriginalNudges } from '../original/nudges';
import { Statements } from '../withdrawal/statements';
import { KeyTroubles } from './key-troubles';
import classes from './room.module.css';

/** States that change what can be done here: an alarm, a newer build that is needed, staleness, closure. Never a toast. */
export function RoomNotices({ view }: { readonly view: RoomView }): ReactNode {
  return (
    <div className={classes.notices}>
      {view.alarm !== '' && (
        <StatusLine tone="bad" isLive action={<EvidenceButton of={(door) => door.evidence(view.room)} />}>
          {view.alarm}
        </StatusLine>
      )}
      <RestoredCase view={view} />
      <HeldNotice held={view.alarm === '' ? view.held : ''} />
      {view.alarm === '' && view.doubt !== '' && (
        <StatusLine tone="warning" isLive>
          {view.doubt}
        </StatusLine>
      )}
      {view.untitled !== '' && <NotShown what="The title of this case" why={view.untitled} />}
      {view.staleSince !== undefined && (
        <StatusLine tone="warning" isLive>
          Not up to date since {timeOrToday(view.staleSince * 1000)}. Reading and writing go on; inviting, sharing and
          deciding wait for a fresh record.
        </StatusLine>
      )}
      <OverdueNotice view={view} />
      <OutcomesDue view={view} />
      <OriginalNudges view={view} />
      <KeyTroubles view={view} />
      <Statements view={view} />
      {view.may.takeOver === true && <TakeOver view={view} />}
      {view.closed !== undefined && (
        <StatusLine tone="calm">
          Closed <ExactTime at={view.closed.at * 1000} />: {closeOutcomeWords[view.closed.outcome]}. It can be read, not
          added to.
        </StatusLine>
      )}
    </div>
  );
}

/** Nobody can close the case, invite or remove while its owner cannot act: a colleague inside takes it over. */
function TakeOver({ view }: { readonly view: RoomView }): ReactNode {
  const owner = view.members.find((member) => member.as === 'owner');
  const take = useAct((door, _: undefined) => door.takeOver(view.room));
  return (
    <>
      <ErrorSummary title="Not taken over" problems={problemsOf(take.error)} />
      <StatusLine
        tone="warning"
        isLive
        action={
          <Button
            loading={take.isBusy}
            onClick={() => {
              take.run(undefined);
            }}
          >
            Take the case over
          </Button>
        }
      >
        {owner?.name ?? 'The owner'}, who owns this case, has no access any more: nobody can invite, remove, share or
        close. Take it over to become its owner; everybody in the case sees it.
      </StatusLine>
    </>
  );
}
