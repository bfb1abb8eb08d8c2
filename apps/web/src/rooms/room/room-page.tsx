import { Button } from '@mantine/core';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { Problem } from '@consilium/domain';
import { asksForReload, HeldNotice } from '../../release';
import { ErrorSummary, PageTitle, StatusLine } from '../../platform/kit';
import { problemsOf } from '../../platform/problems-of';
import { vaultDoor, type RoomView, type ThreadView } from '../../vault/door';
import { useView } from '../../vault/use-vault';
import { AboutCase, useHasRoomBeside } from './about-case';
import { InvitationPage } from './invitation-page';
import { RoomHeader } from './room-header';
import { RoomNotices } from './room-notices';
import { useSeenHeight } from './seen-height';
import { SidePanel } from '../side/side-panel';
import { homeOf } from '../talk/talk';
import { ThreadPanel } from '../talk/thread-panel';
import { ThreadRail } from '../rail/thread-rail';
import classes from './room.module.css';
import { useForgetPictures } from '../../pictures';

/** Presence begins when the room is on screen and ends when it is not. */
function usePresence(room: string): void {
  useEffect(() => {
    const door = vaultDoor();
    void door.enter(room).catch(() => undefined);
    return () => void door.leaveScreen(room).catch(() => undefined);
  }, [room]);
}

/** What the talk is filtered by and what is written goes to: a picture, a share, or with none of them the case itself. */
const chosenThread = (view: RoomView, wanted: string | undefined): ThreadView | undefined =>
  view.threads.find(({ thread }) => thread === wanted) ?? homeOf(view);

/** Nothing of the case can be shown: it passes, a reload brings it, or the person has no access (any more). */
function NotOpen({ error }: { readonly error: Error }): ReactNode {
  const isForNow = error instanceof Problem && error.kind === 'unavailable';
  return (
    <div className={classes.invitation}>
      <PageTitle>{isForNow ? 'This case cannot be shown just now' : 'This case is not open to you'}</PageTitle>
      {asksForReload(error) ? (
        <HeldNotice held={error.message} />
      ) : (
        <ErrorSummary title="What this means" problems={problemsOf(error)} />
      )}
      <Button size="md" variant="default" renderRoot={(props) => <Link to="/cases" {...props} />}>
        To your cases
      </Button>
    </div>
  );
}

/** The case room: pictures at the left, what is said in the middle, people and answers at the right. */
export function RoomPage(): ReactNode {
  const { room = '' } = useParams({ strict: false });
  return <Room key={room} room={room} />;
}

function Room({ room }: { readonly room: string }): ReactNode {
  const { thread, at, entry = '' } = useSearch({ strict: false });
  usePresence(room);
  const { data: view, error, isStale, isFetchedAfterMount } = useView(['room', room], (door) => door.room(room));
  // Where it opens depends on what is new: not by how the case was when it was shown last.
  const [wasStale] = useState(isStale);
  useForgetPictures(room, error !== null);
  if (error !== null) return <NotOpen error={error} />;
  if (view === undefined || (wasStale && !isFetchedAfterMount))
    return <StatusLine isLive>Opening the case and checking its record</StatusLine>;
  if (view.invitation !== undefined) return <InvitationPage view={view} invitation={view.invitation} />;
  return <OpenRoom view={view} chosen={chosenThread(view, thread)} isAtPicture={at === 'picture'} sought={entry} />;
}

interface OpenRoomProps {
  readonly view: RoomView;
  readonly chosen: ThreadView | undefined;
  readonly isAtPicture: boolean;
  /** The entry it opens at; "" for none. */
  readonly sought: string;
}

/** On a phone the talk has the screen; at a desk people stand beside it, and beside a picture its own talk. */
function OpenRoom({ view, chosen, isAtPicture, sought }: OpenRoomProps): ReactNode {
  useSeenHeight();
  const isBeside = useHasRoomBeside(chosen?.picture !== undefined);
  return (
    <div className={classes.room} data-whole-screen data-beside={isBeside}>
      <RoomHeader view={view} about={isBeside ? undefined : <AboutCase view={view} />} />
      <RoomNotices view={view} />
      <ThreadRail view={view} chosen={chosen?.thread ?? ''} />
      {chosen !== undefined && (
        <ThreadPanel
          key={`${chosen.thread} ${sought}`}
          view={view}
          thread={chosen}
          isAtPicture={isAtPicture}
          sought={sought}
        />
      )}
      {isBeside && <SidePanel view={view} isBeside />}
    </div>
  );
}
