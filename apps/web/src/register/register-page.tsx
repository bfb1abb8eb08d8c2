import { Button, Select, TextInput } from '@mantine/core';
import { IconBuildingHospital, IconFingerprint } from '@tabler/icons-react';
import { type SubmitEvent, type ReactNode, useState } from 'react';
import { organisationKinds, type Mode, type OrganisationKind } from '@consilium/domain';
import { HeldNotice } from '../release';
import { Card, choicesOf, EmptyState, ErrorSummary, PageTitle, PersonBadge, StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { OfficersPersonView, ProposalView, RegisterView } from '../vault/door';
import { useAct, useView } from '../vault/use-vault';
import { NewKeys } from '../sign-in';
import { badgeOf, roleWords, workOf } from '../words';
import { AppointmentControl } from './appointment-control';
import { Invite } from './invite';
import { isAbout } from './proposal-words';
import { Proposals } from './proposals';
import { ProposedLine } from './proposed-line';
import { RulesCard } from './rules-card';
import { SecurityLogCard } from './security-log-card';
import { StatusControl } from './status-control';
import classes from './register.module.css';

/** The officer's register: organisations, people, and the way in for new ones. No case is ever shown here. */
export function RegisterPage(): ReactNode {
  const { data, error } = useView(['register'], (door) => door.register());
  const proposals = useView(['register', 'proposals'], (door) => door.proposals());
  const waiting = proposals.data ?? [];
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
      <StatusLine>{modeWords[data.mode]}</StatusLine>
      <ErrorSummary problems={problemsOf(proposals.error)} />
      <Proposals proposals={waiting} />
      <Organisations organisations={data.organisations} proposals={waiting} />
      <Invite organisations={data.organisations} />
      <People people={data.people} mode={data.mode} proposals={waiting} />
      <RulesCard rules={data.rules} mode={data.mode} proposals={waiting} />
      <SecurityLogCard />
    </div>
  );
}

const kindWords = {
  clinical: 'Clinical organisation',
  defence: 'Defence organisation',
} as const satisfies Record<OrganisationKind, string>;

const modeWords = {
  trial: 'This is a trial: one officer alone lets people in and gives power. It cannot become a register for real use.',
  production: 'Acts of power need two officers: one proposes, another confirms.',
} as const satisfies Record<Mode, string>;

interface WithProposals {
  readonly proposals: readonly ProposalView[];
}

function Organisations({ organisations, proposals }: Pick<RegisterView, 'organisations'> & WithProposals): ReactNode {
  const proposed = proposals.filter(isAbout('organisation'));
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
        {proposed.map((proposal) => (
          <li key={proposal.proposal} className={classes.person}>
            <div className={classes.grow}>
              <strong>{proposal.what.name}</strong>
              <div>{kindWords[proposal.what.kind]}</div>
            </div>
            <ProposedLine proposal={proposal} />
          </li>
        ))}
      </ul>
      {organisations.length === 0 && proposed.length === 0 && (
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

interface PeopleProps extends Pick<RegisterView, 'people' | 'mode'>, WithProposals {}

function People({ people, ...rest }: PeopleProps): ReactNode {
  return (
    <Card title="People">
      <ul className={classes.people}>
        {people.map((person) => (
          <li key={person.person} className={classes.person}>
            <PersonLine person={person} {...rest} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

interface PersonLineProps extends Pick<RegisterView, 'mode'>, WithProposals {
  readonly person: OfficersPersonView;
}

function PersonLine({ person, mode, proposals }: PersonLineProps): ReactNode {
  const ofThem = ({ what, falls }: ProposalView): boolean =>
    falls === '' && 'person' in what && what.person === person.person;
  const proposed = proposals.filter(ofThem);
  const isGood = person.status === 'good';
  return (
    <>
      <div className={classes.about}>
        <PersonBadge {...badgeOf(person)} work={workOf(person) || roleWords[person.role]} />
        <NewKeys name={person.name} news={person.newKeys} />
        {isGood && person.waitsForOrganisation && (
          <StatusLine tone="waiting">
            Not confirmed by their organisation yet. One of its advisers confirms them.
          </StatusLine>
        )}
        {proposed.map((proposal) => (
          <ProposedLine key={proposal.proposal} proposal={proposal} />
        ))}
      </div>
      {person.role === 'adviser' && isGood && (
        <AppointmentControl person={person} mode={mode} isProposed={proposed.some(isAbout('appointment'))} />
      )}
      {person.role !== 'officer' && (
        <StatusControl person={person} mode={mode} isProposed={proposed.some(isAbout('status'))} />
      )}
    </>
  );
}
