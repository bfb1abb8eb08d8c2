import { Button } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { PictureUse, Withdrawal } from '@consilium/domain';
import { Card, choicesOf, ConfirmDialog, ErrorSummary, OneOf, PageTitle, StatusLine } from '../../platform/kit';
import { problemsOf } from '../../platform/problems-of';
import type { PictureView, RoomView, ThreadView } from '../../vault/door';
import { useAct, useView } from '../../vault/use-vault';
import { nameOf, whereOn } from '../../words';
import classes from './withdraw.module.css';
import { afterwards, stepsOf, usedWords, whatWords } from './withdrawal-words';

/** Guides through a withdrawal: what is withdrawn, what then happens and what is left to do, and only then the record of it. */
export function WithdrawPage(): ReactNode {
  const { room = '', thread = '' } = useParams({ strict: false });
  const { data: view, error } = useView(['room', room], (door) => door.room(room));
  if (view === undefined) return <ErrorSummary problems={problemsOf(error)} />;
  const found = view.threads.find((each) => each.thread === thread);
  return (
    <>
      <PageTitle
        over={view.title}
        lead={found?.picture === undefined ? '' : `${nameOf(found.picture)}, ${whereOn(found.picture)}`}
      >
        Withdraw consent
      </PageTitle>
      {found?.picture === undefined ? (
        <StatusLine tone="bad">This picture is not there for you. Go back to the case.</StatusLine>
      ) : (
        <Withdrawal view={view} thread={found} picture={found.picture} />
      )}
    </>
  );
}

interface WithdrawalProps {
  readonly view: RoomView;
  readonly thread: ThreadView;
  readonly picture: PictureView;
}

function Withdrawal({ view, thread, picture }: WithdrawalProps): ReactNode {
  const { withdrawn } = picture.consent;
  const [what, setWhat] = useState<Withdrawal | ''>('');
  const [used, setUsed] = useState<PictureUse | ''>('');
  if (withdrawn === 'capture') return <StatusLine>{afterwards.capture}</StatusLine>;
  const isAnswered = what === 'sharing' || (what === 'capture' && used !== '');
  return (
    <Card>
      <div className={classes.form}>
        <OneOf
          legend="What does the patient withdraw?"
          layout="stacked"
          choices={choicesOf(whatWords).filter(({ value }) => withdrawn === 'no' || value === 'capture')}
          value={what}
          onChange={setWhat}
        />
        {what === 'capture' && (
          <OneOf
            legend="Was the picture seen or relied on?"
            hint="Seen by anybody but you, discussed here, or relied on in a decision."
            layout="stacked"
            choices={choicesOf(usedWords)}
            value={used}
            onChange={setUsed}
          />
        )}
        {isAnswered && <Consequences view={view} thread={thread} what={what} used={used} />}
      </div>
    </Card>
  );
}

interface ConsequencesProps {
  readonly view: RoomView;
  readonly thread: ThreadView;
  readonly what: Withdrawal;
  readonly used: PictureUse | '';
}

function Consequences({ view, thread, what, used }: ConsequencesProps): ReactNode {
  const outside = thread.readers.filter((reader) => reader.outside).map(({ name }) => name);
  const { happens, todo } = stepsOf({ what, used, outside });
  return (
    <>
      <Steps title="What happens when you record it" steps={happens} />
      <Steps title="What is left for you to do" steps={todo} />
      <Recording view={view} thread={thread.thread} what={what} used={what === 'capture' ? used : ''} />
    </>
  );
}

function Steps({ title, steps }: { readonly title: string; readonly steps: readonly string[] }): ReactNode {
  return (
    <section>
      <h2 className={classes.title}>{title}</h2>
      <ul className={classes.steps}>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ul>
    </section>
  );
}

interface RecordingProps {
  readonly view: RoomView;
  readonly thread: string;
  readonly what: Withdrawal;
  readonly used: PictureUse | '';
}

function Recording({ view, thread, what, used }: RecordingProps): ReactNode {
  const [isAsking, setAsking] = useState(false);
  const navigate = useNavigate();
  const record = useAct(
    (door, of: Withdrawal) => door.withdrawConsent(view.room, thread, of, used),
    () => void navigate({ to: '/cases/$room', params: { room: view.room }, search: { thread } }),
  );
  return (
    <>
      <Button
        size="lg"
        color="alarm"
        onClick={() => {
          setAsking(true);
        }}
      >
        Record the withdrawal
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={what === 'sharing' ? 'Record that sharing is withdrawn?' : 'Record that the picture is withdrawn?'}
        act="Sign and record"
        isDestructive
        isBusy={record.isBusy}
        onConfirm={() => {
          record.run(what);
        }}
        onClose={() => {
          setAsking(false);
        }}
      >
        <ErrorSummary title="Not recorded" problems={problemsOf(record.error)} />
        <p className={classes.words}>
          It is signed with your key, keeps its time, and everybody in the case sees it. It stays in the record: if it
          was a mistake, or the patient agrees anew, a new version of the agreement follows it, with the reason.
        </p>
      </ConfirmDialog>
    </>
  );
}
