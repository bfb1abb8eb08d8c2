import { Button } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Role } from '@consilium/domain';
import { Card, ConfirmDialog, ErrorSummary, PersonBadge, StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import { NewKeys } from '../sign-in';
import type { OrganisationMemberView } from '../vault/door';
import { useAct } from '../vault/use-vault';
import { badgeOf } from '../words';
import classes from './queue.module.css';

const happens = {
  member: 'Once confirmed they can ask you about a share, and your decision lets a colleague from outside in.',
  adviser:
    'Once confirmed they take requests, sign decisions and confirm members, as you do. They open requests when one of you gives them the key.',
} as const;

const asWhat = (role: Role): keyof typeof happens => (role === 'adviser' ? 'adviser' : 'member');

/** "a clinician of Northbank Hospital and your member": what the officers say, which only the organisation can know. */
function saidOf({ role, organisation }: OrganisationMemberView): string {
  return role === 'adviser' ? 'an adviser of yours' : `a clinician of ${organisation} and a member of yours`;
}

interface WaitingProps {
  readonly waiting: readonly OrganisationMemberView[];
}

/** People of whom the officers say that they belong here: until an adviser confirms it, they do not. */
export function MembersToConfirm({ waiting }: WaitingProps): ReactNode {
  if (waiting.length === 0) return null;
  return (
    <Card title="Members to confirm" tone="edge">
      <p className={classes.words}>
        The registration officers put these people down as yours. If you do not know them, do not confirm; tell a
        registration officer.
      </p>
      <ul className={classes.people}>
        {waiting.map((person) => (
          <li key={person.person} className={classes.member}>
            <Waiting person={person} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

interface MemberProps {
  readonly person: OrganisationMemberView;
}

function Waiting({ person }: MemberProps): ReactNode {
  const what = asWhat(person.role);
  const confirm = useAct((door, { person: id, seen }: OrganisationMemberView) => door.confirmMember(id, seen));
  return (
    <>
      <PersonBadge {...badgeOf(person)} />
      <NewKeys name={person.name} news={person.newKeys} />
      <ErrorSummary title="Not confirmed" problems={problemsOf(confirm.error)} />
      <p className={classes.happens}>
        Put down as {saidOf(person)}. {happens[what]}
      </p>
      {person.confirmedByMe ? (
        <StatusLine tone="waiting">You confirmed. A second adviser has to.</StatusLine>
      ) : (
        <Button
          size="md"
          className={classes.act ?? ''}
          aria-label={`Confirm as ${what}: ${person.name}`}
          loading={confirm.isBusy}
          leftSection={<IconFingerprint size={20} aria-hidden />}
          onClick={() => {
            confirm.run(person);
          }}
        >
          Confirm as {what}
        </Button>
      )}
    </>
  );
}

interface ConfirmedProps {
  readonly confirmed: readonly OrganisationMemberView[];
}

/** Seldom needed: folded away, under the requests. */
export function ConfirmedMembers({ confirmed }: ConfirmedProps): ReactNode {
  if (confirmed.length === 0) return null;
  return (
    <details className={classes.confirmed}>
      <summary>Confirmed members ({confirmed.length})</summary>
      <ul className={classes.people}>
        {confirmed.map((person) => (
          <li key={person.person} className={classes.member}>
            <PersonBadge size="small" {...badgeOf(person)} />
            <EndMembership person={person} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function EndMembership({ person: { person, name, seen } }: MemberProps): ReactNode {
  /** Of them as they were shown when the question was asked. */
  const [asked, setAsked] = useState<string>();
  const close = (): void => {
    setAsked(undefined);
  };
  const end = useAct((door, of: string) => door.endMembership(person, of), close);
  return (
    <>
      <Button
        variant="default"
        className={classes.act ?? ''}
        aria-label={`End membership: ${name}`}
        leftSection={<IconFingerprint size={20} aria-hidden />}
        onClick={() => {
          end.reset();
          setAsked(seen);
        }}
      >
        End membership
      </Button>
      <ConfirmDialog
        isOpen={asked !== undefined}
        title={`End the membership of ${name}?`}
        act="End membership"
        isDestructive
        isBusy={end.isBusy}
        onConfirm={() => {
          if (asked !== undefined) end.run(asked);
        }}
        onClose={close}
      >
        <ErrorSummary title="Not ended" problems={problemsOf(end.error)} />
        They cannot ask you any more, and decisions of yours that stand let nobody in from now on. An outside colleague
        who accepted before stays until their time is over or you end that decision. Tell a registration officer: until
        the register is changed, they stand among the members to confirm. Your passkey confirms it.
      </ConfirmDialog>
    </>
  );
}
