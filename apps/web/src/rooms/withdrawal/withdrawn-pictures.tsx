import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { DestructionAnswer, DestructionReason } from '@consilium/domain';
import { Card, choicesOf, ErrorSummary, exactTime, KeyValueList, OneOf, StatusLine } from '../../platform/kit';
import { problemsOf } from '../../platform/problems-of';
import type { RoomView } from '../../vault/door';
import { useAct } from '../../vault/use-vault';
import { authorityRecordedWords, recordingWords } from '../../words';
import { answerWords, reasonWords, usedWords } from './withdrawal-words';
import classes from './withdraw.module.css';

type Withdrawn = RoomView['withdrawn'][number];

interface OneProps {
  readonly picture: Withdrawn;
  readonly room: string;
}

/** Pictures that were withdrawn themselves: what is recorded of each, and what becomes of it. No pixel. */
export function WithdrawnPictures({ view }: { readonly view: RoomView }): ReactNode {
  return (
    <Card title="Withdrawn pictures">
      <div className={classes.form}>
        {view.withdrawn.map((each) => (
          <div key={each.thread} className={classes.one}>
            <h3 className={classes.title}>Picture {each.number}</h3>
            <KeyValueList rows={rowsOf(each)} />
            <Destruction picture={each} room={view.room} />
          </div>
        ))}
      </div>
    </Card>
  );
}

function rowsOf({ by, at, consent }: Withdrawn) {
  const { recording, authority, withdrawnBy, withdrawnAt, used } = consent;
  return [
    { name: 'Posted', value: `${exactTime(at * 1000)}, ${by}` },
    { name: 'Kind', value: recordingWords[recording] },
    { name: 'Authority', value: authorityRecordedWords[authority] },
    { name: 'Withdrawn', value: `${exactTime(withdrawnAt * 1000)}, recorded by ${withdrawnBy}` },
    { name: 'Until then', value: used === '' ? 'Not said' : usedWords[used] },
  ];
}

/** What was proposed and answered, and what this reader can do about it. */
export function Destruction({ picture, room }: OneProps): ReactNode {
  const { destruction, may } = picture;
  return (
    <>
      {destruction !== undefined && <Proposed picture={picture} destruction={destruction} />}
      {may.propose === true && <Propose picture={picture} room={room} />}
      {may.show === true && <Show picture={picture} room={room} />}
      {may.answer === true && <Answer picture={picture} room={room} />}
    </>
  );
}

interface ProposedProps {
  readonly picture: Withdrawn;
  readonly destruction: NonNullable<Withdrawn['destruction']>;
}

function Proposed({ picture: { guardian, guardianInside }, destruction }: ProposedProps): ReactNode {
  const { stage, by, at, reason, answeredBy, answeredAt, shown } = destruction;
  const proposed = `${by} proposed on ${exactTime(at * 1000)} that it is destroyed: ${reasonWords[reason].toLowerCase()}.`;
  if (stage === 'proposed') {
    return (
      <StatusLine tone="waiting">
        {proposed} {waitsFor(guardian, guardianInside)} {shown && `${guardian} can see it until they answer.`}
      </StatusLine>
    );
  }
  return (
    <StatusLine tone={stage === 'confirmed' ? 'warning' : 'calm'}>
      {proposed} {answeredBy}, Caldicott guardian, answered on {exactTime(answeredAt * 1000)}:{' '}
      {answerWords[stage].toLowerCase()}. {stage === 'confirmed' ? notYet : 'It stays closed.'}
    </StatusLine>
  );
}

const notYet =
  'Nothing is destroyed yet: this version cannot, and the picture stays here, closed, until it is filed or destroyed in a later one.';

function waitsFor(guardian: string, inside: string): string {
  if (guardian === '')
    return 'The register names no Caldicott guardian of your organisation: ask your registration officer.';
  return inside === ''
    ? `It waits for ${guardian}, who is not in this case: invite them. They then see the case, and of this picture only what stands here.`
    : `It waits for ${guardian}.`;
}

function Propose({ picture: { thread }, room }: OneProps): ReactNode {
  const [reason, setReason] = useState<DestructionReason | ''>('');
  const propose = useAct((door, of: DestructionReason) => door.proposeDestruction(room, thread, of));
  return (
    <div className={classes.form}>
      <ErrorSummary title="Not proposed" problems={problemsOf(propose.error)} />
      <OneOf
        legend="Propose to the Caldicott guardian that it is destroyed, because"
        layout="stacked"
        choices={choicesOf(reasonWords)}
        value={reason}
        onChange={setReason}
      />
      <Button
        variant="default"
        disabled={reason === ''}
        loading={propose.isBusy}
        onClick={() => {
          if (reason !== '') propose.run(reason);
        }}
      >
        Sign and propose
      </Button>
    </div>
  );
}

function Show({ picture: { thread, guardian, guardianInside }, room }: OneProps): ReactNode {
  const show = useAct((door, person: string) => door.showToGuardian(room, thread, person));
  return (
    <>
      <ErrorSummary title="Not shown" problems={problemsOf(show.error)} />
      <Button
        variant="default"
        loading={show.isBusy}
        onClick={() => {
          show.run(guardianInside);
        }}
      >
        Let {guardian} see the picture
      </Button>
    </>
  );
}

function Answer({ picture: { thread }, room }: OneProps): ReactNode {
  const [answer, setAnswer] = useState<DestructionAnswer | ''>('');
  const send = useAct((door, of: DestructionAnswer) => door.answerDestruction(room, thread, of));
  return (
    <div className={classes.form}>
      <ErrorSummary title="Not answered" problems={problemsOf(send.error)} />
      <OneOf
        legend="Your answer as Caldicott guardian"
        hint="From what is recorded above and the reason. The owner can let you see the picture first."
        layout="stacked"
        choices={choicesOf(answerWords)}
        value={answer}
        onChange={setAnswer}
      />
      <Button
        disabled={answer === ''}
        loading={send.isBusy}
        onClick={() => {
          if (answer !== '') send.run(answer);
        }}
      >
        Sign the answer
      </Button>
    </div>
  );
}
