import type { ReactNode } from 'react';
import { ExactTime, PersonBadge, StatusLine } from '../platform/kit';
import { NewKeys } from '../sign-in';
import type { OfficersPersonView, ProposalView, RegisterView } from '../vault/door';
import { badgeOf, roleWords, workOf } from '../words';
import { Ahead } from './ahead';
import { AnchorRequest } from './anchor-request';
import { AppointmentControl } from './appointment-control';
import { OtherKeysControl } from './other-keys-control';
import { powerWordsAgain } from './power-words';
import { isAbout } from './proposal-words';
import { ProposedLine } from './proposed-line';
import classes from './register.module.css';
import { StatusControl } from './status-control';

interface PersonLineProps extends Pick<RegisterView, 'mode' | 'people'> {
  readonly person: OfficersPersonView;
  readonly proposals: readonly ProposalView[];
}

/** Somebody of the register, what waits about them, and what an officer can say of them: of oneself nothing. */
export function PersonLine({ person, mode, people, proposals }: PersonLineProps): ReactNode {
  const ofThem = ({ what, falls }: ProposalView): boolean =>
    falls === '' && 'person' in what && what.person === person.person;
  const proposed = proposals.filter(ofThem);
  const isGood = person.status === 'good';
  const confirmers = people.filter(
    (other) => other.role === 'officer' && other.good && !other.isMe && other.person !== person.person,
  ).length;
  return (
    <>
      <div className={classes.about}>
        <PersonBadge {...badgeOf(person)} work={workOf(person) || roleWords[person.role]} />
        {person.role === 'officer' && <Office person={person} />}
        <Ahead {...person} />
        <NewKeys name={person.name} news={person.newKeys} />
        {isGood && <Waits person={person} mode={mode} />}
        {proposed.map((proposal) => (
          <ProposedLine key={proposal.proposal} proposal={proposal} />
        ))}
      </div>
      {person.role === 'adviser' && isGood && (
        <AppointmentControl person={person} mode={mode} isProposed={proposed.some(isAbout('appointment'))} />
      )}
      {!person.isMe && isGood && <OtherKeysControl person={person} mode={mode} />}
      {!person.isMe && (
        <StatusControl
          person={person}
          mode={mode}
          isProposed={proposed.some(isAbout('status'))}
          confirmers={confirmers}
        />
      )}
    </>
  );
}

/** Since when somebody is an officer, and until when: a first officer's registration does not run out. */
function Office({ person: { isMe, since, expires, staffSource } }: Pick<PersonLineProps, 'person'>): ReactNode {
  return (
    <p className={classes.aside}>
      {isMe && 'You. '}Officer since <ExactTime at={since * 1000} />
      {staffSource !== 'root' && (
        <>
          , until <ExactTime at={expires * 1000} /> unless renewed
        </>
      )}
      .
    </p>
  );
}

/** Who has to confirm an adviser who was appointed; nothing about anybody else. */
function Waits({ person, mode }: Pick<PersonLineProps, 'person' | 'mode'>): ReactNode {
  switch (person.waitsFor) {
    case 'anchor':
      return <AnchorRequest person={person} />;
    case 'advisers':
      return (
        <StatusLine tone="waiting">
          Not confirmed by their organisation yet. One of its advisers confirms them.
        </StatusLine>
      );
    case 'officers':
      return (
        <StatusLine tone="warning">
          Nobody serves at {person.organisation} any more who could confirm them. End the appointment, then appoint them
          again: they then serve at once{powerWordsAgain[mode]}.
        </StatusLine>
      );
    default:
      return null;
  }
}
