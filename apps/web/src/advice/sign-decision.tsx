import { Button } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Outcome } from '@consilium/domain';
import { ErrorSummary, SignedBlock } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import { type PreparedDecision, vaultDoor } from '../vault/door';
import classes from './advice.module.css';
import { adviceLimits, outcomeWords } from './words';

interface SignDecisionProps {
  readonly outcome: Outcome;
  readonly prepared: PreparedDecision;
  /** Signs what another adviser signed first; nothing of it can be changed. */
  readonly asSecond?: boolean;
  readonly onSigned?: () => void;
  readonly onBack: () => void;
}

/** Exactly what is signed, then the gesture that signs it. The passkey's answer is good for these words and no others. */
export function SignDecision({ outcome, prepared, asSecond = false, onSigned, onBack }: SignDecisionProps): ReactNode {
  const sign = useMutation({
    mutationFn: async () => {
      await (asSecond ? vaultDoor().decideSecond(prepared.prepared) : vaultDoor().decide(prepared.prepared));
      onSigned?.();
    },
  });
  return (
    <>
      <ErrorSummary title="Not signed" problems={problemsOf(sign.error)} />
      <SignedBlock
        statement={outcomeWords[outcome]}
        rows={prepared.lines.map(({ label, value }) => ({ name: label, value }))}
        limits={adviceLimits}
        action={
          <div className={classes.actions}>
            <Button variant="default" size="lg" onClick={onBack}>
              {asSecond ? 'Back' : 'Change something'}
            </Button>
            <Button
              size="lg"
              loading={sign.isPending}
              leftSection={<IconFingerprint size={22} aria-hidden />}
              onClick={() => {
                sign.mutate();
              }}
            >
              Sign with your passkey
            </Button>
          </div>
        }
      />
    </>
  );
}
