import type { ReactNode } from 'react';
import { exactTime, SignedBlock } from '../platform/kit';
import { said } from '../unreadable';
import type { DecisionView } from '../vault/door';
import { anchorWords } from '../words';
import { adviceLimits, outcomeWords } from './words';

const signers = ({ adviser, secondAdviser }: DecisionView): string =>
  secondAdviser === '' ? adviser : `${adviser} and ${secondAdviser}`;

/** A decision as it was signed. */
export function DecisionBlock({ decision }: { readonly decision: DecisionView }): ReactNode {
  return (
    <SignedBlock
      statement={outcomeWords[decision.outcome]}
      rows={[
        ...decision.conditions.map((condition, index) => ({
          name: `Condition ${String(index + 1)}`,
          value: condition,
        })),
        { name: 'Reasons', value: said(decision.reasons, 'The reasons', 'request') },
        { name: 'Colleague must accept by', value: exactTime(decision.joinBy * 1000) },
        { name: 'Access ends', value: exactTime(decision.memberUntil * 1000) },
      ]}
      signed={{ by: `${signers(decision)}, ${decision.organisation}`, at: decision.at * 1000 }}
      limits={adviceLimits}
      vouched={anchorWords(decision.organisation, decision.isAnchored)}
    />
  );
}
