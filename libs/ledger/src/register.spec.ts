import { Newer } from './untrusted';
import {
  type Hash,
  type UnprovenJoin,
  type LedgerId,
  type OrganisationId,
  type PersonId,
  registerRules,
  type RegisterState,
  waitsOf,
  type BodyToWrite,
} from '@consilium/domain';
import {
  authenticator,
  confirmedBy,
  filled,
  now,
  numbered,
  origin,
  placeOf,
  provenJoin,
  rpId,
  somebody,
  statedBy,
  statedByDoctor,
  type Somebody,
} from '@consilium/testkit/ledger';
import { fromB64 } from './untrusted-bytes';
import { advance } from './advance';
import { sealBatch, type Draft } from './draft';
import { ledgerIdOf, readEntry, signEntry } from './entry';
import { fromRegister } from './register-reader';
import { placeAfter, type Replica } from './replica';
import type { SealedEntry } from './sealed-entry';
import { Tree } from './tree';

const key = authenticator();
const officersKey = authenticator();
let officer: Somebody;
let doctor: Somebody;
let renewed: Somebody;
let service: Somebody;
let wires: readonly SealedEntry[];
let whole: Replica<RegisterState>;

const north = filled<OrganisationId>(60, 16);
const joinOf = (who: Somebody, root: LedgerId | '', person: PersonId = who.id): UnprovenJoin => ({
  v: 1,
  root,
  person,
  states:
    person === officer.id
      ? statedBy('Officer', 'officer')
      : { ...statedByDoctor('Doctor D'), organisation: north, defence: '', register: [stated] },
  signing: who.signer.public,
  sealing: filled(1, 1216),
  recovery: filled(2, 32),
  passkeys: [(person === officer.id ? officersKey : key).passkey],
  at: now,
});

const byOfficer = (act: Draft, root = whole.root): Promise<Draft> =>
  confirmedBy(officersKey, { root, by: officer.id }, act);

const organisation = (number: number, root?: LedgerId): Promise<Draft> =>
  byOfficer(
    numbered(number, {
      type: 'organisation',
      scope: 'room',
      body: {
        organisation: number === 2 ? north : filled(number, 16),
        name: `Hospital ${String(number)}`,
        kind: 'clinical',
        anchor: '',
        asOf: -1,
        signedAt: now,
      },
    }),
    root,
  );

const stated = { body: 'GMC', number: '1234567' } as const;
const registration = {
  ...stated,
  ...({ name: 'Dr Doctor D', status: 'with-licence', source: 'trial', checkedAt: now } as const),
};

async function credential(root: LedgerId): Promise<Draft> {
  const act = numbered(3, {
    type: 'credential',
    scope: 'room',
    body: {
      person: doctor.id,
      join: await provenJoin(joinOf(doctor, root), doctor.signer, [key]),
      level: 'V1',
      registration: [registration],
      staff: [],
      why: '',
      expires: now + 1_000_000,
      asOf: -1,
      signedAt: now,
    },
  });
  return byOfficer(act, root);
}

const beginsRegister = { root: '', register: { seq: -1, hash: '' } } as const;

beforeAll(async () => {
  [officer, doctor, renewed, service] = (await Promise.all([1, 2, 3, 4].map(somebody))) as [
    Somebody,
    Somebody,
    Somebody,
    Somebody,
  ];
  const body: BodyToWrite<'genesis', 'register'> = {
    kind: 'register',
    mode: 'trial',
    nonce: filled(1, 16),
    rpId,
    origin,
    officers: [await provenJoin(joinOf(officer, ''), officer.signer, [officersKey])],
    service: service.signer.public,
    waits: waitsOf.production,
  };
  const genesis = numbered(1, { type: 'genesis', scope: 'room', body });
  const [first] = await sealBatch(registerRules, [genesis], placeOf(officer, beginsRegister));
  if (first === undefined) throw new Error('an entry was expected');
  const begun = await advance(registerRules, undefined, [first], {});
  const root = begun.replica.root;
  const byOne = await sealBatch(
    registerRules,
    [await organisation(2, root), await credential(root)],
    placeOf(officer, placeAfter(begun.replica)),
  );
  const known = await advance(registerRules, begun.replica, byOne, { expectRoot: root });
  const join = await provenJoin(joinOf(renewed, root, doctor.id), renewed.signer, [key]);
  const keyring = { version: 2, hash: filled<Hash>(6, 32) };
  const body2 = { join, keyring, request: filled(5, 32), asOf: 2, signedAt: now };
  const change = await confirmedBy(
    key,
    { root, by: doctor.id },
    numbered(4, { type: 'key-change', scope: 'room', body: body2 }),
  );
  const byDoctor = await sealBatch(registerRules, [change], placeOf(doctor, placeAfter(known.replica)));
  wires = [first, ...byOne, ...byDoctor];
  ({ replica: whole } = await advance(registerRules, known.replica, byDoctor, {}));
});

test('a register replays in one go, its keys changing on the way', async () => {
  const { replica, applied } = await advance(registerRules, undefined, wires, { expectRoot: whole.root });
  expect(replica).toEqual(whole);
  expect(applied.map(({ entry }) => entry.type)).toEqual(['genesis', 'organisation', 'credential', 'key-change']);
  expect(whole.ledger).toBe(whole.root);
  expect(whole.state.service).toBe(service.signer.public);
});

test('a register names the tree over all its entries', async () => {
  let tree = Tree.empty;
  for (const [index, wire] of wires.entries()) {
    expect((await readEntry(registerRules, wire)).skeleton.tree).toBe(await Tree.root(tree));
    tree = await Tree.append(tree, fromB64(whole.history.at(index) ?? ''));
  }
  expect(whole.tree).toEqual(tree);
});

test('an entry with another tree or register head is refused', async () => {
  const wrongTree = await sealBatch(
    registerRules,
    [await organisation(9)],
    placeOf(officer, { ...placeAfter(whole), tree: Tree.empty }),
  );
  await expect(advance(registerRules, whole, wrongTree, {})).rejects.toMatchObject({ code: 'wrong-tree' });
  const next = await sealBatch(registerRules, [await organisation(9)], placeOf(officer, placeAfter(whole)));
  const { replica } = await advance(registerRules, whole, next, {});
  expect(replica.head.seq).toBe(4);
});

test('another register than the pinned one is refused (attacks 1, 74)', async () => {
  await expect(advance(registerRules, undefined, wires, { expectRoot: filled<LedgerId>(1, 32) })).rejects.toMatchObject(
    {
      code: 'wrong-root',
      seq: 0,
    },
  );
});

test('the old key signs nothing after a change of keys', async () => {
  const { passkeys: held } = joinOf(doctor, '');
  const body = { passkeys: held, request: filled(5, 32), asOf: 3, signedAt: now };
  const unsigned = numbered(8, { type: 'passkeys', scope: 'room', body });
  const passkeys = await confirmedBy(key, { root: whole.root, by: doctor.id }, unsigned);
  const old = await sealBatch(registerRules, [passkeys], placeOf(doctor, placeAfter(whole)));
  await expect(advance(registerRules, whole, old, {})).rejects.toMatchObject({ code: 'unknown-signer' });
  const fresh = await sealBatch(registerRules, [passkeys], placeOf({ ...renewed, id: doctor.id }, placeAfter(whole)));
  expect((await advance(registerRules, whole, fresh, {})).replica.head.seq).toBe(4);
});

test('a register begun by somebody whose join is not in it is refused, and so is one without its body', async () => {
  const [first] = wires;
  await expect(advance(registerRules, undefined, [{ jws: first?.jws ?? '' }], {})).rejects.toMatchObject({
    code: 'unknown-signer',
  });
  const genesis = { ...numbered(1, { type: 'genesis', scope: 'room', body: {} as never }), body: first?.body ?? '' };
  const forged = await sealBatch(registerRules, [genesis], placeOf(doctor, beginsRegister));
  await expect(advance(registerRules, undefined, forged, {})).rejects.toMatchObject({ code: 'unknown-signer' });
});

/** The register after an officer put the next version of the rules in force. */
async function activated() {
  const version = registerRules.knows + 1;
  const body = { version, asOf: 0, signedAt: now };
  const activation = await byOfficer(numbered(10, { type: 'rules-version', scope: 'room', body }));
  const wires = await sealBatch(registerRules, [activation], placeOf(officer, placeAfter(whole)));
  return { version, ...(await advance(registerRules, whole, wires, {})) };
}

test('a build replays over the activation of rules it does not know, and holds the first entry under them', async () => {
  const { version, replica } = await activated();
  expect(replica.head.seq).toBe(4);
  const old = await sealBatch(registerRules, [await organisation(11)], placeOf(officer, placeAfter(replica)));
  expect((await advance(registerRules, replica, old, {})).replica.head.seq).toBe(5);
  const place = placeOf(officer, { ...placeAfter(replica), rules: version });
  const next = await sealBatch(
    { ...registerRules, bodies: () => registerRules.bodies(1) },
    [await organisation(11)],
    place,
  );
  await expect(advance(registerRules, replica, next, {})).rejects.toBeInstanceOf(Newer);
  await expect(advance(registerRules, replica, next, {})).rejects.toMatchObject({ seq: 5, what: 'rules' });
});

test('rules nobody activated are refused in the register too', async () => {
  const place = placeOf(officer, { ...placeAfter(whole), rules: registerRules.knows + 1 });
  const next = await sealBatch(
    { ...registerRules, bodies: () => registerRules.bodies(1) },
    [await organisation(11)],
    place,
  );
  await expect(advance(registerRules, whole, next, {})).rejects.toMatchObject({ code: 'rules-unknown', seq: 4 });
});

test('a register begun under rules not known here is newer where it is the one asked for, and refused where it is not', async () => {
  const genesis = { ...numbered(1, { type: 'genesis', scope: 'room', body: {} as never }), body: wires[0]?.body ?? '' };
  const shapes = { ...registerRules, bodies: () => registerRules.bodies(1) };
  const begun = await sealBatch(
    shapes,
    [genesis],
    placeOf(officer, { ...beginsRegister, rules: registerRules.knows + 1 }),
  );
  const root = ledgerIdOf('register', begun[0] ?? { jws: '' });
  await expect(advance(registerRules, undefined, begun, { expectRoot: root })).rejects.toBeInstanceOf(Newer);
  await expect(advance(registerRules, undefined, begun, { expectRoot: whole.root })).rejects.toMatchObject({
    code: 'wrong-root',
  });
});

test('a reader knows the register at each of its entries and at no other', () => {
  const reader = fromRegister(whole.state);
  expect(reader.service).toBe(service.signer.public);
  expect(reader.registerAt(-1)).toBeUndefined();
  expect(reader.registerAt(4)).toBeUndefined();
  expect(reader.registerAt(1)?.person(doctor.id)).toBeUndefined();
  expect(reader.registerAt(2)?.person(doctor.id)?.kid).toBe(doctor.signer.kid);
  expect(reader.registerAt(3)?.person(doctor.id)?.kid).toBe(renewed.signer.kid);
  expect(reader.registerAt(3)).toBe(reader.registerAt(3));
  expect(reader.registerHash(2)).toBe(whole.history.at(2));
  expect(reader.registerHash(4)).toBeUndefined();
  expect(reader.ownerOfKey(doctor.signer.kid, 2)).toBe(doctor.id);
  expect(reader.ownerOfKey(doctor.signer.kid, 3)).toBeUndefined();
});

test('a register entry that claims another register head than the entry before it is refused', async () => {
  const [entry] = await sealBatch(registerRules, [await organisation(9)], placeOf(officer, placeAfter(whole)));
  const read = await readEntry(registerRules, entry ?? { jws: '' });
  for (const register of [
    { seq: 2, hash: whole.head.hash },
    { seq: 3, hash: filled<Hash>(1, 32) },
  ]) {
    const { jws } = await signEntry({
      kind: 'register',
      signer: officer.signer,
      skeleton: { ...read.skeleton, register },
    });
    await expect(advance(registerRules, whole, [{ ...entry, jws }], {})).rejects.toMatchObject({
      code: 'register-fell',
    });
  }
});

test('a register entry that names another root, or a beginning that names one, is refused', async () => {
  const elsewhere = { ...placeAfter(whole), root: filled<LedgerId>(1, 32) };
  const later = await sealBatch(registerRules, [await organisation(9)], placeOf(officer, elsewhere));
  await expect(advance(registerRules, whole, later, {})).rejects.toMatchObject({ code: 'wrong-root' });
  const genesis = { ...numbered(1, { type: 'genesis', scope: 'room', body: {} as never }), body: wires[0]?.body ?? '' };
  const named = await sealBatch(registerRules, [genesis], placeOf(officer, { ...beginsRegister, root: whole.root }));
  await expect(advance(registerRules, undefined, named, {})).rejects.toMatchObject({ code: 'wrong-root' });
});
