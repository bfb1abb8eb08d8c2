import { Button } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { urgencyWords } from '../cases/words';
import { Card, ErrorSummary, ExactTime, KeyValueList, PageTitle, PersonBadge, StatusLine } from '../platform/kit';
import { flagWords, formWords, recordingWords, scopeWords, subjectWords } from '../room/words';
import { problemsOf } from '../sign-in/problems-of';
import type { PersonView, RequestView } from '../vault/door';
import { useAct, useView } from '../vault/use-vault';
import classes from './clearances.module.css';
import { DecideForm } from './decide-form';
import { DecisionBlock } from './decision-block';
import { purposeWords, stageWords } from './words';

/** One request, for the adviser: the facts at the left as a check list, the decision at the right. Never a picture. */
export function RequestPage(): ReactNode {
  const { advice = '' } = useParams({ strict: false });
  const { data, error } = useView(['requests', advice], (door) => door.request(advice));
  if (data === undefined) return <ErrorSummary problems={problemsOf(error)} />;
  return (
    <>
      <PageTitle
        over={stageWords[data.stage]}
        lead={`Sent ${new Date(data.submittedAt * 1000).toLocaleString('en-GB')}, ${urgencyWords[data.urgency].toLowerCase()}.`}
      >
        {data.requester.name} asks to show{' '}
        {data.pictures.length === 1 ? 'one picture' : `${String(data.pictures.length)} pictures`} to{' '}
        {data.recipient.name}
      </PageTitle>
      <div className={classes.columns}>
        <div className={classes.form}>
          <Facts request={data} />
        </div>
        <div className={classes.form}>
          <Turn request={data} />
        </div>
      </div>
    </>
  );
}

function Person({ person }: { readonly person: PersonView }): ReactNode {
  return (
    <PersonBadge
      name={person.name}
      registerNumber={person.registration}
      work={[person.specialty, person.organisation].filter((word) => word !== '').join(', ')}
      check={{
        state: person.good ? 'checked' : 'stopped',
        at: person.statusCheckedAt * 1000,
        source: person.statusSource,
      }}
    />
  );
}

function Facts({ request }: { readonly request: RequestView }): ReactNode {
  return (
    <>
      <Card title="Who asks, and whom">
        <div className={classes.people}>
          <Person person={request.requester} />
          <Person person={request.recipient} />
        </div>
      </Card>
      <Card title="What the colleague would read">
        <p className={classes.words}>{request.brief}</p>
      </Card>
      <Card title="What the doctor tells you">
        <KeyValueList
          rows={[
            { name: 'Purpose', value: purposeWords[request.purpose] },
            { name: 'Why outside', value: request.reasons },
            { name: 'Who inside was asked', value: request.alternatives },
            { name: 'To know', value: request.flags.map((flag) => flagWords[flag]).join(', ') || 'Nothing ticked' },
          ]}
        />
      </Card>
      <Card title="What was recorded about the pictures">
        {request.pictures.map(({ number, consent }) => (
          <section key={number} className={classes.consent} aria-label={`Picture ${String(number)}`}>
            <h3 className={classes.number}>Picture {number}</h3>
            <KeyValueList
              rows={[
                { name: 'Kind', value: recordingWords[consent.recording] },
                { name: 'Of', value: subjectWords[consent.subject] },
                { name: 'Agreement', value: formWords[consent.form] },
                { name: 'To', value: consent.scopes.map((scope) => scopeWords[scope]).join('; ') },
                { name: 'Recorded', value: <ExactTime at={consent.takenAt * 1000} /> },
              ]}
            />
          </section>
        ))}
      </Card>
    </>
  );
}

function Turn({ request }: { readonly request: RequestView }): ReactNode {
  const take = useAct((door, _: undefined) => door.assignToMe(request.advice));
  if (request.decision !== undefined) return <Decided request={request} decision={request.decision} />;
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
