import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { endPushHere, pushState, subscribe, type PushState } from '../installed';
import { Card, ErrorSummary, ExactTime, StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import { deviceName, useSession } from '../sign-in';
import type { HandedOverView, PushDeviceView, PushView } from '../vault/door';
import { useAct } from '../vault/use-vault';
import { NotTaken } from './not-taken';
import classes from './telling.module.css';

/** Notices on the screens of one's devices: this one's first, since it alone can be turned on here. */
export function PushCard({ pushes }: { readonly pushes: PushView }): ReactNode {
  const { data: here } = useQuery({ queryKey: ['telling', 'here', pushes], queryFn: pushState, gcTime: 0 });
  const own = here?.is === 'on' ? here.push : '';
  const device = pushes.devices.find(({ push }) => push === own);
  const others = pushes.devices.filter(({ push }) => push !== own);
  return (
    <>
      <Card title="On the screen of this device">
        {pushes.key === '' ? (
          <StatusLine>This service sends no notices to devices.</StatusLine>
        ) : (
          <>
            <p className={classes.words}>
              Also while Consilium is closed and the screen is locked: “Something waits in Consilium”, and nothing else.
            </p>
            {here !== undefined && <Here here={here} device={device} serviceKey={pushes.key} />}
          </>
        )}
      </Card>
      {others.map((each) => (
        <OtherDevice key={each.push} device={each} />
      ))}
    </>
  );
}

interface HereProps {
  readonly here: PushState;
  readonly device: PushDeviceView | undefined;
  readonly serviceKey: string;
}

function Here({ here, device, serviceKey }: HereProps): ReactNode {
  const { isOwnDevice } = useSession();
  // One that the push service gave up, or that the service does not know, tells nobody anything.
  if (device !== undefined && device.goneAt === 0) return <On device={device} />;
  return isOwnDevice ? <Offer here={here} serviceKey={serviceKey} /> : <NotHere />;
}

/** Whoever sits at it next would read that something waits. */
function NotHere(): ReactNode {
  return (
    <>
      <StatusLine tone="waiting">
        Not on a shared computer: whoever sits at it next would see that something waits. Is this device your own? Say
        so in the settings first.
      </StatusLine>
      <Link to="/settings" className={classes.link}>
        Settings
      </Link>
    </>
  );
}

function Offer({ here, serviceKey }: Pick<HereProps, 'here' | 'serviceKey'>): ReactNode {
  switch (here.is) {
    case 'needs-install':
      return (
        <StatusLine tone="waiting">
          On an iPhone or iPad notices come only to Consilium on the home screen. Put it there first, and open it from
          there.
        </StatusLine>
      );
    case 'unable':
      return <StatusLine tone="waiting">This browser cannot show notices, or may not in a private window.</StatusLine>;
    case 'blocked':
      return (
        <StatusLine tone="waiting">
          Notices of this page are blocked in this browser. Allow them in its settings for this page, then come back.
        </StatusLine>
      );
    default:
      return <Off wasOn={here.is === 'on'} serviceKey={serviceKey} />;
  }
}

interface OffProps {
  readonly wasOn: boolean;
  readonly serviceKey: string;
}

function Off({ wasOn, serviceKey }: OffProps): ReactNode {
  const turnOn = useAct(async (door, _: undefined) =>
    door.pushHere({ ...(await subscribe(serviceKey)), device: deviceName() }),
  );
  return (
    <>
      <ErrorSummary title="Not turned on" problems={problemsOf(turnOn.error)} />
      {wasOn && (
        <StatusLine tone="bad">Notices came to this device once, and do no more. Turn them on again.</StatusLine>
      )}
      <div className={classes.actions}>
        <Button size="md" loading={turnOn.isBusy} onClick={() => turnOn.run(undefined)}>
          Show notices on this device
        </Button>
      </div>
    </>
  );
}

function On({ device }: { readonly device: PushDeviceView }): ReactNode {
  const send = useAct((door, push: string) => door.tryPush(push));
  const turnOff = useAct((door, _: undefined) => endPushHere(door));
  return (
    <>
      <ErrorSummary problems={problemsOf(send.error ?? turnOff.error)} />
      <Outcome device={device} last={send.data} />
      <div className={classes.actions}>
        <Button variant="default" size="md" loading={send.isBusy} onClick={() => send.run(device.push)}>
          {device.test.at === 0 ? 'Try it on this device' : 'Try it once more'}
        </Button>
        <Button variant="default" size="md" loading={turnOff.isBusy} onClick={() => turnOff.run(undefined)}>
          No more on this device
        </Button>
      </div>
    </>
  );
}

interface OutcomeProps {
  readonly device: PushDeviceView;
  readonly last: HandedOverView | undefined;
}

function Outcome({ device: { refused, test }, last }: OutcomeProps): ReactNode {
  if (last?.handed === false) return <NotTaken last={last} by="push service" />;
  if (refused !== '') return <StatusLine tone="bad">The last notice to this device was refused: {refused}.</StatusLine>;
  if (test.arrivedAt > 0) {
    return (
      <StatusLine tone="good" isLive>
        Arrived: this device showed one on <ExactTime at={test.arrivedAt * 1000} />.
      </StatusLine>
    );
  }
  if (test.at > 0) {
    return (
      <StatusLine tone="waiting" isLive>
        Handed to the push service on <ExactTime at={test.at * 1000} />. This device has not said yet that it came.
      </StatusLine>
    );
  }
  return <StatusLine>Turned on, and never tried.</StatusLine>;
}

/** One that is not at hand: it can be taken away, say when it is lost. */
function OtherDevice({ device: { push, name, at, refused, goneAt } }: { readonly device: PushDeviceView }): ReactNode {
  const drop = useAct((door, which: string) => door.dropPush(which));
  return (
    <Card title={`Notices on ${name}`}>
      <ErrorSummary problems={problemsOf(drop.error)} />
      {goneAt > 0 ? (
        <StatusLine tone="bad">
          Nothing comes there any more: on <ExactTime at={goneAt * 1000} /> its push service said that it is gone.
        </StatusLine>
      ) : refused === '' ? (
        <StatusLine tone="good">
          Turned on there on <ExactTime at={at * 1000} />.
        </StatusLine>
      ) : (
        <StatusLine tone="bad">The last notice was refused: {refused}.</StatusLine>
      )}
      <div className={classes.actions}>
        <Button variant="default" size="md" loading={drop.isBusy} onClick={() => drop.run(push)}>
          Not there any more
        </Button>
      </div>
    </Card>
  );
}
