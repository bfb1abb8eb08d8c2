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
import classes from './telling.module.css';
import { TestNotice } from './test-notice';

/** How somebody is told that something waits for them: where, for what, when, and whether it works. */
export function ToldPage(): ReactNode {
  const { me } = useSession();
  const { data, error } = useView(['telling'], (door) => door.told());
  return (
    <div className={classes.page}>
      <PageTitle lead="While this page is open, the tab counts what waits. While it is not, you get a mail that says “Something waits in Consilium” and nothing else: no name, no case, no patient.">
        How you are told
      </PageTitle>
      <ErrorSummary problems={problemsOf(error)} />
      {data?.mails === false && (
        <StatusLine tone="warning">
          This service sends no mail, so nobody is told anything here. Whoever runs it can set a mail server.
        </StatusLine>
      )}
      {data?.mails === true && <ByMail told={data} role={me?.role ?? 'clinician'} />}
      <InstallCard />
      {me?.role === 'clinician' && <AwayCard away={data?.away} />}
      <Card title="What the service knows">
        <p className={classes.words}>
          Your address and these choices, who is told of which case, and why: read by whoever runs the service, never by
          colleagues. That you are away, and who stands in, colleagues of your organisation read too. What waits stays
          sealed. A notice is forgotten once the mail server has it, its link after seven days, and your address when
          you leave.
        </p>
      </Card>
    </div>
  );
}

interface ByMailProps {
  readonly told: ToldView;
  readonly role: MeView['role'];
}

function ByMail({ told, role }: ByMailProps): ReactNode {
  return (
    <>
      <Address told={told} />
      {told.address !== '' && (
        <>
          <TestNotice told={told} />
          <Choices choices={told.choices} role={role} />
        </>
      )}
    </>
  );
}
