import { randomInt } from 'node:crypto';
import { randomBytes, toB64 } from '@consilium/bytes';
import type { SealedEntry } from '@consilium/contracts';
import type { ActToWrite, OrganisationId, PersonId, UnprovenJoin } from '@consilium/domain';
import { type Signer, signerFromSeed, thumbprint } from '@consilium/ledger';
import { isUsableSealingKey } from '@consilium/sealing';
import { authenticator, provenJoin, statedByDoctor, type Asserting } from '@consilium/testkit/ledger';
import { clinic, type Clinic } from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import { caseThread, opensCase } from './cases';
import { closeDevices, deviceOf, evidenceOf, refusal, said } from './devices';
import { EvilMember } from './evil-member';
import { EvilServer } from './evil-server';
import { newId } from './forged-clearances';
import { touchedBy } from './proving';

const readOnly = /read-only here; save the evidence file/;

describe('keys and spellings that are made to mislead', () => {
  let system: System;
  let people: Clinic;
  let owner: EvilMember;
  let officer: EvilMember;

  beforeAll(async () => {
    system = await startSystem();
    people = await clinic(system);
    owner = await EvilMember.of(people.alice);
    officer = await EvilMember.of(people.officer);
  });
  afterEach(closeDevices);

  const anotherPasskey = () => authenticator('ES256', system.origin, 'localhost');

  /** A credential as a careless officer would sign it: whatever keys the joiner states. `key`: one that nobody else has, left out. */
  async function credential(signer: Signer, sealing: string, key: Asserting = anotherPasskey()) {
    const person = newId() as PersonId;
    const { root, view } = owner.vault;
    const at = owner.vault.clock.now();
    const name = 'Magnus Meadowsweet';
    const number = String(randomInt(1_000_000, 9_000_000));
    const register = [{ body: 'GMC', number }] as const;
    const unproven: UnprovenJoin = {
      v: 1,
      root,
      person,
      states: { ...statedByDoctor(name), organisation: people.hospital as OrganisationId, defence: '', register },
      signing: signer.public,
      sealing,
      recovery: signer.public,
      passkeys: [{ ...key.passkey, rpId: view.rpId }],
      at,
    };
    const found = { name, status: 'with-licence', source: 'By hand', checkedAt: at } as const;
    const body: ActToWrite<'credential'> = {
      person,
      join: await provenJoin(unproven, signer, [key]),
      level: 'V1',
      registration: [{ body: 'GMC', number, ...found }],
      staff: [],
      why: '',
      expires: at + 86_400,
    };
    return { person, body };
  }

  test('68: what is signed in another than the one spelling is refused by the API and by the client', async () => {
    const room = await opensCase(people.alice, people.bela);
    const thread = await caseThread(people.alice.door, room);
    const [honest] = await owner.sign(room, [await owner.message(room, thread, 'spelled otherwise')]);
    if (honest === undefined) throw new Error('nothing signed');
    const [head = '', payload = ''] = honest.jws.split('.');
    const text = Buffer.from(payload, 'base64url').toString();
    const spelled = async (bytes: string | Buffer): Promise<SealedEntry> => {
      const input = `${head}.${Buffer.from(bytes).toString('base64url')}`;
      const signature = await owner.signer.sign(new Uint8Array(Buffer.from(input)));
      return { ...honest, jws: `${input}.${toB64(signature)}` };
    };
    const spellings = [
      text.replace('"seq":', '"seq":0,"seq":'),
      `\uFEFF${text}`,
      text.replace(/"at":\d+/, '"at":9007199254740993'),
      text.replace(/"at":(\d+)/, '"at":$1.0'),
      text.replace('"v":1', '"v": 1'),
      text.replace('"v":1', '"v":1,"approved":true'),
      text.replace('{"v":1,', '{').replace('}', ',"v":1}'),
      text.replace('message', 'messag\\u0065'),
      Buffer.concat([Buffer.from(text.slice(0, -1)), Buffer.from([0xff]), Buffer.from('}')]),
    ];
    for (const each of spellings) {
      expect(String(each)).not.toBe(text);
      const entry = await spelled(each);
      // Where it cannot even be read, its place in the record cannot either.
      expect(await owner.send(room, [entry])).toMatch(/^(not-allowed: (json|shape)|wrong-state: head-moved)$/);
      const evil = new EvilServer().adds(room, [entry]);
      const door = await deviceOf(people.bela, { evil });
      expect((await door.room(room)).alarm).toMatch(readOnly);
      expect(await said(door, room, thread)).toEqual([]);
      expect((await evidenceOf(door, room)).what).toBe('refused');
    }
    expect(await owner.send(room, [await spelled(text)])).toBe('taken');
  });

  test('69: a public key of small order enters no register, whoever signs the credential', async () => {
    for (const first of [0, 1]) {
      const point = new Uint8Array(32);
      point[0] = first;
      const weak = toB64(point);
      // Under such a key some verifiers take this signature for any message.
      const signature = new Uint8Array(64);
      signature[0] = 1;
      const signer: Signer = { kid: await thumbprint(weak), public: weak, sign: () => Promise.resolve(signature) };
      const { body, person } = await credential(signer, owner.vault.self.sealing);
      const entries = await officer.signRegister([await officer.act('credential', body)]);
      expect(await officer.send(owner.vault.root, entries, 'register')).toMatch(/small-order|not-allowed|bad-input/);
      const evil = new EvilServer().adds(owner.vault.root, entries);
      expect(await refusal(deviceOf(people.alice, { evil }))).toMatch(readOnly);
      expect(owner.vault.person(person)).toBeUndefined();
    }
  });

  test('82: one authenticator is not listed for two people, under whatever credential id', async () => {
    const [theirs] = owner.vault.person(people.bela.person as PersonId)?.passkeys ?? [];
    if (theirs === undefined) throw new Error('no passkey to borrow');
    const { cose, credential: id } = theirs;
    const { sealing } = owner.vault.self;
    const [made, other] = [newId(), anotherPasskey()];
    const listed = (credential: string, key: Pick<Asserting, 'assert'>, of = cose): Asserting => ({
      passkey: { credential, cose: of, rpId: theirs.rpId },
      assert: (asked, nonce) => key.assert(asked, nonce),
    });
    for (const key of [
      listed(id, touchedBy(people.bela)),
      listed(made, touchedBy(people.bela, made)),
      listed(id, { assert: (asked, nonce) => ({ ...other.assert(asked, nonce), cred: id }) }, other.passkey.cose),
    ]) {
      const signer = await signerFromSeed(randomBytes(32));
      const { body, person } = await credential(signer, sealing, key);
      const entries = await officer.signRegister([await officer.act('credential', body)]);
      expect(await officer.send(owner.vault.root, entries, 'register')).toBe('not-allowed: passkey-taken');
      const evil = new EvilServer().adds(owner.vault.root, entries);
      expect(await refusal(deviceOf(people.alice, { evil }))).toMatch(readOnly);
      expect(owner.vault.person(person)).toBeUndefined();
    }
  });

  test('72: a malformed sealing key stops neither invitations nor the re-keying of a room', async () => {
    const signer = await signerFromSeed(randomBytes(32));
    const malformed = toB64(new Uint8Array(1216).fill(0xff));
    const { body, person } = await credential(signer, malformed);
    expect(await officer.register([await officer.act('credential', body)])).toBe('taken');
    const room = await opensCase(people.alice, people.bela);
    const thread = await caseThread(people.alice.door, room);
    await people.alice.door.cases();
    await owner.vault.register.sync();
    await people.alice.door.register().catch(() => undefined);
    await people.alice.door.invite(room, person);
    await people.alice.door.remove(room, people.bela.person);
    await people.alice.door.say(room, thread, 'keys still change', '');
    const { threads } = await owner.state(room);
    expect(threads.get(thread as never)?.gen).toBe(2);
    expect(threads.get(thread as never)?.holders.toSorted()).toEqual([people.alice.person, person].toSorted());
    const door = await deviceOf(people.alice);
    expect(await said(door, room, thread)).toEqual(['keys still change']);
    // An honest officer's device would not have signed: it seals a test first.
    expect([await isUsableSealingKey(malformed), await isUsableSealingKey(owner.vault.self.sealing)]).toEqual([
      false,
      true,
    ]);
  });
});
