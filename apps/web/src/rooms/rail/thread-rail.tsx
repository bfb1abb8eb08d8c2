import { FileButton } from '@mantine/core';
import { IconMessages, IconPhotoPlus, IconUserShare } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { acceptedPictures, carry, useArriving, usePicture } from '../../pictures';
import type { RoomView, ThreadView } from '../../vault/door';
import classes from './thread-rail.module.css';
import { UploadList } from './upload-list';
import { whereOn } from '../../words';
import { homeOf, shownWith } from '../talk/talk';

interface ThreadRailProps {
  readonly view: RoomView;
  readonly chosen: string;
}

/** Why no picture is added here; where the record stopped, that stands above. */
function whyNoPicture({ as, may, closed, alarm }: RoomView): string {
  return as === 'outside' || may.addPicture === true || closed !== undefined || alarm !== '' ? '' : may.addPicture;
}

/** All of it first. */
function inOrder(view: RoomView): readonly ThreadView[] {
  const home = homeOf(view);
  return home === undefined ? [] : [home, ...view.threads.filter((thread) => thread !== home)];
}

/** Every thread one may read: the case, each picture by its number, each share with an outside colleague. */
export function ThreadRail({ view, chosen }: ThreadRailProps): ReactNode {
  const { addPicture } = view.may;
  const isOutside = view.as === 'outside';
  const whyNot = whyNoPicture(view);
  return (
    <nav className={classes.rail} aria-label="Threads of this case">
      <ul className={classes.threads}>
        {!isOutside && addPicture === true && (
          <li>
            <AddPicture room={view.room} />
          </li>
        )}
        {inOrder(view).map((thread) => (
          <li key={thread.thread}>
            <ThreadLink view={view} thread={thread} isChosen={thread.thread === chosen} />
          </li>
        ))}
      </ul>
      {whyNot !== '' && <p className={classes.reason}>{whyNot}</p>}
      <UploadList view={view} />
    </nav>
  );
}

/** Beside a picture there is room for two digits. */
const mostCounted = 99;

interface ThreadLinkProps {
  readonly view: RoomView;
  readonly thread: ThreadView;
  readonly isChosen: boolean;
}

function ThreadLink({ view, thread, isChosen }: ThreadLinkProps): ReactNode {
  return (
    <Link
      to="/cases/$room"
      params={{ room: view.room }}
      search={{ thread: thread.thread }}
      className={classes.thread}
      data-chosen={isChosen}
      aria-current={isChosen ? 'true' : undefined}
    >
      <Face room={view.room} thread={thread} />
      <span className={classes.words}>
        <span className={classes.title}>{thread.title}</span>
        <span className={classes.count}>{detailOf(view, thread)}</span>
      </span>
      {thread.unread > 0 && (
        <span className={classes.new}>
          {thread.unread > mostCounted ? `${String(mostCounted)}+` : thread.unread}
          <span> new</span>
        </span>
      )}
    </Link>
  );
}

/** "Left forearm · 2 messages"; of the case, how much is said in all of it. */
function detailOf(view: RoomView, thread: ThreadView): string {
  const { picture } = thread;
  const said = shownWith(view, thread)
    .flatMap(({ items }) => items)
    .filter(({ kind }) => kind !== 'line' && kind !== 'picture').length;
  const count = said === 1 ? '1 message' : `${String(said)} messages`;
  const where = picture === undefined ? '' : whereOn(picture);
  return [where, said === 0 ? '' : count].filter((word) => word !== '').join(' · ') || 'Nothing said yet';
}

/** Files are chosen here, or dropped and pasted, and checked on the next screen: one press less than going there first. */
function AddPicture({ room }: { readonly room: string }): ReactNode {
  const navigate = useNavigate();
  const choose = (files: readonly File[]): void => {
    if (files.length === 0) return;
    carry(files);
    void navigate({ to: '/cases/$room/picture', params: { room } });
  };
  const isOver = useArriving(choose);
  return (
    <FileButton
      multiple
      onChange={choose}
      accept={acceptedPictures()}
      inputProps={{ 'aria-label': 'Picture file', tabIndex: -1 }}
    >
      {(props) => (
        <button type="button" className={classes.add} data-over={isOver} {...props}>
          <span className={classes.face} data-add="true">
            <IconPhotoPlus size={24} stroke={1.6} aria-hidden />
          </span>
          <span className={classes.title}>Add a picture</span>
        </button>
      )}
    </FileButton>
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

interface ThumbProps {
  readonly room: string;
  readonly thread: string;
  readonly number: number;
}

function Thumb({ room, thread, number }: ThumbProps): ReactNode {
  const { url } = usePicture(room, thread, 'thumb');
  return (
    <span className={classes.face} data-picture="true" data-opened={url !== undefined}>
      {url !== undefined && <img src={url} alt="" className={classes.thumb} />}
      <span className={classes.number}>{number}</span>
    </span>
  );
}
