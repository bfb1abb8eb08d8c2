import type { ReactNode } from 'react';
import type { Mode } from '@consilium/domain';
import { HeldNotice } from '../release';
import { Card, ErrorSummary, PageTitle, PersonBadge, StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { OfficersPersonView, ProposalView, RegisterView } from '../vault/door';
import { useView } from '../vault/use-vault';
import { NewKeys } from '../sign-in';
import { badgeOf, roleWords, workOf } from '../words';
import { AnchorRequest } from './anchor-request';
import { AppointmentControl } from './appointment-control';
import { Invite } from './invite';
import { Organisations } from './organisations';
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

const modeWords = {
  trial: 'This is a trial: one officer alone lets people in and gives power. It cannot become a register for real use.',
  production: 'Acts of power need two officers: one proposes, another confirms.',
} as const satisfies Record<Mode, string>;

interface WithProposals {
  readonly proposals: readonly ProposalView[];
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
        {isGood && person.waitsForAnchor && <AnchorRequest person={person} />}
        {isGood && person.waitsForOrganisation && !person.waitsForAnchor && (
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
