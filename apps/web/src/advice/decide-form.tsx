import { Button, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { outcomes, type Outcome } from '@consilium/domain';
import { useDraft } from '../drafts';
import { IdentifierHint } from '../identifiers';
import { Card, ErrorSummary, OneOf, StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { DecisionDraft, PreparedDecision, RequestView } from '../vault/door';
import { useServiceNow } from '../sign-in';
import { useAct } from '../vault/use-vault';
import { AskForm } from './ask-form';
import classes from './advice.module.css';
import { BeginWith } from './begin-with';
import { conditions, reasonsFor } from './sentences';
import { SignDecision } from './sign-decision';
import { adviceLimits, outcomeWords } from './words';

const day = 86_400;
const spans = [
  { value: '7', label: '7 days' },
  { value: '14', label: '14 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
] as const;

/** What can be said now: one of the three outcomes, or that more has to be known first. */
type Turn = Outcome | 'ask';

const turns: readonly { value: Turn; label: string }[] = [
  ...outcomes.map((value) => ({ value, label: outcomeWords[value] })),
  { value: 'ask', label: 'More information needed' },
];

interface Answers {
  outcome: Turn | '';
  conditions: string;
  reasons: string;
  days: string;
}

const unwritten: Answers = { outcome: '', conditions: '', reasons: '', days: '14' };

const conditionsIn = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** `now` by the service's clock, in Unix seconds: what is signed has nothing of a device's wrong one. */
function draftOf(request: RequestView, answers: Answers, outcome: Outcome, now: number): DecisionDraft {
  return {
    advice: request.advice,
    outcome,
    conditions: outcome === 'no-objection-with-conditions' ? conditionsIn(answers.conditions) : [],
    reasons: answers.reasons.trim(),
    joinBy: now + Math.min(7, Number(answers.days)) * day,
    memberUntil: now + Number(answers.days) * day,
  };
}

function gapsIn({ outcome, conditions, reasons }: Answers): string[] {
  const needsConditions = outcome === 'no-objection-with-conditions' && conditionsIn(conditions).length === 0;
  return [
    ...(outcome === '' ? ['Choose your advice.'] : []),
    ...(needsConditions ? ['Write at least one condition, one on each line.'] : []),
    ...(reasons.trim().length < 10 ? ['Write your reasons: a sentence or more.'] : []),
  ];
}

/** The adviser’s turn, unless the requester’s answer is awaited. */
export function DecideForm({ request }: { readonly request: RequestView }): ReactNode {
  if (request.stage !== 'questioned') return <Deciding request={request} />;
  return <StatusLine tone="waiting">You asked; it is {request.requester.name}’s turn to answer.</StatusLine>;
}

/** Ask, or decide: the advice, its conditions and reasons; then exactly what is signed, then the passkey. */
/** From what was answered to what would be signed. */
function usePreparing(request: RequestView) {
  const now = useServiceNow();
  const [prepared, setPrepared] = useState<PreparedDecision>();
  const { run, isBusy, error } = useAct((door, draft: DecisionDraft) => door.prepareDecision(draft), setPrepared);
  const begin = (answers: Answers, outcome: Outcome): void => {
    run(draftOf(request, answers, outcome, now()));
  };
  const forget = (): void => {
    setPrepared(undefined);
  };
  return { prepared, isBusy, error, begin, forget };
}

function Deciding({ request }: { readonly request: RequestView }): ReactNode {
  const { value: answers, set: setAnswers, sent } = useDraft(['decision', request.advice], unwritten);
  const [gaps, setGaps] = useState<string[]>([]);
  const { prepared, forget, ...preparing } = usePreparing(request);
  const { outcome } = answers;
  if (prepared !== undefined && outcome !== '' && outcome !== 'ask') {
    return <SignDecision outcome={outcome} prepared={prepared} onSigned={sent} onBack={forget} />;
  }
  const goOn = (): void => {
    const missing = gapsIn(answers);
    setGaps(missing);
    if (missing.length === 0 && outcome !== '' && outcome !== 'ask') preparing.begin(answers, outcome);
  };
  return (
    <Card title="Your advice" tone="edge">
      <div className={classes.form}>
        <ErrorSummary problems={[...gaps.map((message) => ({ message })), ...problemsOf(preparing.error)]} />
        <OneOf
          legend="On the facts supplied"
          layout="stacked"
          choices={turns}
          value={outcome}
          onChange={(chosen) => {
            setAnswers({ ...answers, outcome: chosen });
          }}
        />
        {outcome === 'ask' ? (
          <AskForm request={request} />
        ) : (
          <>
            <Fields answers={answers} onChange={setAnswers} isSecondDue={request.secondAdviserDue} />
            <Button size="lg" loading={preparing.isBusy} onClick={goOn}>
              See what you will sign
            </Button>
          </>
        )}
      </div>
    </Card>
  );
}

/** What stands before the signature: whether one is enough, and what it does not mean. */
function Before({ isSecondDue }: { readonly isSecondDue: boolean }): ReactNode {
  return (
    <>
      {isSecondDue && (
        <StatusLine tone="warning">
          Because of what was ticked, a second adviser must sign as well before the colleague can be invited.
        </StatusLine>
      )}
      <p className={classes.limits}>{adviceLimits}</p>
    </>
  );
}

interface FieldsProps {
  readonly isSecondDue: boolean;
  readonly answers: Answers;
  readonly onChange: (answers: Answers) => void;
}

function Fields({ answers, onChange, isSecondDue }: FieldsProps): ReactNode {
  return (
    <>
      {answers.outcome === 'no-objection-with-conditions' && <Conditions answers={answers} onChange={onChange} />}
      <Textarea
        label="Your reasons"
        description="The requester reads them; they stay with the decision."
        autosize
        minRows={3}
        size="md"
        value={answers.reasons}
        onChange={(event) => {
          onChange({ ...answers, reasons: event.currentTarget.value });
        }}
      />
      {answers.outcome !== '' && answers.outcome !== 'ask' && (
        <BeginWith
          title="Reasons to begin with"
          sentences={reasonsFor[answers.outcome]}
          written={answers.reasons}
          onWrite={(reasons) => {
            onChange({ ...answers, reasons });
          }}
        />
      )}
      <IdentifierHint text={`${answers.conditions}\n${answers.reasons}`} />
      {answers.outcome !== 'advised-against' && (
        <OneOf
          legend="How long the colleague may read"
          hint="They must accept within 7 days at most."
          choices={spans}
          value={answers.days}
          onChange={(days) => {
            onChange({ ...answers, days });
          }}
        />
      )}
      <Before isSecondDue={isSecondDue} />
    </>
  );
}

function Conditions({ answers, onChange }: Omit<FieldsProps, 'isSecondDue'>): ReactNode {
  const write = (written: string): void => {
    onChange({ ...answers, conditions: written });
  };
  return (
    <>
      <Textarea
        label="Conditions, one on each line"
        description="No names and no case details: whoever runs the service can read conditions, and so can the colleague."
        autosize
        minRows={2}
        size="md"
        value={answers.conditions}
        onChange={(event) => {
          write(event.currentTarget.value);
        }}
      />
      <BeginWith
        title="Conditions to begin with"
        sentences={conditions}
        written={answers.conditions}
        onWrite={write}
        isByLine
      />
    </>
  );
}
