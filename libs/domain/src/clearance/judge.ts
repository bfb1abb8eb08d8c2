import type { Clearance, Recipient, VerifiedClearance, VerifiedSignature } from './document';
import { needsSecondAdviser } from './duties';
import type { PersonId } from '../kernel/ids';
import { refusalOf, refuse, type Refusal } from '../kernel/refusal';
import type { Person, RegisterView } from '../register/state';
import { isActiveAdviser, isActiveClinician } from '../register/view';

/** When and against what a clearance is judged: at an entry, or at the newest register and now. */
export interface Standpoint {
  readonly view: RegisterView;
  readonly at: number;
}

/** Nobody decides about their own share (attack 38). */
export function judgeParties({ by, requester, recipient }: Clearance): void {
  if (new Set([by, requester, recipient.person]).size !== 3) refuse('parties-not-distinct');
}

/** One of their passkeys, that counted already when the decision was signed. */
function byPasskeyOf(person: Person, { credential }: VerifiedSignature, signedAt: number): void {
  const passkey = person.passkeys.find((each) => each.credential === credential);
  if (passkey === undefined) return refuse('wrong-passkey');
  if (passkey.counts > signedAt) refuse('passkey-waits');
}

function judgeFirst({ clearance, first }: VerifiedClearance, { view, at }: Standpoint): void {
  const adviser = view.person(clearance.by);
  if (!isActiveAdviser(adviser, clearance.org, at)) return refuse('not-an-adviser');
  if (adviser.kid !== first.kid) refuse('wrong-adviser-key');
  byPasskeyOf(adviser, first, Math.min(clearance.at, at));
}

/** Another person, with another passkey, who is an active adviser of the same organisation. */
function judgeSecond({ clearance, first, second }: VerifiedClearance, { view, at }: Standpoint): void {
  if (second === undefined) {
    if (needsSecondAdviser(clearance)) refuse('second-adviser-missing');
    return;
  }
  const adviser = view.people().find(({ kid }) => kid === second.kid);
  const parties: readonly PersonId[] = [clearance.by, clearance.requester, clearance.recipient.person];
  if (adviser === undefined || parties.includes(adviser.id)) return refuse('second-adviser-invalid');
  if (!isActiveAdviser(adviser, clearance.org, at)) refuse('second-adviser-invalid');
  if (first.credential === second.credential) refuse('second-adviser-invalid');
  byPasskeyOf(adviser, second, Math.min(clearance.at, at));
}

/** Who signed. A decision against a share needs no second signature. */
export function judgeSigners(verified: VerifiedClearance, standpoint: Standpoint): void {
  judgeFirst(verified, standpoint);
  if (verified.clearance.outcome !== 'advised-against') judgeSecond(verified, standpoint);
}

function judgeDates({ joinBy, memberUntil, register }: Clearance, { view, at }: Standpoint): void {
  if (register.seq > view.seq) refuse('clearance-from-later-register');
  if (joinBy > memberUntil) refuse('clearance-dates');
  if (at > joinBy) refuse('join-by-passed');
  if (at >= memberUntil) refuse('member-until-passed');
}

/** Who is let in, with the keys that an adviser confirmed since, where one did. */
export function recipientNow(
  { id, org, recipient }: Pick<Clearance, 'id' | 'org' | 'recipient'>,
  hash: string,
  view: RegisterView,
): Recipient {
  return { ...recipient, ...view.clearanceKeys(id, hash, org) };
}

/** Whether the register still says of this colleague what the document says: same person, keys and number. */
export function isSameRecipient(recipient: Recipient, person: Person): boolean {
  return (
    person.kid === recipient.kid &&
    person.sealing === recipient.sealing &&
    person.registration?.number === recipient.number
  );
}

export function judgeRecipient(recipient: Recipient, { view, at }: Standpoint): void {
  const person = view.person(recipient.person);
  if (!isActiveClinician(person, at)) return refuse('recipient-not-active');
  if (!isSameRecipient(recipient, person)) refuse('recipient-differs');
}

function judgeRequester({ requester, org }: Clearance, { view, at }: Standpoint): void {
  const person = view.person(requester);
  if (!isActiveClinician(person, at)) return refuse('not-a-clinician-here');
  if (person.memberOf !== org) refuse('wrong-defence-organisation');
}

function judgeSigned(
  verified: VerifiedClearance,
  standpoint: Standpoint,
  signers: (verified: VerifiedClearance, standpoint: Standpoint) => void,
): void {
  const { clearance, hash } = verified;
  if (clearance.root !== standpoint.view.root) refuse('clearance-of-another-register');
  if (clearance.rules > standpoint.view.rules) refuse('rules-unknown');
  judgeParties(clearance);
  signers(verified, standpoint);
  judgeDates(clearance, standpoint);
  judgeRequester(clearance, standpoint);
  judgeRecipient(recipientNow(clearance, hash, standpoint.view), standpoint);
  if (standpoint.view.clearance(clearance.id, hash, clearance.org) !== 'good') refuse('clearance-not-standing');
}

/** Everything a clearance must be wherever it is used; where it is used is for the room's or the advice ledger's rules. */
export function judgeClearance(verified: VerifiedClearance, standpoint: Standpoint): void {
  judgeSigned(verified, standpoint, judgeSigners);
}

/** Everything a clearance must be that waits for its second signature, and for nothing else. */
export function judgeProposed(verified: VerifiedClearance, standpoint: Standpoint): void {
  const { clearance } = verified;
  if (clearance.outcome === 'advised-against' || !needsSecondAdviser(clearance)) refuse('second-adviser-not-due');
  judgeSigned(verified, standpoint, judgeFirst);
}

/** Why this clearance lets nobody in, judged alone: for the invited colleague, who has not seen the room yet. */
export function clearanceRefusal(verified: VerifiedClearance, view: RegisterView, at: number): Refusal | undefined {
  return refusalOf(() => {
    judgeClearance(verified, { view, at });
    if (verified.clearance.outcome === 'advised-against') refuse('advised-against');
  });
}
