import type { Entry } from '../kernel/entry';
import { gesture, type Gesture } from '../kernel/keys';
import { refuse } from '../kernel/refusal';
import { bytes, integer, object, seconds, type Shape, type ShapeOf } from '../kernel/shape';
import type { VerifiedAct } from '../facts';
import type { OrganisationId, PersonId } from '../kernel/ids';
import type { Person, RegisterState } from './state';

/** Seconds for which a gesture may wait for its place in the register: long enough to lose the race for it a few times. */
export const gestureSeconds = 600;

/** In the place of a gesture, where no passkey is left: the signature of the key that the recovery words give. */
const words = object({ words: bytes(64) });
export type ByWords = ShapeOf<typeof words>;

export function isByWords(given: Gesture | ByWords): given is ByWords {
  return 'words' in given;
}

const gestureOrWords: Shape<Gesture | ByWords> = {
  read: (value, path) =>
    typeof value === 'object' && value !== null && 'words' in value
      ? words.read(value, path)
      : gesture.read(value, path),
};

/**
 * The last keys of a body that needs a gesture. `asOf`: the last register entry about what is changed, -1 if there is none;
 * `signedAt`: the time the passkey was asked at. The gesture is over the whole body before it.
 */
export const byGesture = { asOf: integer(-1), signedAt: seconds, gesture } as const;
export const byGestureOrWords = { asOf: integer(-1), signedAt: seconds, gesture: gestureOrWords } as const;

/** What a body says of its gesture. */
export interface Gestured {
  readonly asOf: number;
  readonly signedAt: number;
}

/** The last entry about a person, -1 if there is none. */
export function lastAbout(state: RegisterState, person: PersonId): number {
  return state.people.get(person)?.at(-1)?.seq ?? -1;
}

/** The last entry about an organisation or its key, -1 if there is none. */
export function lastAboutOrganisation({ organisations, orgKeys }: RegisterState, id: OrganisationId): number {
  return Math.max(orgKeys.get(id)?.at(-1)?.seq ?? -1, organisations.get(id)?.at(-1)?.seq ?? -1);
}

/** Refuses an act that was confirmed before the register's last word about its matter. */
export function isStillAbout({ asOf }: Pick<Gestured, 'asOf'>, last: number | undefined): void {
  if (asOf !== last) refuse('changed-since-gesture');
}

/** Refuses an act whose author's passkey was not just asked for exactly this, about what the register says now. */
export function requireGesture(
  author: Person,
  entry: Entry,
  { asOf, signedAt }: Gestured,
  last: number,
  made: VerifiedAct | undefined,
): void {
  if (made === undefined) return refuse('gesture-missing');
  isStillAbout({ asOf }, last);
  if (signedAt > entry.at || entry.at - signedAt > gestureSeconds) refuse('gesture-too-old');
  if (made.by === 'words') return;
  const passkey = author.passkeys.find(({ credential }) => credential === made.credential);
  if (passkey === undefined) return refuse('gesture-of-no-passkey');
  if (passkey.counts > entry.at) refuse('passkey-waits');
}
