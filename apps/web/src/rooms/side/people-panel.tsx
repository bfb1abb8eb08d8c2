import { useNavigate } from '@tanstack/react-router';
import { Button } from '@mantine/core';
import { lazy, type ReactNode, useState } from 'react';
import { Card, ConfirmDialog, ErrorSummary, exactTime, PersonBadge, StatusLine } from '../../platform/kit';
import { problemsOf } from '../../platform/problems-of';
import { lazyPart, Part } from '../../release';
import type { MemberView, RoomView, VaultDoor } from '../../vault/door';
import { useAct } from '../../vault/use-vault';
import { NewKeys } from '../../sign-in';
import { AwayHere } from '../../telling';
import { badgeOf } from '../../words';
import classes from './side-panel.module.css';

// With it comes what chooses from a list, which nothing else in a case needs at once.
const InviteColleague = lazy(lazyPart(async () => ({ default: (await import('./invite-colleague')).InviteColleague })));

const asWords = {
  owner: 'Owner of this case',
  internal: 'Colleague in this organisation',
  outside: 'Outside colleague',
  'invited-outside': 'Invited, has not answered yet',
} as const;

/** Who is in the case, what the register last said of them, and the ways in and out. */
export function PeoplePanel({ view }: { readonly view: RoomView }): ReactNode {
  return (
    <Card title="People">
      <ul className={classes.people}>
        {view.members.map((member) => (
          <li key={`${member.person} ${member.as}`} className={classes.person}>
            <Member member={member} view={view} />
          </li>
        ))}
      </ul>
      {view.members.some(({ me, as }) => me && (as === 'owner' || as === 'internal')) && (
        <AwayHere members={view.members} />
      )}
      {view.may.invite === true && (
        <Part>
          <InviteColleague view={view} />
        </Part>
      )}
    </Card>
  );
}

function Member({ member, view }: { readonly member: MemberView; readonly view: RoomView }): ReactNode {
  const isOwner = view.members.some(({ me, as }) => me && as === 'owner');
  return (
    <>
      <PersonBadge size="small" {...badgeOf(member)} name={member.me ? `${member.name} (you)` : member.name} />
      {isOwner && !member.me && <NewKeys name={member.name} news={member.newKeys} />}
      <div className={classes.as}>
        <span>
          {asWords[member.as]}
          {member.until !== undefined && `, until ${exactTime(member.until * 1000)}`}
          {member.here && !member.me && <span className={classes.here}> · Here now</span>}
        </span>
        <Ends member={member} view={view} />
      </div>
      <Known member={member} view={view} />
    </>
  );
}

/** Somebody to whom two officers gave other keys is in the case again once a colleague says that it is them. */
function Known({ member, view: { room } }: { readonly member: MemberView; readonly view: RoomView }): ReactNode {
  const { known, name } = member;
  if (known === 'yes') return null;
  return (
    <div className={classes.known}>
      <StatusLine tone="warning">
        Officers gave {name} other keys. They read nothing here until{' '}
        {known === 'may-say' ? 'you say' : 'the owner says'} that it is them.
      </StatusLine>
      {known === 'may-say' && (
        <End
          label={`I know ${name} again`}
          act="I know them again"
          title={`Is this ${name}?`}
          run={(door) => door.knowAgain(room, member.person)}
        >
          Say so only if {name} told you in person, or by a telephone number you knew before, that they asked for other
          keys. They then read this case again, all of it, and everybody in it sees that you said so.
        </End>
      )}
    </div>
  );
}

/** The ways out of a case, and of owning it. */
function Ends({ member, view: { may, room } }: { readonly member: MemberView; readonly view: RoomView }): ReactNode {
  if (member.me) return may.leave === true ? <Leave room={room} /> : null;
  return (
    <span className={classes.ends}>
      {may.handOver === true && member.as === 'internal' && <HandOver member={member} room={room} />}
      {may.remove === true && <Remove member={member} room={room} />}
    </span>
  );
}

interface EndProps {
  /** "Remove Dr Xu", and what the button shows of it. */
  readonly label: string;
  readonly act: string;
  readonly title: string;
  readonly isDestructive?: boolean;
  readonly run: (door: VaultDoor) => Promise<void>;
  readonly onDone?: () => void;
  /** What happens, and what is lost. */
  readonly children: ReactNode;
}

/** Something that changes who is in the case: asked once more before it is done. */
function End({ label, act, title, isDestructive = false, run, onDone, children }: EndProps): ReactNode {
  const [isAsking, setAsking] = useState(false);
  const close = (): void => {
    setAsking(false);
  };
  const doing = useAct(
    (door, _: undefined) => run(door),
    () => {
      close();
      onDone?.();
    },
  );
  return (
    <>
      <Button
        variant="subtle"
        className={classes.remove ?? ''}
        aria-label={label}
        onClick={() => {
          setAsking(true);
        }}
      >
        {act}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={title}
        act={act}
        isDestructive={isDestructive}
        isBusy={doing.isBusy}
        onConfirm={() => {
          doing.run(undefined);
        }}
        onClose={close}
      >
        <ErrorSummary problems={problemsOf(doing.error)} />
        {children}
      </ConfirmDialog>
    </>
  );
}

interface OtherProps {
  readonly member: MemberView;
  readonly room: string;
}

function Remove({ member, room }: OtherProps): ReactNode {
  return (
    <End
      label={`Remove ${member.name}`}
      act="Remove"
      title={`Remove ${member.name}?`}
      isDestructive
      run={(door) => door.remove(room, member.person)}
    >
      Their page closes at once, and everything posted from now on is sealed with new keys. What they have already seen
      cannot be recalled.
    </End>
  );
}

function HandOver({ member, room }: OtherProps): ReactNode {
  return (
    <End
      label={`Hand the case over to ${member.name}`}
      act="Hand over"
      title={`Hand the case over to ${member.name}?`}
      run={(door) => door.handOver(room, member.person)}
    >
      {member.name} becomes the owner: inviting, removing, sharing and closing are theirs. You stay in the case as a
      colleague, and can leave it then. Everybody in the case sees it.
    </End>
  );
}

function Leave({ room }: { readonly room: string }): ReactNode {
  const navigate = useNavigate();
  return (
    <End
      label="Leave this case"
      act="Leave"
      title="Leave this case?"
      isDestructive
      run={(door) => door.leaveCase(room)}
      onDone={() => void navigate({ to: '/cases' })}
    >
      You cannot read it any more unless the owner invites you again. What you wrote stays in the record.
    </End>
  );
}
