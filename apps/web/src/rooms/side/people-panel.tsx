import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Card, ConfirmDialog, ErrorSummary, exactTime, PersonBadge } from '../../platform/kit';
import { problemsOf } from '../../platform/problems-of';
import type { MemberView, RoomView } from '../../vault/door';
import { useAct } from '../../vault/use-vault';
import { NewKeys } from '../../sign-in';
import { checkOf, workOf } from '../../words';
import { InviteColleague } from './invite-colleague';
import classes from './side-panel.module.css';

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
      {view.may.invite === true && <InviteColleague view={view} />}
    </Card>
  );
}

function Member({ member, view }: { readonly member: MemberView; readonly view: RoomView }): ReactNode {
  const isOwner = view.members.some(({ me, as }) => me && as === 'owner');
  return (
    <>
      <PersonBadge
        size="small"
        name={member.me ? `${member.name} (you)` : member.name}
        registerNumber={member.registration}
        work={workOf(member)}
        check={checkOf(member)}
      />
      {isOwner && !member.me && <NewKeys name={member.name} news={member.newKeys} />}
      <div className={classes.as}>
        <span>
          {asWords[member.as]}
          {member.until !== undefined && `, until ${exactTime(member.until * 1000)}`}
          {member.here && !member.me && <span className={classes.here}> · Here now</span>}
        </span>
        {view.may.remove === true && !member.me && <Remove member={member} room={view.room} />}
      </div>
    </>
  );
}

function Remove({ member, room }: { readonly member: MemberView; readonly room: string }): ReactNode {
  const [isAsking, setAsking] = useState(false);
  const remove = useAct(
    (door, _: undefined) => door.remove(room, member.person),
    () => {
      setAsking(false);
    },
  );
  return (
    <>
      <Button
        variant="subtle"
        className={classes.remove ?? ''}
        onClick={() => {
          setAsking(true);
        }}
        aria-label={`Remove ${member.name}`}
      >
        Remove
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={`Remove ${member.name}?`}
        act="Remove"
        isDestructive
        isBusy={remove.isBusy}
        onConfirm={() => {
          remove.run(undefined);
        }}
        onClose={() => {
          setAsking(false);
        }}
      >
        <ErrorSummary problems={problemsOf(remove.error)} />
        Their page closes at once, and everything posted from now on is sealed with new keys. What they have already
        seen cannot be recalled.
      </ConfirmDialog>
    </>
  );
}
