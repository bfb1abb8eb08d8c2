import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Card, ErrorSummary, ExactTime, PageTitle } from '../platform/kit';
import { useAct, useView } from '../vault/use-vault';
import { KeyRenewal, type Renewal } from './key-renewal';
import { PasskeysSection } from './passkeys-section';
import { problemsOf } from '../platform/problems-of';
import classes from './sign-in.module.css';
import { signsOut } from './leaving';

/** What an adviser or an officer compares over the telephone before they say that new keys are this person's. */
function OwnDigits(): ReactNode {
  const { data } = useView(['register', 'own-digits'], (door) => door.ownDigits());
  if (data === undefined) return null;
  return (
    <Card title="Digits of your keys">
      <p className={classes.words}>
        An adviser who has to confirm your keys rings you and compares these. Read them out to nobody who calls you on a
        number you do not know.
      </p>
      <p className={classes.digits}>{data}</p>
    </Card>
  );
}

/** Where this person is signed in, their passkeys, and the way to new keys. */
export function DevicesPage(): ReactNode {
  const [renewal, setRenewal] = useState<Renewal>();
  if (renewal === undefined) return <Devices onRenew={setRenewal} />;
  return (
    <div className={classes.page}>
      <PageTitle lead="New keys, new recovery words, and each passkey that stays used once.">Renew your keys</PageTitle>
      <KeyRenewal
        choice={renewal}
        onDone={() => {
          setRenewal(undefined);
        }}
      />
    </div>
  );
}

/** Where this person is signed in, and the way to end any of it at once. */
function Devices({ onRenew }: { readonly onRenew: (renewal: Renewal) => void }): ReactNode {
  const { data, error } = useView(['session', 'devices'], (door) => door.devices());
  const end = useAct((door, session: string) => door.endDevice(session));
  const leave = useAct((door, _: undefined) => signsOut(door));
  return (
    <div className={classes.page}>
      <PageTitle lead="A lost phone? End it here: it is signed out at once and can fetch nothing more.">
        Your devices
      </PageTitle>
      <ErrorSummary problems={problemsOf(error ?? end.error ?? leave.error)} />
      {data?.map((device) => (
        <Card
          key={device.session}
          title={device.current ? `${device.device} (this one)` : device.device}
          actions={
            <Button
              variant="default"
              loading={end.isBusy || leave.isBusy}
              onClick={() => {
                if (device.current) leave.run(undefined);
                else end.run(device.session);
              }}
            >
              Sign out
            </Button>
          }
        >
          <p className={classes.said}>
            Signed in <ExactTime at={device.createdAt * 1000} />, last used <ExactTime at={device.lastSeenAt * 1000} />
          </p>
        </Card>
      ))}
      <PasskeysSection onRenew={onRenew} />
      <OwnDigits />
      <OwnPages />
    </div>
  );
}

/** What else this person says of themselves, each on a page of its own. */
function OwnPages(): ReactNode {
  return (
    <>
      <Card title="How you are told">
        <p className={classes.words}>
          A mail says that something waits while you are not looking: where it goes, for what, and when.
        </p>
        <Link to="/told" className={classes.link}>
          How you are told
        </Link>
      </Card>
      <Card title="Your details">
        <p className={classes.words}>
          You moved, your specialty changed, or your registration runs out soon? Sign your details again.
        </p>
        <Link to="/details" className={classes.link}>
          Your details
        </Link>
      </Card>
    </>
  );
}
