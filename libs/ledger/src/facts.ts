import {
  noFacts,
  type Clearance,
  type ClearanceShapes,
  type Facts,
  type Gesture,
  type KeyId,
  type LedgerKind,
  type PersonId,
  type RegisterBody,
  type RegisterView,
  type RoomBody,
  type Skeleton,
  type VerifiedJoin,
  type VerifiedSignature,
} from '@consilium/domain';
import { verifyAct } from './act';
import { requireAnchor, verifyAnchored } from './anchor';
import { utf8 } from './untrusted-bytes';
import { clearanceRules, readClearance, readJoin } from './documents';
import type { ReadEntry } from './entry';
import { challenge, verifyGesture, type ChallengeLabel } from './gesture';
import { requireGoodKey, thumbprint, verify } from './keys';
import type { RegisterReader } from './register-reader';
import type { ReadJws } from './strict';
import { BadSignature, Malformed } from './untrusted';

/** The register at the head the entry names. */
export interface Standpoint {
  readonly register: RegisterReader;
  readonly view: RegisterView;
}

type Decision = Pick<RoomBody<'admit'>, 'clearance' | 'gesture' | 'second'>;

type Entry = Pick<ReadEntry, 'skeleton' | 'body' | 'wire'>;

interface Signing {
  readonly document: ReadJws<Clearance>;
  readonly gesture: Gesture;
  readonly signer: PersonId | undefined;
  readonly label: Extract<ChallengeLabel, 'consilium/1 decision' | 'consilium/1 second-decision'>;
  /** Clearance hash; both gestures are over the first signature's. */
  readonly hash: string;
}

/** One adviser's signature and gesture over a clearance, with the keys and passkeys the register listed for them. */
async function verifySigning(signing: Signing, { view }: Standpoint): Promise<VerifiedSignature> {
  const { document, gesture } = signing;
  const person = signing.signer === undefined ? undefined : view.person(signing.signer);
  if (person?.kid !== document.kid) throw new BadSignature('unknown-signer');
  const { credential } = await verifyGesture(gesture, {
    passkeys: person.passkeys,
    challenge: await challenge(signing.label, view.root, view.rpId, gesture.nonce, signing.hash),
    origin: view.origin,
    rpId: view.rpId,
  });
  if (!(await verify(person.signing, utf8(document.signingInput), document.signature))) {
    throw new BadSignature('bad-signature');
  }
  return { kid: document.kid, credential };
}

const payloadOf = (jws: string): string | undefined => jws.split('.')[1];

async function clearanceFacts(book: ClearanceShapes, body: Decision, standpoint: Standpoint): Promise<Facts> {
  const document = await readClearance(book, body.clearance);
  const { payload: clearance, hash } = document;
  const first = await verifySigning(
    { document, gesture: body.gesture, signer: clearance.by, label: 'consilium/1 decision', hash },
    standpoint,
  );
  if (body.second === undefined) return { clearance: { clearance, hash, first } };
  const second = await readClearance(book, body.second.jws);
  if (payloadOf(body.second.jws) !== payloadOf(body.clearance)) throw new Malformed('shape');
  const verified = await verifySigning(
    {
      document: second,
      gesture: body.second.gesture,
      signer: standpoint.register.ownerOfKey(second.kid, standpoint.view.seq),
      label: 'consilium/1 second-decision',
      hash,
    },
    standpoint,
  );
  return { clearance: { clearance, hash, first, second: verified } };
}

async function genesisFacts({ officers, service, ...site }: RegisterBody<'genesis'>): Promise<Facts> {
  requireGoodKey(service);
  const joins = await Promise.all(officers.map((join) => readJoin(join, site)));
  return { joins, serviceKid: await thumbprint(service) };
}

const withJoin = ['credential', 'key-change', 'key-replacement'] as const;
type WithJoin = (typeof withJoin)[number];
const carriesJoin = (type: string): type is WithJoin => withJoin.some((each) => each === type);

async function joinFacts({ type }: Skeleton, body: unknown, standpoint: Standpoint | undefined): Promise<Facts> {
  if (!carriesJoin(type)) return noFacts;
  if (standpoint === undefined) throw new BadSignature('unknown-signer');
  return { joins: [await readJoin((body as RegisterBody<WithJoin>).join, standpoint.view)] };
}

function isConfirmed(body: unknown): body is Parameters<typeof verifyAct>[2] {
  return Object.hasOwn(Object(body) as object, 'gesture');
}

async function actFacts({ skeleton, wire, body }: Entry, standpoint: Standpoint | undefined): Promise<Facts> {
  if (!isConfirmed(body)) return noFacts;
  const { root, ledger, by } = skeleton;
  if (standpoint === undefined || root === '' || ledger === '') throw new BadSignature('unknown-signer');
  const act = await verifyAct({ kind: 'register', root, ledger, by }, { skeleton, wire }, body, standpoint.view);
  return { act };
}

async function anchorFacts({ type }: Skeleton, body: unknown, standpoint: Standpoint | undefined): Promise<Facts> {
  if (type === 'organisation') requireAnchor(body as RegisterBody<'organisation'>);
  if (type !== 'anchored') return noFacts;
  if (standpoint === undefined) throw new BadSignature('unknown-signer');
  const anchored = await verifyAnchored(body as RegisterBody<'anchored'>, standpoint.view);
  return anchored === undefined ? noFacts : { anchored };
}

/**
 * What a register entry carries: joins, each verified under the key it names itself, the gesture over it, what an
 * organisation's anchor signed, and the service key's thumbprint.
 */
async function registerFacts(entry: Entry, standpoint: Standpoint | undefined): Promise<Facts> {
  const { skeleton, body } = entry;
  if (skeleton.type === 'genesis') return genesisFacts(body as RegisterBody<'genesis'>);
  return {
    ...(await joinFacts(skeleton, body, standpoint)),
    ...(await anchorFacts(skeleton, body, standpoint)),
    ...(await actFacts(entry, standpoint)),
  };
}

const carriesClearance = (kind: LedgerKind, type: string): boolean =>
  (kind === 'room' && type === 'admit') || (kind === 'advice' && (type === 'decision' || type === 'proposal'));

/** Whose ledger an entry is of, and how the clearances in it are read. */
type Reading = ClearanceShapes & { readonly kind: LedgerKind };

/** The newest version of the rules that an entry names: its own, or that of the decision it carries. */
export function rulesNamed(kind: LedgerKind, { skeleton, body }: Entry): number {
  if (body === undefined || !carriesClearance(kind, skeleton.type)) return skeleton.rules;
  return Math.max(skeleton.rules, clearanceRules((body as Decision).clearance));
}

/**
 * Checks what is signed inside an entry's body and hands it over as facts: joins, and clearances with the signatures
 * and gestures of their advisers as the register stood. Throws `Malformed` or `BadSignature`. Whether somebody may
 * sign such a thing is for the rule book.
 */
export async function establishFacts(book: Reading, entry: Entry, standpoint: Standpoint | undefined): Promise<Facts> {
  const { kind } = book;
  const { type } = entry.skeleton;
  if (entry.body === undefined) return noFacts;
  if (kind === 'register') return registerFacts(entry, standpoint);
  if (!carriesClearance(kind, type)) return noFacts;
  if (standpoint === undefined) throw new BadSignature('unknown-signer');
  return clearanceFacts(book, entry.body as Decision, standpoint);
}

/** The key that must have signed entry 0 of a register: the one in its author's own join. */
export function genesisSigner(by: PersonId, kid: KeyId, joins: readonly VerifiedJoin[]): string {
  const own = joins.find(({ join }) => join.person === by);
  if (own?.kid !== kid) throw new BadSignature('unknown-signer');
  return own.join.signing;
}
