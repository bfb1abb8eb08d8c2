import { Button, Select } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { OrganisationKind, Role } from '@consilium/domain';
import { Card, ErrorSummary, ExactTime } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { InvitationView, RegisterView } from '../vault/door';
import { useAct, useView } from '../vault/use-vault';
import { roleWords } from '../words';
import { InvitationLink } from './invitation-link';
import classes from './register.module.css';

const rolesFor = { clinical: 'clinician', defence: 'adviser' } as const satisfies Record<OrganisationKind, Role>;

/** Where officers work: no organisation of the register. */
const officeChoice = 'office';

interface Place {
  readonly role: Role;
  readonly organisation: string;
}

function placeOf(chosen: string | null, organisations: RegisterView['organisations']): Place | undefined {
  if (chosen === officeChoice) return { role: 'officer', organisation: '' };
  const found = organisations.find(({ id }) => id === chosen);
  return found && { role: rolesFor[found.kind], organisation: found.id };
}

/** One-time links: for whom one is made, and those that nobody has used yet. */
export function Invite({ organisations }: Pick<RegisterView, 'organisations'>): ReactNode {
  const [chosen, setChosen] = useState<string | null>(null);
  const [link, setLink] = useState<{ link: string; expiresAt: number }>();
  const place = placeOf(chosen, organisations);
  const invite = useAct((door, of: Place) => door.invitePerson(of.role, of.organisation), setLink);
  return (
    <Card title="Invite a person">
      <ErrorSummary title="No invitation was made" problems={problemsOf(invite.error)} />
      <div className={classes.row}>
        <Select
          label="Organisation they work for"
          description={place === undefined ? undefined : `Invited as ${roleWords[place.role].toLowerCase()}`}
          placeholder="Choose"
          size="md"
          allowDeselect={false}
          data={[
            ...organisations.map(({ id, name }) => ({ value: id, label: name })),
            { value: officeChoice, label: 'The registration office' },
          ]}
          value={chosen}
          onChange={setChosen}
        />
        <Button
          size="md"
          leftSection={<IconUserPlus size={20} aria-hidden />}
          disabled={place === undefined}
          loading={invite.isBusy}
          onClick={() => {
            if (place !== undefined) invite.run(place);
          }}
        >
          Make a one-time link
        </Button>
      </div>
      {link !== undefined && <InvitationLink {...link} />}
      <OpenInvitations />
    </Card>
  );
}

function OpenInvitations(): ReactNode {
  const { data = [] } = useView(['register', 'invitations'], (door) => door.openInvitations());
  if (data.length === 0) return null;
  return (
    <section aria-labelledby="open-invitations">
      <h3 id="open-invitations">Links nobody has used yet</h3>
      <ul className={classes.people}>
        {data.map((each) => (
          <OpenInvitation key={each.invitation} {...each} />
        ))}
      </ul>
    </section>
  );
}

function OpenInvitation({ invitation, role, organisation, name, expiresAt }: InvitationView): ReactNode {
  const office = organisation === '' ? 'The registration office' : organisation;
  const place = name === '' ? office : `Other keys for ${name}`;
  const revoke = useAct((door, _: undefined) => door.revokeInvitation(invitation));
  return (
    <li className={classes.person}>
      <div className={classes.grow}>
        <strong>{place}</strong>
        <div>
          {roleWords[role]}, until <ExactTime at={expiresAt * 1000} />
        </div>
        <ErrorSummary title="Not taken back" problems={problemsOf(revoke.error)} />
      </div>
      <Button
        variant="default"
        size="md"
        loading={revoke.isBusy}
        aria-label={`Take back the link for ${place}`}
        onClick={() => {
          revoke.run(undefined);
        }}
      >
        Take back
      </Button>
    </li>
  );
}
