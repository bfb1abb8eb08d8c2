import type { ReactNode } from 'react';
import { ErrorSummary, StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { OwnStatementView } from '../vault/door';
import { useAct, useView } from '../vault/use-vault';
import { DetailsForm, type Details } from './details-form';

/** What became of what somebody said of themselves last. */
export function StatementNews({ state, reason }: Pick<OwnStatementView, 'state' | 'reason'>): ReactNode {
  if (state === 'refused')
    return <StatusLine tone="bad">An officer did not sign what you said last: {reason}</StatusLine>;
  if (state === 'none') return null;
  return (
    <StatusLine tone="waiting">An officer has what you said last. You can still change it: sign it again.</StatusLine>
  );
}

/** What somebody says of themselves, to be said anew: renewed as it is, moved, or corrected. An officer signs it or not. `isToldAbove`: what became of it stands there. */
export function OwnDetails({ isToldAbove = false }: { readonly isToldAbove?: boolean }): ReactNode {
  const { data, error } = useView(['register', 'own-statement'], (door) => door.ownStatement());
  const act = useAct((door, details: Details) => door.restate(details));
  if (data === undefined) return <ErrorSummary problems={problemsOf(error)} />;
  const { name, profession, registerNumber, staffNumber, specialty, defence, organisation } = data;
  return (
    <>
      {!isToldAbove && <StatementNews {...data} />}
      <ErrorSummary title="Not sent" problems={problemsOf(act.error)} />
      <DetailsForm
        role={data.role}
        place=""
        places={data.places}
        defence={data.defenceOrganisations}
        before={{ name, profession, registerNumber, staffNumber, specialty, defence, organisation }}
        act="Sign and send to an officer"
        isBusy={act.isBusy}
        onGiven={act.run}
      />
    </>
  );
}
