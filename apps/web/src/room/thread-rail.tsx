import { Button } from '@mantine/core';
import { IconMessages, IconPhotoPlus, IconUserShare } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { RoomView, ThreadView } from '../vault/door';
import classes from './thread-rail.module.css';
import { UploadList } from './upload-list';
import { usePicture } from './use-picture';

interface ThreadRailProps {
  readonly view: RoomView;
  readonly chosen: string;
}

/** Every thread one may read: the case, each picture by its number, each share with an outside colleague. */
export function ThreadRail({ view, chosen }: ThreadRailProps): ReactNode {
  return (
    <nav className={classes.rail} aria-label="Threads of this case">
      <ul className={classes.threads}>
        {view.threads.map((thread) => (
          <li key={thread.thread}>
            <Link
              to="/cases/$room"
              params={{ room: view.room }}
              search={{ thread: thread.thread }}
              className={classes.thread}
              aria-current={thread.thread === chosen ? 'true' : undefined}
            >
              <Face room={view.room} thread={thread} />
              <span className={classes.words}>
                <span className={classes.title}>{thread.title}</span>
                <span className={classes.count}>{countOf(thread)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <UploadList view={view} />
      {view.as !== 'outside' && <AddPicture view={view} />}
    </nav>
  );
}

function countOf(thread: ThreadView): string {
  const said = thread.items.filter(({ kind }) => kind !== 'line').length;
  return said === 1 ? '1 message' : `${String(said)} messages`;
}

function AddPicture({ view }: { readonly view: RoomView }): ReactNode {
  const { addPicture } = view.may;
  if (addPicture !== true) return <p className={classes.reason}>{addPicture}</p>;
  return (
    <Button
      component={Link}
      to={`/cases/${view.room}/picture`}
      size="md"
      leftSection={<IconPhotoPlus size={20} aria-hidden />}
      className={classes.add ?? ''}
    >
      Add a picture
    </Button>
  );
}

function Face({ room, thread }: { readonly room: string; readonly thread: ThreadView }): ReactNode {
  if (thread.picture !== undefined) return <Thumb room={room} thread={thread.thread} number={thread.picture.number} />;
  const Icon = thread.kind === 'side' ? IconUserShare : IconMessages;
  return (
    <span className={classes.face}>
      <Icon size={24} stroke={1.6} aria-hidden />
    </span>
  );
}

function Thumb({
  room,
  thread,
  number,
}: {
  readonly room: string;
  readonly thread: string;
  readonly number: number;
}): ReactNode {
  const { url } = usePicture(room, thread, 'thumb');
  return (
    <span className={classes.face} data-picture="true" data-opened={url !== undefined}>
      {url !== undefined && <img src={url} alt="" className={classes.thumb} />}
      <span className={classes.number}>{number}</span>
    </span>
  );
}
