import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { type AgeBand, consentScopes, contradictsAge, isSecondary } from '@consilium/domain';
import { Card, ExactTime } from '../../platform/kit';
import type { ConsentView, PictureView, RoomView } from '../../vault/door';
import {
  attestationWords,
  authorityWords,
  explanationWords,
  extraScopeWords,
  factWords,
  listed,
  reachOf,
  reachWords,
} from '../../words';
import classes from './check.module.css';
import type { Answers } from './consent-answers';

/** A picture of this case and the agreement it rests on. */
export interface Before {
  readonly number: number;
  readonly consent: ConsentView;
}

const stands = (picture: PictureView | undefined): picture is PictureView => picture?.consent.withdrawn === 'no';

/** Newest first: whose agreement may have covered this one too. */
export function pictureBefore({ threads }: RoomView): PictureView | undefined {
  return threads
    .map(({ picture }) => picture)
    .filter(stands)
    .sort((one, other) => other.number - one.number)[0];
}

/** What may be offered as it stands: what its author heard themselves, and what can still be so at the age the case says. */
export function offeredOf(picture: PictureView | undefined, band: AgeBand | ''): Before | undefined {
  if (picture === undefined || !picture.taken.mine || picture.consent.reportedBy !== '') return undefined;
  const { number, consent } = picture;
  return band !== '' && contradictsAge(consent.authority, band) ? undefined : { number, consent };
}

const isChaperone = (each: string): boolean => each.startsWith('chaperone');

/**
 * One agreement and one talk often cover a series. What the picture shows is asked anew, and so is a chaperone, who was there
 * for one of them.
 */
export function answersAsBefore({ authority, facts, scopes, explained, attested }: ConsentView, now: Answers): Answers {
  return {
    ...now,
    ...{ authority, facts, explained },
    scopes: consentScopes.filter((scope) => scopes.includes(scope)),
    attested: [...attested.filter((each) => !isChaperone(each)), ...now.attested.filter(isChaperone)],
  };
}

/** Everything that is said again by saying it of another picture. */
function saidAgain({ authority, facts, scopes, explained, attested }: ConsentView): string[] {
  const reach = reachOf(scopes);
  const also = scopes.filter(isSecondary).map((scope) => extraScopeWords[scope]);
  return [
    [authorityWords[authority], ...facts.map((fact) => factWords[fact])].join(', '),
    ...(reach === '' ? [] : [reachWords[reach]]),
    ...(also.length === 0 ? [] : [`Also agreed to: ${listed(also).toLowerCase()}`]),
    explained.length === 0
      ? 'What was explained is not said'
      : `Explained: ${listed(explained.map((each) => explanationWords[each].toLowerCase()))}`,
    ...attested.filter((each) => !isChaperone(each)).map((each) => attestationWords[each]),
  ];
}

interface SameAgreementProps {
  readonly before: Before;
  readonly onAnother: () => void;
}

/** What was agreed to for the picture before, in words: posting says it again, and nothing else does. */
export function SameAgreement({ before: { number, consent }, onAnother }: SameAgreementProps): ReactNode {
  return (
    <Card title={`The same agreement as for picture ${String(number)}`}>
      <ul className={classes.again}>
        {saidAgain(consent).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p className={classes.after}>
        Recorded by you, <ExactTime at={consent.takenAt * 1000} />.
      </p>
      <Button variant="default" onClick={onAnother}>
        Ask anew
      </Button>
    </Card>
  );
}
