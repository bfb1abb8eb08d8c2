import { Button } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useRef } from 'react';
import { isUndecided } from '@consilium/domain';
import { urgencyWords } from '../words';
import { HeldNotice } from '../release';
import { Card, ErrorSummary, exactTime, PageTitle, StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { RequestView } from '../vault/door';
import { useAct, useView } from '../vault/use-vault';
import classes from './advice.module.css';
import { DecideForm } from './decide-form';
import { DecisionBlock } from './decision-block';
import { GiveBack } from './give-back';
import { NewKeysCard } from './new-keys-card';
import { RequestFacts } from './request-facts';
import { SecondTurn } from './second-turn';
import { stageWords } from './words';

function standingOf({ assignedToMe, stage }: RequestView): string {
  return assignedToMe && stage === 'assigned' ? 'With you' : stageWords[stage];
}

function NotOpen({ error }: { readonly error: Error }): ReactNode {
  return (
    <>
      <PageTitle>This request is not open to you</PageTitle>
      <ErrorSummary problems={problemsOf(error)} />
    </>
  );
}

/** One request, for the adviser: the facts at the left as a check list, the decision at the right. Never a picture. */
export function RequestPage(): ReactNode {
  const { advice = '' } = useParams({ strict: false });
  const { data, error } = useView(['requests', advice], (door) => door.request(advice));
  const turn = useRef<HTMLDivElement>(null);
  if (data === undefined) return error === null ? null : <NotOpen error={error} />;
  return (
    <>
      <PageTitle
        over={standingOf(data)}
        lead={`Sent ${exactTime(data.submittedAt * 1000)}. Needed: ${urgencyWords[data.urgency].toLowerCase()}. You see no picture and no thread of the case.`}
      >
        {data.requester.name} asks to show{' '}
        {data.pictures.length === 1 ? 'one picture' : `${String(data.pictures.length)} pictures`} to{' '}
        {data.recipient.name}
      </PageTitle>
      <HeldNotice held={data.held} />
      <div className={classes.columns}>
        <div className={classes.form}>
          <RequestFacts request={data} />
          <Button
            size="lg"
            className={classes.reach}
            rightSection={<IconArrowDown size={20} aria-hidden />}
            onClick={() => {
              turn.current?.scrollIntoView();
              turn.current?.focus({ preventScroll: true });
            }}
          >
            {data.newKeys === undefined ? 'To the decision' : 'To the new keys'}
          </Button>
        </div>
        <div className={`${classes.form} ${classes.turn}`} ref={turn} tabIndex={-1}>
          <Turn request={data} />
          {data.assignedToMe && isUndecided(data.stage) && <GiveBack request={data} />}
        </div>
      </div>
    </>
  );
}

function Turn({ request }: { readonly request: RequestView }): ReactNode {
  const take = useAct((door, _: undefined) => door.assignToMe(request.advice));
  if (request.decision !== undefined) return <Decided request={request} decision={request.decision} />;
  if (request.proposed !== undefined) return <SecondTurn request={request} proposed={request.proposed} />;
  if (request.stage === 'submitted') {
    return (
      <Card title="Take this request" tone="edge">
        <ErrorSummary problems={problemsOf(take.error)} />
        {request.handedTo !== '' && <StatusLine>It was handed on to {request.handedTo}.</StatusLine>}
        <p className={classes.words}>
          You have seen the facts. By taking it you declare that you have no conflict of interest: neither with the
          requester, nor with the colleague, nor in the case. If you have one, tell your lead and leave it to another
          adviser.
        </p>
        <Button
          size="lg"
          loading={take.isBusy}
          onClick={() => {
            take.run(undefined);
          }}
        >
          No conflict: take it
        </Button>
      </Card>
    );
  }
  if (request.assignedToMe) return <DecideForm request={request} />;
  return (
    <StatusLine tone="waiting">
      {request.assignedTo === '' ? stageWords[request.stage] : `${request.assignedTo} has this request.`}
    </StatusLine>
  );
}

interface DecidedProps {
  readonly request: RequestView;
  readonly decision: NonNullable<RequestView['decision']>;
}

function Decided({ request, decision }: DecidedProps): ReactNode {
  const stands = request.stage === 'decided' || request.stage === 'suspended';
  return (
    <>
      {request.newKeys !== undefined && <NewKeysCard request={request} newKeys={request.newKeys} />}
      <DecisionBlock decision={decision} />
      {stands && decision.outcome !== 'advised-against' && <Standing request={request} />}
    </>
  );
}

const pauses = {
  decided: { to: 'suspended', act: 'Suspend it for now' },
  suspended: { to: 'reinstated', act: 'Let it stand again' },
} as const;

/** What an adviser can still do about a decision that stands, or is suspended. */
function Standing({ request: { advice, stage, seen } }: Pick<DecidedProps, 'request'>): ReactNode {
  const { to, act } = pauses[stage === 'suspended' ? 'suspended' : 'decided'];
  const revoke = useAct((door, of: string) => door.revoke(advice, of));
  const pause = useAct((door, of: string) => door.setClearance(advice, to, of));
  return (
    <Card title="If the facts have changed">
      <ErrorSummary problems={problemsOf(revoke.error ?? pause.error)} />
      <p className={classes.words}>
        Suspended, it lets the outside colleague read nothing until it stands again. Ending it closes their access
        within a minute, for good. Your passkey confirms either.
      </p>
      <div className={classes.actions}>
        <Button
          variant="default"
          loading={pause.isBusy}
          onClick={() => {
            revoke.reset();
            pause.run(seen);
          }}
        >
          {act}
        </Button>
        <Button
          variant="default"
          loading={revoke.isBusy}
          onClick={() => {
            pause.reset();
            revoke.run(seen);
          }}
        >
          End this clearance
        </Button>
      </div>
    </Card>
  );
}
