import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Card, ErrorSummary, StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { DecisionView, PreparedDecision, RequestView } from '../vault/door';
import { useAct } from '../vault/use-vault';
import classes from './advice.module.css';
import { DecisionBlock } from './decision-block';
import { SignDecision } from './sign-decision';

interface SecondTurnProps {
  readonly request: RequestView;
  readonly proposed: DecisionView;
}

/** One adviser has signed and a duty asks for two: the first one waits, another reads the same words and signs them. */
export function SecondTurn({ request, proposed }: SecondTurnProps): ReactNode {
  if (!request.assignedToMe) return <SignAsSecond request={request} proposed={proposed} />;
  return (
    <>
      <StatusLine tone="waiting">
        You have signed. Because of what was ticked, another adviser has to sign as well; you cannot be the second.
      </StatusLine>
      <DecisionBlock decision={proposed} />
    </>
  );
}

function SignAsSecond({ request, proposed }: SecondTurnProps): ReactNode {
  const [prepared, setPrepared] = useState<PreparedDecision>();
  const prepare = useAct((door, advice: string) => door.prepareSecond(advice), setPrepared);
  if (prepared !== undefined) {
    return (
      <SignDecision
        outcome={proposed.outcome}
        prepared={prepared}
        asSecond
        onBack={() => {
          setPrepared(undefined);
        }}
      />
    );
  }
  return (
    <>
      <DecisionBlock decision={proposed} />
      <Card title="A second adviser has to sign" tone="edge">
        <ErrorSummary problems={problemsOf(prepare.error)} />
        <p className={classes.words}>
          {proposed.adviser} has signed this. Read the facts and the reasons yourself. By signing you say the same, and
          that you have no conflict of interest: neither with the requester, nor with the colleague, nor in the case. If
          you would say something else, do not sign; talk to {proposed.adviser}.
        </p>
        <Button
          size="lg"
          loading={prepare.isBusy}
          onClick={() => {
            prepare.run(request.advice);
          }}
        >
          See what you will sign
        </Button>
      </Card>
    </>
  );
}
