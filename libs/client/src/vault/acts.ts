import { Problem, rulesToName, type ActToWrite, type ActType, type Gesture } from '@consilium/domain';
import {
  actHash,
  challenge,
  confirmedDraft,
  draft,
  type Blob,
  type ChallengeBinding,
  type Draft,
  type Saying,
} from '@consilium/ledger';
import { append } from '../ledgers/append';
import { requireKnownRules } from '../ledgers/known-rules';
import { countingPasskeys } from './counting-passkeys';
import { gestureOf } from './gesture';
import type { Vault } from './vault';

/** What the service is told a gesture is for, by what it is over. */
const stepUps = {
  'consilium/1 act': 'register',
  'consilium/1 decision': 'decision',
  'consilium/1 second-decision': 'second-decision',
} as const;
type GestureLabel = keyof typeof stepUps;

/** Seconds by which the service's clock and what it dates an entry differ where time is carried on. */
const carriedSeconds = 60;

const changedMeanwhile =
  'The register changed while you were confirming. Nothing was written. Look again, then confirm again.';
const movedOn =
  'This changed while you were looking at it. Nothing was signed. Look again, then confirm what stands there now.';
const noAct = 'This cannot be confirmed. Reload the page and try again.';

/** Asks the person for a gesture over exactly this, under a nonce of the service. `allow`: the passkeys that may give it. */
export async function gestureOver<L extends GestureLabel>(
  vault: Vault,
  label: L,
  over: ChallengeBinding[L],
  allow = countingPasskeys(vault),
): Promise<Gesture> {
  const { nonce } = await vault.transport.call('signIn', 'stepUpBegin', { act: stepUps[label] });
  return gestureUnder(vault, nonce, label, over, allow);
}

async function gestureUnder<L extends GestureLabel>(
  vault: Vault,
  nonce: string,
  label: L,
  over: ChallengeBinding[L],
  allow = countingPasskeys(vault),
): Promise<Gesture> {
  const { rpId } = vault.view;
  const asked = await challenge(label, vault.root, rpId, nonce, ...over);
  return gestureOf(await vault.gesture({ challenge: asked, rpId, allow: [...allow] }), nonce);
}

/** The last register entry about what an act changes. */
export function lastAbout(vault: Vault, type: ActType, body: object): number | undefined {
  const { books, register, view, me } = vault;
  const rules = rulesToName(books.register, view.rules);
  return books.register.lastAbout(register.state, { type, by: me, rules }, body);
}

/** An act of this person's, ready but for what confirms it: as of what the register last says of its matter. */
export function actDraft<T extends ActType>(
  vault: Vault,
  type: T,
  body: ActToWrite<T>,
  blobs: readonly Blob[] = [],
): Draft {
  const asOf = lastAbout(vault, type, body);
  if (asOf === undefined) throw new Problem('wrong-state', noAct);
  const whole = { ...body, asOf, signedAt: vault.clock.stamp() };
  return draft({ type, scope: 'room', body: whole, blobs } as unknown as Saying<T>);
}

export function hashOfAct(vault: Vault, act: Draft): Promise<string> {
  return actHash({ kind: 'register', root: vault.root, ledger: vault.root, by: vault.me }, act);
}

/** When a draft of an act says that its passkey was asked. */
export function askedAt({ body }: Pick<Draft, 'body'>): number {
  return (JSON.parse(body) as { readonly signedAt: number }).signedAt;
}

function datedAt(act: Draft, signedAt: number): Draft {
  return { ...act, body: JSON.stringify({ ...(JSON.parse(act.body) as object), signedAt }) };
}

/**
 * The same act with a gesture of the person's over it. It says that it was asked for at the time the service names, which is
 * what an entry written now is dated: later than its clock where a ledger's newest entry is.
 */
export async function confirmedByGesture(vault: Vault, act: Draft, allow?: readonly string[]): Promise<Draft> {
  const begun = await vault.transport.call('signIn', 'stepUpBegin', { act: stepUps['consilium/1 act'] });
  const dated = begun.at - vault.clock.stamp() > carriedSeconds ? datedAt(act, begun.at) : act;
  const over: ChallengeBinding['consilium/1 act'] = [dated.type, await hashOfAct(vault, dated)];
  return confirmedDraft(dated, await gestureUnder(vault, begun.nonce, 'consilium/1 act', over, allow));
}

/** What a view carries from when it was drawn to the press: the register's last entry about what an act would change. */
export function seenOf(vault: Vault, type: ActType, body: object): string {
  return String(lastAbout(vault, type, body));
}

/** The same of somebody in the register, whatever is said of them. */
export function seenOfPerson(vault: Vault, person: string): string {
  return seenOf(vault, 'status', { person });
}

/** Refuses what is pressed on a screen that shows something else than stands now. */
export function requireSeen(seen: string, now: string): void {
  if (seen !== now) throw new Problem('wrong-state', movedOn);
}

/** One act in the register: what it says, what is sealed with it, and what its person was shown. */
export interface Act<T extends ActType> {
  readonly type: T;
  readonly body: ActToWrite<T>;
  readonly blobs?: readonly Blob[];
  /** As the view carried it when it was drawn. */
  readonly seen: string;
  /** The same as it is now, where a screen shows more, or less, than the register's last entry about the matter. */
  readonly shows?: () => string;
}

/**
 * Writes an act once the person has confirmed exactly this with a passkey. What is pressed holds of what was shown alone,
 * and the gesture outlasts lost races for a place, but not a change of what was confirmed: then nothing is written and the
 * person looks again. A gesture that is not given leaves everything as it was.
 */
export async function confirmAndWrite<T extends ActType>(
  vault: Vault,
  { type, body, blobs, seen, shows = () => seenOf(vault, type, body) }: Act<T>,
): Promise<void> {
  vault.register.requireWhole();
  requireKnownRules(vault.books.register, vault.view.rules);
  requireSeen(seen, shows());
  const standing = (): string => `${seenOf(vault, type, body)} ${shows()}`;
  const before = standing();
  const act = await confirmedByGesture(vault, actDraft(vault, type, body, blobs));
  await append(vault.author, {
    log: vault.register,
    reliesOn: () => '',
    notBefore: askedAt(act),
    build: () => {
      if (standing() !== before) throw new Problem('wrong-state', changedMeanwhile);
      return Promise.resolve([act]);
    },
  });
}
