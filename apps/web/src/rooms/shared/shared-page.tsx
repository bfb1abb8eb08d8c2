import { Button } from '@mantine/core';
import { IconChevronRight, IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { takeShared } from '../../installed';
import { carry } from '../../pictures';
import { Card, ErrorSummary, PageTitle, StatusLine } from '../../platform/kit';
import { problemsOf } from '../../platform/problems-of';
import { useSession } from '../../sign-in';
import type { RoomSummary } from '../../vault/door';
import { useView } from '../../vault/use-vault';
import classes from './shared.module.css';

/** Where pictures go that another application of the device shared to this one. They are on no way before somebody says so. */
export function SharedPage(): ReactNode {
  const { me } = useSession();
  const [arriving] = useState(takeShared);
  const [files, setFiles] = useState<readonly File[]>();
  useEffect(() => {
    void arriving.then(setFiles);
  }, [arriving]);
  if (me?.role !== 'clinician') {
    return (
      <Said>
        Pictures are shared into cases, and who works here as an officer or an adviser has none. What was shared is
        dropped when you leave this page.
      </Said>
    );
  }
  if (files === undefined) return <StatusLine isLive>Looking for what was shared</StatusLine>;
  if (files.length === 0) {
    return (
      <Said>
        Nothing arrived here: what is shared waits for a minute, and goes to one page, once. Share it again, or choose
        it in a case.
      </Said>
    );
  }
  return <Places files={files} />;
}

function Said({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <div className={classes.page}>
      <PageTitle>Shared pictures</PageTitle>
      <Card>
        <p className={classes.words}>{children}</p>
        <Button size="md" variant="default" renderRoot={(props) => <Link to="/" {...props} />}>
          To what waits for you
        </Button>
      </Card>
    </div>
  );
}

const one = {
  title: 'One picture was shared',
  lead: 'It is in the memory of this page alone, and is checked before anybody sees it.',
} as const;
const several = (count: number) => ({
  title: `${String(count)} pictures were shared`,
  lead: 'They are in the memory of this page alone, and are checked before anybody sees them.',
});

interface PlacesProps {
  readonly files: readonly File[];
}

/** A case to be, or one that is open. */
function Places({ files }: PlacesProps): ReactNode {
  const { title, lead } = files.length === 1 ? one : several(files.length);
  const { data, error } = useView(['cases'], (door) => door.cases());
  const go = (): void => {
    carry(files);
  };
  const open = (data ?? []).filter(({ room, closed, owner }) => room !== '' && !closed && owner !== '');
  return (
    <div className={classes.page}>
      <PageTitle lead={lead}>{title}</PageTitle>
      <Button
        size="md"
        leftSection={<IconPlus size={20} aria-hidden />}
        renderRoot={(props) => <Link to="/cases/new" {...props} />}
        onClick={go}
      >
        New case
      </Button>
      <ErrorSummary problems={problemsOf(error)} />
      {open.length > 0 && (
        <section aria-labelledby="shared-into" className={classes.into}>
          <h2 id="shared-into" className={classes.heading}>
            Or add to a case
          </h2>
          <ul className={classes.list}>
            {open.map((room) => (
              <li key={room.room}>
                <Into room={room} onGo={go} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

interface IntoProps {
  readonly room: RoomSummary;
  readonly onGo: () => void;
}

function Into({ room, onGo }: IntoProps): ReactNode {
  const about = [room.specialty, room.owner].filter((word) => word !== '').join(' · ');
  return (
    <Link to="/cases/$room/picture" params={{ room: room.room }} className={classes.case} onClick={onGo}>
      <span className={classes.title}>{room.title}</span>
      <span className={classes.about}>{about}</span>
      <IconChevronRight size={20} aria-hidden className={classes.mark} />
    </Link>
  );
}
