import { Button, SegmentedControl } from '@mantine/core';
import { IconMessages, IconPhoto, IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { EmptyState, ErrorSummary, exactTime, PageTitle, timeOrToday } from '../../platform/kit';
import { problemsOf } from '../../platform/problems-of';
import { MembershipNotice } from '../../sign-in';
import { OverdueMark, UntoldNotice, useTold } from '../../telling';
import type { OverdueView, RoomSummary } from '../../vault/door';
import { useLookingAgain, useView } from '../../vault/use-vault';
import classes from './cases.module.css';
import { urgencyLine } from '../../words';

type Tab = 'open' | 'closed';

/** The person's case rooms: what is new, and what each waits for. */
export function CasesPage(): ReactNode {
  const [tab, setTab] = useState<Tab>('open');
  useLookingAgain('announced', 'cases');
  const { data, error } = useView(['cases'], (door) => door.cases());
  const overdue = useTold()?.overdue ?? [];
  const shown = (data ?? []).filter(({ closed }) => closed === (tab === 'closed'));
  return (
    <>
      <PageTitle
        actions={
          <Button component={Link} to="/cases/new" size="md" leftSection={<IconPlus size={20} aria-hidden />}>
            New case
          </Button>
        }
      >
        Cases
      </PageTitle>
      <ErrorSummary problems={problemsOf(error)} />
      <div className={classes.notice}>
        <MembershipNotice />
        <UntoldNotice />
      </div>
      <SegmentedControl
        size="md"
        className={classes.tabs ?? ''}
        aria-label="Which cases"
        data={[
          { value: 'open', label: 'Open' },
          { value: 'closed', label: 'Closed' },
        ]}
        value={tab}
        onChange={(value) => {
          setTab(value === 'closed' ? 'closed' : 'open');
        }}
      />
      {data !== undefined && shown.length === 0 && <NoCases tab={tab} />}
      <ul className={classes.list}>
        {shown.map((room) => (
          <li key={room.room}>
            {room.room === '' ? (
              <MoreCases room={room} />
            ) : (
              <CaseLine room={room} overdue={overdue.find(({ ledger }) => ledger === room.room)} />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function NoCases({ tab }: { readonly tab: Tab }): ReactNode {
  if (tab === 'closed') {
    return (
      <EmptyState icon={IconMessages} title="No closed case">
        A case appears here when its owner has closed it.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={IconMessages} title="No open case">
      Begin with what you want to know. Pictures and a colleague go with it.
    </EmptyState>
  );
}

/** Stands for cases that could not be listed, and leads nowhere. */
function MoreCases({ room }: { readonly room: RoomSummary }): ReactNode {
  return (
    <div className={classes.line}>
      <span className={classes.title}>{room.title}</span>
      <Marks room={room} />
    </div>
  );
}

interface CaseLineProps {
  readonly room: RoomSummary;
  readonly overdue: OverdueView | undefined;
}

function CaseLine({ room, overdue }: CaseLineProps): ReactNode {
  return (
    <Link to="/cases/$room" params={{ room: room.room }} className={classes.line} data-unread={room.unread > 0}>
      <span className={classes.top}>
        <span className={classes.title}>{room.title === '' ? 'Invitation to a case' : room.title}</span>
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
      <span className={classes.facts}>
        {room.specialty !== '' && <span>{room.specialty}</span>}
        {room.urgency !== undefined && <span data-urgency={room.urgency}>{urgencyLine(room.urgency)}</span>}
        <span className={classes.count}>
          <IconPhoto size={16} aria-hidden /> {room.pictures} {room.pictures === 1 ? 'picture' : 'pictures'}
        </span>
      </span>
      {room.lastLine !== '' && <span className={classes.last}>{room.lastLine}</span>}
      {overdue !== undefined && (
        <span className={classes.marks}>
          <OverdueMark question={overdue} className={classes.mark} />
        </span>
      )}
      <Marks room={room} />
    </Link>
  );
}

/** Which part, why and what to do stands in the case. */
const notAll = 'Title or question cannot be shown on this device';

function Marks({ room }: { readonly room: RoomSummary }): ReactNode {
  const marks = [
    ...(room.alarm === '' ? [] : [{ tone: 'bad', text: 'Stopped: the record did not verify' }]),
    ...(room.held === '' ? [] : [{ tone: 'waiting', text: 'Needs a newer version of Consilium: reload' }]),
    ...(room.unreadable === '' ? [] : [{ tone: 'waiting', text: notAll }]),
    ...(room.unread === 0 ? [] : [{ tone: 'new', text: `${String(room.unread)} new` }]),
    ...(room.waiting === '' ? [] : [{ tone: 'waiting', text: room.waiting }]),
    ...(room.originals === 0 ? [] : [{ tone: 'waiting', text: 'An original waits to be deleted' }]),
    ...(room.as === 'outside' || room.as === 'invited-outside'
      ? [{ tone: 'outside', text: 'You are from outside' }]
      : []),
  ];
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
