import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Card, ErrorSummary, KeyValueList, type KeyValue, PageTitle } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import { StatementNews, useMembership, useSession, type Whose, WhoseDevice } from '../sign-in';
import { useTold } from '../telling';
import type { MeView, ToldView } from '../vault/door';
import { useAct, useView } from '../vault/use-vault';
import { roleWords } from '../words';
import classes from './settings.module.css';

const dayText = (at: number): string =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' }).format(at * 1000);

/** What is settled for somebody here, in one place: who they are, whose this device is, what opens their keys, how they are told. */
export function SettingsPage(): ReactNode {
  const me = useMembership();
  if (me === undefined) return null;
  return (
    <div className={classes.page}>
      <PageTitle>Settings</PageTitle>
      <You me={me} />
      <ThisDevice />
      <OpensKeys />
      <Notices />
    </div>
  );
}

const membershipWords = {
  confirmed: 'has confirmed your membership',
  waits: 'has not confirmed your membership yet; sharing outside waits for that',
} as const;

function defenceWords({ defence, membership }: MeView): string {
  if (membership === 'none') return 'None. Sharing outside needs one.';
  return `${defence} ${membershipWords[membership]}.`;
}

function factsOf(me: MeView): KeyValue[] {
  const clinical =
    me.role === 'clinician'
      ? [
          { name: 'Specialty', value: me.specialty === '' ? 'Not said' : me.specialty },
          { name: 'Defence organisation', value: defenceWords(me) },
        ]
      : [];
  return [
    { name: 'Name', value: me.name },
    { name: 'Here as', value: [roleWords[me.role], me.organisation].filter((each) => each !== '').join(', ') },
    ...clinical,
    ...(me.expires === 0 ? [] : [{ name: 'Registered here until', value: dayText(me.expires) }]),
  ];
}

/** As the register has them, which colleagues see. */
function You({ me }: { readonly me: MeView }): ReactNode {
  // Whoever founded the register never stated anything, and has nothing to change here.
  const { data } = useView(['register', 'own-statement'], (door) => door.ownStatement());
  return (
    <Card title="You">
      <KeyValueList rows={factsOf(me)} />
      {data !== undefined && (
        <>
          <StatementNews {...data} />
          <p className={classes.aside}>
            This is how colleagues see you. A registration officer signs every change, your name’s as well; until then
            nothing changes.
          </p>
          <Link to="/details" className={classes.link}>
            Change your details
          </Link>
        </>
      )}
    </Card>
  );
}

const keeps = {
  shared:
    'What stays on it while you are locked or signed out by time: words you have not sent and pictures on their way, sealed. Signing out deletes them.',
  own: 'What stays on it: words you have not sent and pictures on their way, sealed; for a day the cases you opened, sealed, to be read without a connection; and which passkey is yours, so that one touch signs you in. Signing out deletes all of it, and it is a shared computer again.',
} as const;

function ThisDevice(): ReactNode {
  const { isOwnDevice } = useSession();
  const say = useAct((door, isOwn: boolean) => door.saysWhose(isOwn));
  const [pressed, setPressed] = useState<Whose>();
  const is = isOwnDevice ? 'own' : 'shared';
  // What was pressed stands at once, until it failed: the session says it a moment after the service took it.
  const whose = problemsOf(say.error).length > 0 ? is : (pressed ?? is);
  return (
    <Card title="This device">
      <ErrorSummary title="It is as it was" problems={problemsOf(say.error)} />
      <WhoseDevice
        value={whose}
        onChange={(now) => {
          setPressed(now);
          say.run(now === 'own');
        }}
      />
      <p className={classes.aside}>{keeps[is]}</p>
    </Card>
  );
}

const counted = (count: number, one: string, many: string): string => `${String(count)} ${count === 1 ? one : many}`;

function OpensKeys(): ReactNode {
  const passkeys = useView(['register', 'own', 'passkeys'], (door) => door.passkeys());
  const devices = useView(['session', 'devices'], (door) => door.devices());
  return (
    <Card title="Passkeys and devices">
      <ErrorSummary problems={problemsOf(passkeys.error ?? devices.error)} />
      {passkeys.data !== undefined && devices.data !== undefined && (
        <p className={classes.words}>
          {counted(passkeys.data.passkeys.length, 'passkey opens', 'passkeys open')} your cases. You are signed in on{' '}
          {counted(devices.data.length, 'device', 'devices')}.
        </p>
      )}
      <Link to="/devices" className={classes.link}>
        Your devices, passkeys and recovery words
      </Link>
    </Card>
  );
}

/** By which roads, in a sentence; which have to be proved or turned on is said there. */
function roadsOf({ address, pushes }: ToldView): string {
  const roads = [
    ...(address === '' ? [] : [`by mail to ${address}`]),
    ...(pushes.devices.length === 0 ? [] : [`on ${counted(pushes.devices.length, 'device', 'devices')}`]),
  ];
  if (roads.length === 0) return 'Nothing tells you that something waits while this page is closed.';
  return `You are told ${roads.join(' and ')} that something waits.`;
}

function Notices(): ReactNode {
  const told = useTold();
  return (
    <Card title="Notices">
      {told !== undefined && <p className={classes.words}>{roadsOf(told)}</p>}
      <Link to="/told" className={classes.link}>
        How you are told
      </Link>
    </Card>
  );
}
