import { toB64 } from '@consilium/bytes';
import {
  adviceRules,
  type Hash,
  type UnprovenJoin,
  type KeyId,
  type LedgerId,
  type OrganisationId,
  type PersonId,
  registerRules,
  type ThreadId,
  waitsOf,
  type BodyToWrite,
} from '@consilium/domain';
import {
  actHash,
  advance,
  anchorMessage,
  blobOf,
  challenge,
  fromRegister,
  placeAfter,
  readClearance,
  readEntry,
  recoveryActMessage,
  recoverySignInMessage,
  sealBatch,
  signClearance,
  signerFromSeed,
  signHead,
  signReceipt,
  Tree,
} from '@consilium/ledger';
import { statedBy } from '../domain/names';
import { confirmedBy, provenJoin } from './acts';
import { seededPasskey } from './passkeys';
import { clearancePayload } from './clearance';
import { spelledWrongly } from './spelled-wrongly';
import { diaryBook, filled, invitation, now, numbered, origin, placeOf, rpId, somebody, type Somebody } from './people';

function joinOf(who: Somebody, root: LedgerId | ''): UnprovenJoin {
  const passkeys = [seededPasskey(who.signer).passkey];
  const sealing = filled<string>(1, 1216);
  const { public: signing } = who.signer;
  const states = statedBy('Officer', 'officer');
  return { v: 1, root, person: who.id, states, signing, sealing, recovery: signing, passkeys, at: now };
}

async function registerVectors(officer: Somebody, service: Somebody) {
  const join = await provenJoin(joinOf(officer, ''), officer.signer, [seededPasskey(officer.signer)]);
  const body: BodyToWrite<'genesis', 'register'> = {
    kind: 'register',
    mode: 'trial',
    nonce: filled(1, 16),
    rpId,
    origin,
    officers: [join],
    service: service.signer.public,
    waits: waitsOf.production,
  };
  const begins = [numbered(1, { type: 'genesis', scope: 'room', body })];
  const place = placeOf(officer, { root: '', register: { seq: -1, hash: '' } });
  const first = await sealBatch(registerRules, begins, place);
  const { replica: begun } = await advance(registerRules, undefined, first, {});
  const said = { organisation: filled<string>(60, 16), name: 'North Hospital', kind: 'clinical', anchor: '' } as const;
  const organisation = numbered(2, {
    type: 'organisation',
    scope: 'room',
    body: { ...said, asOf: -1, signedAt: now },
  });
  const { root } = begun;
  const act = await confirmedBy(seededPasskey(officer.signer), { root, by: officer.id }, organisation);
  const next = await sealBatch(registerRules, [act], placeOf(officer, placeAfter(begun)));
  const { replica } = await advance(registerRules, begun, next, {});
  return { join, entries: [...first, ...next], replica };
}

async function roomVectors(officer: Somebody, register: Awaited<ReturnType<typeof registerVectors>>['replica']) {
  const thread = filled<ThreadId>(3, 16);
  const blob = await blobOf(new Uint8Array(300).fill(5));
  const drafts = [
    numbered(1, {
      type: 'genesis',
      scope: 'room',
      body: { kind: 'room', nonce: filled(1, 16), org: filled(60, 16), thread },
    }),
    invitation(2),
    numbered(3, {
      type: 'title',
      scope: [thread],
      body: { thread, gen: 1, sealed: blob.ref },
      blobs: [blob],
    }),
  ];
  const place = placeOf(officer, { root: register.root, register: register.head });
  const entries = await sealBatch(diaryBook, drafts, place);
  const options = { register: fromRegister(register.state), expectRoot: register.root };
  const { replica } = await advance(diaryBook, undefined, entries, options);
  return { entries, replica };
}

/** A body before its gesture, and the hash a gesture is over: entry id, type, salt, body, hash. */
async function actVector(root: LedgerId, by: PersonId): Promise<readonly string[]> {
  const body = { version: 2, asOf: -1, signedAt: now };
  const { id, type, salt, body: text } = numbered(5, { type: 'rules-version', scope: 'room', body });
  const hash = await actHash({ kind: 'register', root, ledger: root, by }, { id, type, salt, body: text });
  return [id, type, salt, text, hash];
}

/** What an organisation's anchor (its seed is the byte 50, 32 times) signs of an adviser. */
async function anchorVector(root: LedgerId, person: PersonId) {
  const anchor = await signerFromSeed(new Uint8Array(32).fill(50));
  const said = { organisation: filled<OrganisationId>(61, 16), person, kid: filled<KeyId>(43, 32), asOf: 7 };
  const message = anchorMessage(root, said);
  const signature = toB64(await anchor.sign(message));
  return { anchor: anchor.public, ...said, message: toB64(message), signature };
}

async function challengeVectors(root: LedgerId, person: PersonId) {
  const nonce = filled<string>(40, 32);
  const session = filled<string>(41, 16);
  const subject = filled<string>(42, 32);
  return {
    root,
    rpId,
    nonce,
    'consilium/1 passkey-create': [person, await challenge('consilium/1 passkey-create', '', rpId, nonce, person)],
    'consilium/1 sign-in': [session, await challenge('consilium/1 sign-in', root, rpId, nonce, session)],
    'consilium/1 act': [
      'passkeys',
      subject,
      await challenge('consilium/1 act', root, rpId, nonce, 'passkeys', subject),
    ],
    'consilium/1 decision': [subject, await challenge('consilium/1 decision', root, rpId, nonce, subject)],
    'consilium/1 second-decision': [
      subject,
      await challenge('consilium/1 second-decision', root, rpId, nonce, subject),
    ],
    'consilium/1 act hash': [person, ...(await actVector(root, person))],
    'consilium/1 recovery act': [subject, toB64(recoveryActMessage(root, subject))],
    'consilium/1 recovery-sign-in': [session, toB64(recoverySignInMessage(root, rpId, nonce, session))],
  };
}

/** Everything a second client has to arrive at, from seeds that are one byte 32 times. */
export async function makeVectors() {
  const [officer, service, colleague] = (await Promise.all([1, 4, 2].map(somebody))) as [Somebody, Somebody, Somebody];
  const register = await registerVectors(officer, service);
  const room = await roomVectors(officer, register.replica);
  const clearance = await signClearance(adviceRules, clearancePayload(officer, colleague), officer.signer);
  const { head, root } = register.replica;
  const headPayload = {
    v: 1,
    root,
    ledger: root,
    ...head,
    register: head,
    state: '',
    by: officer.id,
    at: now,
  } as const;
  const receipt = {
    v: 1,
    root,
    ledger: room.replica.ledger,
    thread: filled<ThreadId>(3, 16),
    seq: 4,
    hash: filled<Hash>(44, 32),
    by: officer.id,
  } as const;
  return {
    about:
      'Ed25519 seeds are one byte repeated 32 times; ids, salts and nonces likewise. b64 is base64url without padding.',
    keys: [officer, colleague, service].map(({ signer }, index) => ({
      seed: toB64(new Uint8Array(32).fill([1, 2, 4][index] ?? 0)),
      public: signer.public,
      kid: signer.kid,
    })),
    join: register.join,
    register: {
      entries: register.entries,
      hashes: [...register.replica.history],
      ledger: register.replica.ledger,
      tree: await Tree.root(register.replica.tree ?? Tree.empty),
    },
    room: {
      entries: room.entries,
      hashes: [...room.replica.history],
      ledger: room.replica.ledger,
      bodyHashes: await Promise.all(
        room.entries.map(async (each) => (await readEntry(diaryBook, each)).skeleton.bodyHash),
      ),
    },
    head: await signHead(headPayload, officer.signer),
    receipt: await signReceipt(receipt, officer.signer),
    spelledWrongly: await spelledWrongly(receipt, officer.signer, colleague.signer),
    clearance: { jws: clearance.jws, hash: (await readClearance(adviceRules, clearance.jws)).hash },
    challenges: await challengeVectors(root, officer.id),
    anchor: await anchorVector(root, officer.id),
  };
}
