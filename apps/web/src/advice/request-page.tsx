import { Button } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { urgencyWords } from '../words';
import { HeldNotice } from '../release';
import { Card, ErrorSummary, exactTime, PageTitle, StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { RequestView } from '../vault/door';
import { useAct, useView } from '../vault/use-vault';
import classes from './advice.module.css';
import { DecideForm } from './decide-form';
import { DecisionBlock } from './decision-block';
import { RequestFacts } from './request-facts';
import { SecondTurn } from './second-turn';
import { stageWords } from './words';

function standingOf({ assignedToMe, stage }: RequestView): string {
  return assignedToMe && stage === 'assigned' ? 'With you' : stageWords[stage];
}

/** One request, for the adviser: the facts at the left as a check list, the decision at the right. Never a picture. */
export function RequestPage(): ReactNode {
  const { advice = '' } = useParams({ strict: false });
  const { data, error } = useView(['requests', advice], (door) => door.request(advice));
  if (data === undefined) return <ErrorSummary problems={problemsOf(error)} />;
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
        </div>
        <div className={classes.form}>
          <Turn request={data} />
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
        <p className={classes.words}>
          By taking it you declare that you have no conflict of interest: neither with the doctor, nor with the
          colleague, nor in the case.
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
  const revoke = useAct((door, _: undefined) => door.revoke(request.advice));
  return (
    <>
      <DecisionBlock decision={decision} />
      {request.stage === 'decided' && decision.outcome !== 'advised-against' && (
        <Card title="If the facts have changed">
          <ErrorSummary problems={problemsOf(revoke.error)} />
          <p className={classes.words}>Ending it closes the outside colleague’s access within a minute.</p>
          <Button
            variant="default"
            loading={revoke.isBusy}
            onClick={() => {
              revoke.run(undefined);
            }}
          >
            End this clearance
          </Button>
        </Card>
      )}
    </>
  );
}
