import { type ReactNode, useState } from 'react';
import { Problem } from '@consilium/domain';
import { ErrorSummary, PageTitle, StatusLine } from '../platform/kit';
import { useView } from '../vault/use-vault';
import { DetailsForm, type Details } from './details-form';
import { deviceName } from './device-name';
import { KeysFlow } from './keys-flow';
import { problemsOf } from '../platform/problems-of';
import classes from './sign-in.module.css';

const roleWords = { clinician: 'a clinician', adviser: 'an adviser', officer: 'a registration officer' } as const;

/** A link that lost a part on its way is not "malformed" to the person who opened it. */
function plainly(error: Error): Error {
  if (!(error instanceof Problem) || error.kind !== 'bad-input') return error;
  return new Problem(
    'bad-input',
    'This link is incomplete or was changed. Open it again where you received it, or ask your registration officer for a new one.',
  );
}

/** Joining by a one-time link. What follows the `#` never reaches the server: invitation, register root, secret. */
export function JoinPage({ link }: { readonly link: string }): ReactNode {
  const [invitation = '', root = '', secret = ''] = link.split('.');
  const [details, setDetails] = useState<Details>();
  const { data, error } = useView(['session', 'join', invitation], (door) =>
    door.joinLook({ invitation, root, secret }),
  );
  if (data === undefined) {
    return (
      <div className={classes.page}>
        <PageTitle>Join Consilium</PageTitle>
        {error === null ? (
          <StatusLine isLive>Looking at your invitation</StatusLine>
        ) : (
          <ErrorSummary title="This invitation cannot be used" problems={problemsOf(plainly(error))} />
        )}
      </div>
    );
  }
  return (
    <div className={classes.page}>
      <PageTitle
        over={data.organisation === '' ? 'Invitation' : data.organisation}
        lead={`You are invited as ${roleWords[data.role]}. A registration officer compares what you write with the professional register and signs you in.`}
      >
        Join Consilium
      </PageTitle>
      {details === undefined ? (
        <DetailsForm role={data.role} place={data.organisation} defence={data.defence} onGiven={setDetails} />
      ) : (
        <KeysFlow
          begin={(door) => door.joinBegin({ ...details, device: deviceName() })}
          onDone={() => {
            location.hash = '#/';
          }}
        />
      )}
    </div>
  );
}
