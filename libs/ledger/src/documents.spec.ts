import { digest, toB64 } from '@consilium/bytes';
import { adviceRules, type Clearance, type Head, type Join } from '@consilium/domain';
import {
  clearancePayload,
  filled,
  now,
  registerHash,
  root,
  rpId,
  somebody,
  statedByDoctor,
  type Somebody,
} from '@consilium/testkit/ledger';
import { lp, utf8 } from './untrusted-bytes';
import {
  clearanceHash,
  headClaim,
  joinHash,
  readClearance,
  readHead,
  readJoin,
  signClearance,
  signHead,
  signJoin,
} from './documents';
import { headerText } from './strict';

let alice: Somebody;
let bob: Somebody;
let join: Join;
let head: Head;
let clearance: Clearance;

beforeAll(async () => {
  [alice, bob] = await Promise.all([somebody(1), somebody(2)]);
  const passkeys = [{ credential: filled<string>(1, 16), cose: filled<string>(1, 77), rpId }];
  join = {
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
  head = {
    v: 1,
    root,
    ledger: root,
    seq: 3,
    hash: filled(3, 32),
    register: { seq: 0, hash: registerHash },
    by: alice.id,
    at: now,
  };
  clearance = clearancePayload(alice, bob);
});

test('a join is read with the thumbprint of the key it names', async () => {
  const jws = await signJoin(join, alice.signer);
  expect(await readJoin(jws)).toEqual({ join, kid: alice.signer.kid });
  const signingInput = jws.slice(0, jws.lastIndexOf('.'));
  expect(await joinHash(jws)).toBe(toB64(await digest(utf8(signingInput))));
});

test('a join signed with another key than it names is refused', async () => {
  await expect(readJoin(await signJoin(join, bob.signer))).rejects.toMatchObject({ reason: 'unknown-signer' });
  const [header, payload] = (await signJoin(join, alice.signer)).split('.');
  const other = (await signJoin({ ...join, at: now + 1 }, alice.signer)).split('.')[2] ?? '';
  await expect(readJoin(`${header ?? ''}.${payload ?? ''}.${other}`)).rejects.toMatchObject({
    reason: 'bad-signature',
  });
});

test('a join that names a key of small order is refused, whatever its signature (attack 69)', async () => {
  const weak = toB64(Uint8Array.of(1, ...new Uint8Array(31)));
  await expect(readJoin(await signJoin({ ...join, signing: weak }, alice.signer))).rejects.toMatchObject({
    reason: 'small-order',
  });
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
  await expect(readJoin(asHead)).rejects.toMatchObject({ reason: 'header' });
  const { jws } = await signClearance(adviceRules, clearance, alice.signer);
  await expect(readHead(jws, alice.signer.public)).rejects.toMatchObject({ reason: 'header' });
});

test('a header names algorithm, key and type and nothing else', () => {
  expect(headerText(alice.signer.kid, 'consilium-join')).toBe(
    `{"alg":"Ed25519","kid":"${alice.signer.kid}","typ":"consilium-join"}`,
  );
});
