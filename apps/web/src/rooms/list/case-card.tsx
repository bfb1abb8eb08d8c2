import { IconPhoto } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CardPicture } from '../../pictures';
import { exactTime, timeOrToday } from '../../platform/kit';
import { OverdueMark } from '../../telling';
import type { OverdueView, RoomSummary } from '../../vault/door';
import { urgencyLine } from '../../words';
import classes from './cases.module.css';

interface CaseProps {
  readonly room: RoomSummary;
}

interface CardProps extends CaseProps {
  /** That what this person asked in it was not read, or not answered, in time. */
  readonly overdue: OverdueView | undefined;
}

/** One case of the list: what it is called, whose turn it is, what is new. One without an id leads nowhere. */
export function CaseCard({ room, overdue }: CardProps): ReactNode {
  if (room.room === '') {
    return (
      <div className={classes.line}>
        <span className={classes.title}>{room.title}</span>
        <Marks room={room} />
      </div>
    );
  }
  return (
    <Link
      to="/cases/$room"
      params={{ room: room.room }}
      className={classes.line}
      data-unread={room.unread > 0}
      data-today={room.urgency === 'today' && !room.closed}
    >
      <span className={classes.top}>
        <span className={classes.title}>{titleOf(room)}</span>
        {room.updatedAt > 0 && (
          <time
            className={classes.time}
            dateTime={new Date(room.updatedAt * 1000).toISOString()}
            title={exactTime(room.updatedAt * 1000)}
          >
            {timeOrToday(room.updatedAt * 1000)}
          </time>
        )}
      </span>
      <span className={classes.middle}>
        <span className={classes.said}>
          <Facts room={room} />
          {room.turn.words !== '' && (
            <span className={classes.turn} data-mine={room.turn.forMe}>
              {room.turn.words}
            </span>
          )}
          {room.lastLine !== '' && <span className={classes.last}>{room.lastLine}</span>}
        </span>
        {room.onCard !== '' && <CardPicture room={room.room} thread={room.onCard} />}
      </span>
      <OverdueMark question={overdue} className={classes.mark} />
      <Marks room={room} />
    </Link>
  );
}

export const titleOf = ({ title }: Pick<RoomSummary, 'title'>): string =>
  title === '' ? 'Invitation to a case' : title;

function Facts({ room }: CaseProps): ReactNode {
  const { urgency, specialty, owner, pictures } = room;
  return (
    <span className={classes.facts}>
      {urgency !== undefined && <span data-urgency={urgency}>{urgencyLine(urgency)}</span>}
      {specialty !== '' && <span>{specialty}</span>}
      {owner !== '' && <span>{room.as === 'owner' ? 'Yours' : owner}</span>}
      {pictures > 0 && (
        <span className={classes.count}>
          <IconPhoto size={16} aria-hidden /> {pictures} {pictures === 1 ? 'picture' : 'pictures'}
        </span>
      )}
    </span>
  );
}

/** Which part, why and what to do stands in the case. */
const notAll = 'Title or question cannot be shown on this device';

interface Mark {
  readonly tone: string;
  readonly text: string;
}

/** What is not as it should be comes first. */
function marksOf({ alarm, unsent, held, unreadable, unread, waiting, originals, as }: RoomSummary): Mark[] {
  const marks: readonly (readonly [boolean, string, string])[] = [
    [alarm !== '', 'bad', 'Stopped: the record did not verify'],
    [unsent > 0, 'bad', `${String(unsent)} not sent`],
    [held !== '', 'waiting', 'Needs a newer version of Consilium: reload'],
    [unreadable !== '', 'waiting', notAll],
    [unread > 0, 'new', `${String(unread)} new`],
    [waiting !== '', 'waiting', waiting],
    [originals > 0, 'waiting', 'An original waits to be deleted'],
    [as === 'outside' || as === 'invited-outside', 'outside', 'You are from outside'],
  ];
  return marks.flatMap(([is, tone, text]) => (is ? [{ tone, text }] : []));
}

function Marks({ room }: CaseProps): ReactNode {
  const marks = marksOf(room);
  if (marks.length === 0) return null;
  return (
    <span className={classes.marks}>
      {marks.map(({ tone, text }) => (
        <span key={text} className={classes.mark} data-tone={tone}>
          {text}
        </span>
      ))}
    </span>
  );
}
