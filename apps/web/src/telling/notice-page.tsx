import { Button } from '@mantine/core';
import { Link, Navigate, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Card, ErrorSummary, PageTitle, StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import { useSession } from '../sign-in';
import type { MeView, NoticePlace } from '../vault/door';
import { useView } from '../vault/use-vault';
import { registerPlace } from './register-place';
import classes from './telling.module.css';

/** Where the link of a notice leads, once its person has opened their keys. */
export function NoticePage(): ReactNode {
  const { link = '' } = useParams({ strict: false });
  const { me } = useSession();
  const { data, error } = useView<NoticePlace>(['telling', 'notice', link], async (door) => door.followNotice(link));
  if (error !== null) {
    return (
      <Said title="Nothing waits here">
        <ErrorSummary title="This link" problems={problemsOf(error)} />
      </Said>
    );
  }
  if (data === undefined) return <StatusLine isLive>Looking for what waits</StatusLine>;
  return <Place place={data} role={me?.role ?? 'clinician'} />;
}

interface PlaceProps {
  readonly place: NoticePlace;
  readonly role: MeView['role'];
}

function Place({ place, role }: PlaceProps): ReactNode {
  switch (place.leads) {
    case 'case':
      return <Navigate to="/cases/$room" params={{ room: place.id }} replace />;
    case 'request':
      return <Navigate to="/advice/$advice" params={{ advice: place.id }} replace />;
    case 'register':
      return <Navigate to={registerPlace[role]} replace />;
    case 'waiting':
      return <Navigate to="/" replace />;
    case 'ended':
      return (
        <Said title="This is not open to you any more">
          <p className={classes.words}>
            What the notice was about was yours to read then, and is not now: your access ended. Nothing of it can be
            shown.
          </p>
        </Said>
      );
    case 'test':
      return (
        <Said title="Your test notice arrived">
          <StatusLine tone="good">From now on you are told by mail when something waits.</StatusLine>
        </Said>
      );
  }
}

function Said({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <div className={classes.page}>
      <PageTitle>{title}</PageTitle>
      <Card>
        {children}
        <div className={classes.actions}>
          <Button size="md" variant="default" renderRoot={(props) => <Link to="/" {...props} />}>
            To what waits for you
          </Button>
          <Button size="md" variant="default" renderRoot={(props) => <Link to="/told" {...props} />}>
            How you are told
          </Button>
        </div>
      </Card>
    </div>
  );
}
