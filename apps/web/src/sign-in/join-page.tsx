import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Problem } from '@consilium/domain';
import { ErrorSummary, KeyValueList, PageTitle, StatusLine } from '../platform/kit';
import type { ReplacedView } from '../vault/door';
import { useView } from '../vault/use-vault';
import { professionWords } from '../words';
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
  if (data.replaces !== undefined) return <OtherKeys replaces={data.replaces} organisation={data.organisation} />;
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

interface OtherKeysProps {
  readonly replaces: ReplacedView;
  readonly organisation: string;
}

/** Somebody of the register who lost every passkey and the words makes new keys; two officers then confirm them. */
function OtherKeys({ replaces: { name, profession, number }, organisation }: OtherKeysProps): ReactNode {
  const [isSent, setSent] = useState(false);
  if (isSent) {
    return (
      <div className={classes.page}>
        <PageTitle over={name}>Your new keys wait for the officers</PageTitle>
        <StatusLine tone="waiting">Nothing has changed yet: the officers have to confirm these keys.</StatusLine>
        <p>
          Tell the officer who gave you the link that you are done. When the keys are confirmed, sign in here with the
          passkey you just made. Keep the new words: the old ones open nothing then.
        </p>
        <Button component="a" href="#/" size="md" variant="default">
          To the sign-in page
        </Button>
      </div>
    );
  }
  return (
    <div className={classes.page}>
      <PageTitle
        over={organisation === '' ? 'Other keys' : organisation}
        lead="You come with other keys, since you lost every passkey and your recovery words. Once the officers have confirmed them, your former keys end."
      >
        New keys for {name}
      </PageTitle>
      <KeyValueList
        rows={[
          { name: 'Name', value: name },
          ...(profession === '' ? [] : [{ name: 'Profession', value: professionWords[profession] }]),
          { name: 'Number', value: number },
        ]}
      />
      <StatusLine tone="warning">
        Not you? Close this page and tell the officer. Found a passkey or the words? Use those instead: with them your
        cases stay open.
      </StatusLine>
      <p>
        With other keys each case opens again once a colleague in it says that they know you. A case that nobody else is
        in stays closed to you for good.
      </p>
      <KeysFlow
        begin={(door) => door.keysBegin(deviceName())}
        onDone={() => {
          setSent(true);
        }}
      />
    </div>
  );
}
