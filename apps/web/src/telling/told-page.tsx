import type { ReactNode } from 'react';
import { Card, ErrorSummary, PageTitle, StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import { InstallCard } from '../installed';
import { useSession } from '../sign-in';
import type { MeView, ToldView } from '../vault/door';
import { useView } from '../vault/use-vault';
import { Address } from './address';
import { AwayCard } from './away-card';
import { Choices } from './choices';
import { PushCard } from './push-card';
import classes from './telling.module.css';
import { TestNotice } from './test-notice';

/** How somebody is told that something waits for them: where, for what, when, and whether it works. */
export function ToldPage(): ReactNode {
  const { me } = useSession();
  const { data, error } = useView(['telling'], (door) => door.told());
  return (
    <div className={classes.page}>
      <PageTitle lead="While this page is open, the tab counts what waits. While it is not, a mail, or a notice on your devices, says “Something waits in Consilium” and nothing else: no name, no case, no patient.">
        How you are told
      </PageTitle>
      <ErrorSummary problems={problemsOf(error)} />
      {data !== undefined && <Roads told={data} role={me?.role ?? 'clinician'} />}
      <InstallCard />
      {me?.role === 'clinician' && <AwayCard away={data?.away} />}
      <Card title="What the service knows">
        <p className={classes.words}>
          Your address, where the push services of your devices take notices, these choices, who is told of which case,
          and why: read by whoever runs the service, never by colleagues. That you are away, and who stands in,
          colleagues of your organisation read too. What waits stays sealed. A notice is forgotten once the mail server
          or the push service has it, its link after seven days, and your address and devices when you leave. The push
          service, Apple’s, Google’s, Microsoft’s or Mozilla’s, learns when something waits for you, and nothing else.
        </p>
      </Card>
    </div>
  );
}

/** Whether there is a road by which they are told, so that there is something to choose. */
const isTold = ({ address, pushes }: ToldView): boolean => address !== '' || pushes.devices.length > 0;

interface RoadsProps {
  readonly told: ToldView;
  readonly role: MeView['role'];
}

function Roads({ told, role }: RoadsProps): ReactNode {
  return (
    <>
      {told.mails ? (
        <ByMail told={told} />
      ) : (
        <StatusLine tone="warning">This service sends no mail. Whoever runs it can set a mail server.</StatusLine>
      )}
      <PushCard pushes={told.pushes} />
      {isTold(told) && <Choices told={told} role={role} />}
    </>
  );
}

function ByMail({ told }: { readonly told: ToldView }): ReactNode {
  return (
    <>
      <Address told={told} />
      {told.address !== '' && <TestNotice told={told} />}
    </>
  );
}
