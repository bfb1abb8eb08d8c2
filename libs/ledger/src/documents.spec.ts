import { digest, toB64 } from '@consilium/bytes';
import { adviceRules, type Clearance, type Head, type Join, type UnprovenJoin } from '@consilium/domain';
import {
  clearancePayload,
  filled,
  now,
  origin,
  refusedAs,
  registerHash,
  root,
  rpId,
  seededPasskey,
  somebody,
  statedByDoctor,
  type Asserting,
  type Somebody,
} from '@consilium/testkit/ledger';
import { challenge } from './gesture';
import { lp, utf8 } from './untrusted-bytes';
import {
  clearanceHash,
  clearanceRules,
  headClaim,
  joinChallenge,
  joinHash,
  readClearance,
  readHead,
  readJoin,
  signClearance,
  signHead,
  signJoin,
} from './documents';
import { signJws } from './keys';
import { headerText } from './strict';

let alice: Somebody;
let bob: Somebody;
let unproven: UnprovenJoin;
let join: Join;
let passkey: Asserting;
const nonce = filled<string>(9, 32);
const site = { origin, rpId };
let head: Head;
let clearance: Clearance;

beforeAll(async () => {
  [alice, bob] = await Promise.all([somebody(1), somebody(2)]);
  passkey = seededPasskey(alice.signer);
  const passkeys = [passkey.passkey];
  unproven = {
    v: 1,
    root,
    person: alice.id,
    states: statedByDoctor('Alice'),
    signing: alice.signer.public,
    sealing: filled(1, 1216),
    recovery: filled(2, 32),
    passkeys,
    at: now,
  };
  const asked = await joinChallenge(unproven, rpId, nonce);
  join = { ...unproven, proofs: [await passkey.assert(asked, nonce)] };
  head = {
    v: 1,
    root,
    ledger: root,
    seq: 3,
    hash: filled(3, 32),
    register: { seq: 0, hash: registerHash },
    state: '',
    by: alice.id,
    at: now,
  };
  clearance = clearancePayload(alice, bob);
});

test('a join is read with the thumbprint of the key it names', async () => {
  const jws = await signJoin(join, alice.signer);
  expect(await readJoin(jws, site)).toEqual({ join, kid: alice.signer.kid });
  const signingInput = jws.slice(0, jws.lastIndexOf('.'));
  expect(await joinHash(jws)).toBe(toB64(await digest(utf8(signingInput))));
});

test('a join signed with another key than it names is refused', async () => {
  await expect(readJoin(await signJoin(join, bob.signer), site)).rejects.toMatchObject({ reason: 'unknown-signer' });
  const [header, payload] = (await signJoin(join, alice.signer)).split('.');
  const other = (await signJoin({ ...join, at: now + 1 }, alice.signer)).split('.')[2] ?? '';
  await expect(readJoin(`${header ?? ''}.${payload ?? ''}.${other}`, site)).rejects.toMatchObject({
    reason: 'bad-signature',
  });
});

test('a join that names a key of small order is refused, whatever its signature (attack 69)', async () => {
  const weak = toB64(Uint8Array.of(1, ...new Uint8Array(31)));
  await expect(readJoin(await signJoin({ ...join, signing: weak }, alice.signer), site)).rejects.toMatchObject({
    reason: 'small-order',
  });
});

test('each passkey of a join proves itself over all that was said: none, another’s, and one for other words are refused', async () => {
  const readAs = async (change: Partial<Join>, where = site): Promise<unknown> =>
    readJoin(await signJoin({ ...join, ...change }, alice.signer), where);
  const [proof] = join.proofs;
  const theirs = seededPasskey(bob.signer);
  const asked = await joinChallenge(unproven, rpId, nonce);
  const act = await challenge('consilium/1 act', root, rpId, nonce, 'join', filled(4, 32));
  const two = [passkey.passkey, theirs.passkey];
  await expect(readAs({ states: statedByDoctor('Mallory') })).rejects.toThrow(refusedAs('gesture-challenge'));
  await expect(readAs({ recovery: filled(7, 32) })).rejects.toThrow(refusedAs('gesture-challenge'));
  await expect(readAs({ passkeys: two })).rejects.toThrow(refusedAs('gesture-passkey'));
  await expect(readAs({ proofs: [await theirs.assert(asked, nonce)] })).rejects.toThrow(refusedAs('gesture-passkey'));
  await expect(readAs({ proofs: [await passkey.assert(act, nonce)] })).rejects.toThrow(refusedAs('gesture-challenge'));
  await expect(readAs({ proofs: [proof, proof] as Join['proofs'] })).rejects.toThrow(refusedAs('gesture-passkey'));
  await expect(readAs({}, { ...site, origin: 'https://evil.example' })).rejects.toThrow(refusedAs('gesture-origin'));
  await expect(readAs({}, { ...site, rpId: 'evil.example' })).rejects.toThrow(refusedAs('gesture-passkey'));
  await expect(readAs({ proofs: [] })).rejects.toThrow('malformed');
});

test('of two passkeys each proves itself, in their order', async () => {
  const theirs = seededPasskey(bob.signer);
  const both = { ...unproven, passkeys: [passkey.passkey, theirs.passkey] };
  const asked = await joinChallenge(both, rpId, nonce);
  const proofs = [await passkey.assert(asked, nonce), await theirs.assert(asked, nonce)];
  expect((await readJoin(await signJoin({ ...both, proofs }, alice.signer), site)).join.passkeys).toHaveLength(2);
  const turned = signJoin({ ...both, proofs: proofs.toReversed() }, alice.signer);
  await expect(readJoin(await turned, site)).rejects.toThrow(refusedAs('gesture-passkey'));
});

test('a join of another shape is not signed', async () => {
  await expect(signJoin({ ...join, sealing: '' }, alice.signer)).rejects.toThrow('malformed');
});

test('a head is read under the key of whom it claims to be by', async () => {
  const jws = await signHead(head, alice.signer);
  expect(await readHead(jws, alice.signer.public)).toEqual(head);
  expect(headClaim(jws).payload.by).toBe(alice.id);
  await expect(readHead(jws, bob.signer.public)).rejects.toMatchObject({ reason: 'unknown-signer' });
});

test('a clearance has the hash of its signing input under its own label', async () => {
  const { jws, hash } = await signClearance(adviceRules, clearance, alice.signer);
  const read = await readClearance(adviceRules, jws);
  expect(read).toMatchObject({ payload: clearance, hash, kid: alice.signer.kid });
  expect(hash).toBe(toB64(await digest(lp('consilium/1 clearance', jws.slice(0, jws.lastIndexOf('.'))))));
  expect(await clearanceHash(read.signingInput)).toBe(hash);
});

test('no document is read as another', async () => {
  const asHead = await signHead(head, alice.signer);
  await expect(readClearance(adviceRules, asHead)).rejects.toMatchObject({ reason: 'header' });
  await expect(readJoin(asHead, site)).rejects.toMatchObject({ reason: 'header' });
  const { jws } = await signClearance(adviceRules, clearance, alice.signer);
  await expect(readHead(jws, alice.signer.public)).rejects.toMatchObject({ reason: 'header' });
});

test('a header names algorithm, key and type and nothing else', () => {
  expect(headerText(alice.signer.kid, 'consilium-join')).toBe(
    `{"alg":"Ed25519","kid":"${alice.signer.kid}","typ":"consilium-join"}`,
  );
});

test('a clearance of a version that is not known here is not read, though its version is', async () => {
  const { jws } = await signJws('consilium-clearance', { ...clearance, rules: 2 }, alice.signer);
  expect(clearanceRules(jws)).toBe(2);
  await expect(readClearance(adviceRules, jws)).rejects.toThrow(refusedAs('shape'));
  await expect(signClearance(adviceRules, { ...clearance, rules: 2 }, alice.signer)).rejects.toThrow(
    refusedAs('shape'),
  );
});

test.each([null, 5, 'rules', [], {}, { rules: '1' }, { rules: 0 }])('%j names no version', async (payload) => {
  const { jws } = await signJws('consilium-clearance', payload, alice.signer);
  expect(() => clearanceRules(jws)).toThrow(refusedAs('shape'));
});
