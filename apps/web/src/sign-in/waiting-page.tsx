import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Card, ExactTime, KeyValueList, PageTitle, StatusLine } from '../platform/kit';
import { useAct, useLookingAgain, useView } from '../vault/use-vault';
import { OwnDetails } from './own-details';
import classes from './sign-in.module.css';
import { signsOut } from './leaving';

/** Waiting is a visible state: whose turn it is, since when, and what can be done meanwhile. */
export function WaitingPage(): ReactNode {
  // Somebody who waits has no live connection yet: it opens with the credential.
  useLookingAgain('unannounced', 'session');
  const { data } = useView(['session', 'request'], (door) => door.myRequest());
  const standing = data?.standing ?? 'waiting';
  if (standing !== 'waiting' && standing !== 'good') return <NotActive standing={standing} />;
  const isRefused = data?.state === 'refused';
  return (
    <div className={classes.page}>
      <PageTitle lead="This page goes on by itself the moment the officer has signed.">
        {isRefused ? 'Your request was not accepted' : 'Waiting for the registration officer'}
      </PageTitle>
      <Card>
        <Turn refusal={isRefused ? data.reason : undefined} />
        {data !== undefined && <Asked organisation={data.organisation} at={data.at} />}
        <p className={classes.aside}>
          Meanwhile: keep your recovery words somewhere safe, and think of the question you would ask first.
        </p>
        <SignOut />
      </Card>
      {isRefused && <OwnDetails isToldAbove />}
    </div>
  );
}

/** Whose turn it is, or why it is over. */
function Turn({ refusal }: { readonly refusal: string | undefined }): ReactNode {
  return (
    <StatusLine tone={refusal === undefined ? 'waiting' : 'bad'} isLive>
      {refusal ??
        'It is the registration officer’s turn: comparing your name and number with the register, then signing your registration here.'}
    </StatusLine>
  );
}

function Asked({ organisation, at }: { readonly organisation: string; readonly at: number | undefined }): ReactNode {
  return (
    <KeyValueList
      rows={[
        { name: 'Organisation', value: organisation === '' ? 'None' : organisation },
        ...(at === undefined ? [] : [{ name: 'Asked', value: <ExactTime at={at * 1000} /> }]),
      ]}
    />
  );
}

function SignOut(): ReactNode {
  const leave = useAct((door, _: undefined) => signsOut(door));
  return (
    <div className={classes.actions}>
      <Button
        variant="default"
        onClick={() => {
          leave.run(undefined);
        }}
      >
        Sign out
      </Button>
    </div>
  );
}

const notActive = {
  expired: {
    title: 'Your registration here has run out',
    says: 'Nothing of yours is lost. Check your details and sign them again; when a registration officer has signed too, you are in.',
  },
  suspended: {
    title: 'Your access here is suspended',
    says: 'Nothing of yours is lost. Ask a registration officer why, and what has to happen.',
  },
  ended: {
    title: 'Your access here has ended',
    says: 'What you wrote and signed stays in the record. If this is a mistake, ask a registration officer.',
  },
} as const;

/** Somebody of the register who may not act: why, and what can be done. */
function NotActive({ standing }: { readonly standing: keyof typeof notActive }): ReactNode {
  const { title, says } = notActive[standing];
  return (
    <div className={classes.page}>
      <PageTitle lead={says}>{title}</PageTitle>
      {standing === 'expired' && <OwnDetails />}
      <SignOut />
    </div>
  );
}
