import { Button, Select, TextInput } from '@mantine/core';
import { IconBuildingHospital, IconFingerprint } from '@tabler/icons-react';
import { type SubmitEvent, type ReactNode, useState } from 'react';
import { organisationKinds, type OrganisationKind } from '@consilium/domain';
import { HeldNotice } from '../release';
import { Card, choicesOf, EmptyState, ErrorSummary, PageTitle, PersonBadge, StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { RegisterView } from '../vault/door';
import { useAct, useView } from '../vault/use-vault';
import { NewKeys } from '../sign-in';
import { badgeOf, roleWords, workOf } from '../words';
import { AppointmentControl } from './appointment-control';
import { Invite } from './invite';
import { RulesCard } from './rules-card';
import { SecurityLogCard } from './security-log-card';
import { StatusControl } from './status-control';
import classes from './register.module.css';

/** The officer's register: organisations, people, and the way in for new ones. No case is ever shown here. */
export function RegisterPage(): ReactNode {
  const { data, error } = useView(['register'], (door) => door.register());
  if (data === undefined) return <ErrorSummary problems={problemsOf(error)} />;
  return (
    <div className={classes.grid}>
      <PageTitle
        over="Registration officer"
        lead="Everything here is signed by an officer and checked by every member’s own device. It holds no patient and no case."
      >
        Register
      </PageTitle>
      <HeldNotice held={data.held} />
      <Organisations organisations={data.organisations} />
      <Invite organisations={data.organisations} />
      <People people={data.people} />
      <RulesCard rules={data.rules} />
      <SecurityLogCard />
    </div>
  );
}

const kindWords = {
  clinical: 'Clinical organisation',
  defence: 'Defence organisation',
} as const satisfies Record<OrganisationKind, string>;

function Organisations({ organisations }: Pick<RegisterView, 'organisations'>): ReactNode {
  return (
    <Card title="Organisations">
      <ul className={classes.people}>
        {organisations.map((organisation) => (
          <li key={organisation.id} className={classes.person}>
            <div className={classes.grow}>
              <strong>{organisation.name}</strong>
              <div>{kindWords[organisation.kind]}</div>
            </div>
            {organisation.kind === 'defence' && (
              <StatusLine tone={organisation.keyReady ? 'good' : 'waiting'}>
                {organisation.keyReady
                  ? 'Can receive requests'
                  : 'Cannot receive requests until one of its advisers has made its key'}
              </StatusLine>
            )}
          </li>
        ))}
      </ul>
      {organisations.length === 0 && (
        <EmptyState icon={IconBuildingHospital} title="No organisation yet">
          Add the hospital or practice whose clinicians will open cases, then a defence organisation.
        </EmptyState>
      )}
      <AddOrganisation />
    </Card>
  );
}

function AddOrganisation(): ReactNode {
  const [name, setName] = useState('');
  const [kind, setKind] = useState<OrganisationKind>('clinical');
  const add = useAct(
    async (door, added: string) => {
      await door.addOrganisation(added, kind);
      return added;
    },
    (added) => {
      // What was written meanwhile stays.
      setName((now) => (now.trim() === added ? '' : now));
    },
  );
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    add.run(name.trim());
  };
  return (
    <>
      <ErrorSummary title="The organisation was not added" problems={problemsOf(add.error, 'organisation-name')} />
      <form onSubmit={send} className={classes.row}>
        <TextInput
          id="organisation-name"
          label="Name of the organisation"
          size="md"
          required
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value);
          }}
        />
        <Select
          label="Kind"
          size="md"
          allowDeselect={false}
          data={choicesOf(kindWords)}
          value={kind}
          onChange={(value) => {
            setKind(organisationKinds.find((each) => each === value) ?? kind);
          }}
        />
        <Button type="submit" size="md" loading={add.isBusy} leftSection={<IconFingerprint size={20} aria-hidden />}>
          Add organisation
        </Button>
      </form>
    </>
  );
}

function People({ people }: Pick<RegisterView, 'people'>): ReactNode {
  return (
    <Card title="People">
      <ul className={classes.people}>
        {people.map((person) => (
          <li key={person.person} className={classes.person}>
            <div className={classes.grow}>
              <PersonBadge {...badgeOf(person)} work={workOf(person) || roleWords[person.role]} />
              <NewKeys name={person.name} news={person.newKeys} />
            </div>
            {person.role === 'adviser' && person.status === 'good' && <AppointmentControl person={person} />}
            {person.role !== 'officer' && (
              <StatusControl person={person.person} name={person.name} status={person.status} />
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
