import { type AgeBand, consentScopes, contradictsAge } from '@consilium/domain';
import type { ConsentView, PictureView, RoomView } from '../../vault/door';
import type { Answers } from './consent-answers';

/** A picture of this case and the agreement it rests on. */
export interface Before {
  readonly number: number;
  readonly consent: ConsentView;
}

const stands = (picture: PictureView | undefined): picture is PictureView => picture?.consent.withdrawn === 'no';

/** Where pictures are looked for: a case as it is read, of which nothing else is asked. */
interface WithPictures {
  readonly threads: readonly Pick<RoomView['threads'][number], 'picture'>[];
}

/** Newest first: whose agreement may have covered this one too. */
export function pictureBefore({ threads }: WithPictures): PictureView | undefined {
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

/** Who was there for one picture need not have been there for the next. */
export const isChaperone = (each: string): boolean => each.startsWith('chaperone');

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
