import { randomBytes, toB64 } from '@consilium/bytes';
import { standingStatement, type ActToWrite, type PersonId } from '@consilium/domain';
import { actDraft } from '@consilium/client/testing';
import { draft, newEntryId, signerFromSeed } from '@consilium/ledger';
import { newSealingKey } from '@consilium/sealing';
import { authenticator, confirmedBy, provenJoin } from '@consilium/testkit/ledger';
import {
  confirmsNewest,
  enrolled,
  realClinic,
  registered,
  type RealClinic,
  type Someone,
} from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import { ownerSql } from '../owner-sql';
import { opensCase } from './cases';
import { closeDevices } from './devices';
import { EvilMember, holdersOf } from './evil-member';
import { refusedEverywhere } from './refused-everywhere';

/** Two crooked officers of a register for real use give people keys of the officers' own making. */
describe('protocol-2 §5a: other keys for somebody by two officers', () => {
  let system: System;
  let people: RealClinic;
  let second: Someone;
  let crooked: EvilMember;
  let bela: Someone;

  beforeAll(async () => {
    system = await startSystem({ REGISTER_MODE: 'production' });
    people = await realClinic(system.origin);
    second = people.officers[1];
    crooked = await EvilMember.of(people.officers[0]);
    const { hospital, defence } = people;
    bela = await enrolled(people.officers[0], {
      ...registered.bela,
      role: 'clinician',
      organisation: hospital,
      defence,
    });
  });
  afterEach(closeDevices);

  /** Keys of the officers' own for this person, who says nothing new of themselves. */
  async function otherKeys(person: string) {
    const { root, clock, register } = crooked.vault;
    await register.sync();
    const known = crooked.vault.person(person as PersonId);
    if (known === undefined) throw new Error('not in the register');
    const key = authenticator('ES256', system.origin, 'localhost');
    const [signer, sealing] = [await signerFromSeed(randomBytes(32)), await newSealingKey()];
    const keys = { signing: signer.public, sealing: sealing.publicKey, recovery: signer.public };
    const states = standingStatement(known);
    const unproven = {
      v: 1,
      root,
      person: known.id,
      states,
      ...keys,
      passkeys: [key.passkey],
      at: clock.now(),
    } as const;
    const join = await provenJoin(unproven, signer, [key]);
    const body: ActToWrite<'key-replacement'> = { person: known.id, join, keyring: known.keyring + 1 };
    await bringsAnAccount(known.id, join, key.passkey, body.keyring);
    return { body, signer, key, kid: signer.kid };
  }

  /** What they came with by a link of the officers' own: without an account the service takes no other keys. */
  async function bringsAnAccount(
    person: string,
    join: string,
    passkey: { credential: string; cose: string },
    version: number,
  ) {
    const b64 = (length: number): string => toB64(randomBytes(length));
    const [invitation, wrap] = [
      b64(16),
      { kind: 'recovery', credential: '', version, parameters: '', sealed: b64(60) },
    ];
    const account = {
      keyring: b64(60),
      keyringVersion: version,
      wraps: [wrap],
      recoveryPublic: b64(32),
      heads: b64(60),
    };
    const kept = { ...passkey, counter: 0, transports: [], backupEligible: false, backedUp: false };
    await ownerSql(
      system.databaseUrl,
      `INSERT INTO invitations (invitation, invited_by, role, organisation, expires, used, person)
       VALUES ('${invitation}', '', 'clinician', '', 0, true, '${person}')`,
    );
    await ownerSql(
      system.databaseUrl,
      `INSERT INTO key_requests (invitation, person, signed_join, proof, sealed_account, passkey, at)
       VALUES ('${invitation}', '${person}', '${join}', '', '${JSON.stringify(account)}', '${JSON.stringify(kept)}', 0)`,
    );
  }

  async function replaced(person: string) {
    const made = await otherKeys(person);
    expect(await crooked.register([await crooked.act('key-replacement', made.body)])).toBe('taken');
    await crooked.vault.register.sync();
    expect(crooked.vault.person(person as PersonId)?.kid).not.toBe(made.kid);
    await confirmsNewest(second);
    await crooked.vault.register.sync();
    expect(crooked.vault.person(person as PersonId)?.kid).toBe(made.kid);
    return made;
  }

  test('one officer gives nobody other keys', async () => {
    const { body, kid } = await otherKeys(people.alice.person);
    expect(await crooked.register([await crooked.act('key-replacement', body)])).toBe('taken');
    await crooked.vault.register.sync();
    const found = [...crooked.vault.register.state.proposed.values()].at(-1)?.entry;
    const confirmation = { proposed: found?.id ?? '', bodyHash: found?.bodyHash ?? '' };
    const own = await crooked.act('confirm', confirmation);
    await refusedEverywhere(crooked, people.alice, await crooked.signRegister([own]), /confirms-own-act/);
    expect(crooked.vault.person(people.alice.person as PersonId)?.kid).not.toBe(kid);
    const [waiting] = (await second.door.proposals()).slice(-1);
    expect(waiting?.what).toMatchObject({ act: 'key-replacement', role: 'clinician' });
    await second.door.declineProposal(waiting?.proposal ?? '');
  });

  test('a doctor’s new keys are given nothing of a case, by no honest device and not by the service', async () => {
    const { alice } = people;
    const room = await opensCase(alice, bela);
    const thread = (await alice.door.room(room)).threads[0]?.thread ?? '';
    const before = await alice.door.room(room);
    expect(before.members.map(({ name }) => name)).toContain(bela.name);
    const { kid } = await replaced(bela.person);
    await alice.door.say(room, thread, 'Said after the keys were replaced.', '');
    const owner = await EvilMember.of(alice);
    const state = await owner.state(room);
    const sealed = [...state.threads.values()].flatMap(({ sealedTo }) => sealedTo.map((each) => each.kid));
    expect(sealed).not.toContain(kid);
    for (const each of state.threads.keys()) expect(holdersOf(state, each)).toEqual([alice.person]);
    const { readers } = (await alice.door.room(room)).threads[0] ?? { readers: [] };
    expect(readers.map(({ name }) => name)).toEqual([alice.name]);
    // The owner says that it is them, and nobody else may.
    const again = draft({ type: 'known-again', scope: 'room', body: { person: bela.person } });
    const known = (by: EvilMember) => by.post(room, [again]);
    expect(await known(owner)).toBe('taken');
    const twice = { ...again, id: newEntryId() };
    // Alice’s own devices renew the keys meanwhile: whoever comes second reads on first.
    let verdict = 'wrong-state: head-moved';
    for (let each = 0; each < 5 && /head-moved/.test(verdict); each++) verdict = await owner.post(room, [twice]);
    expect(verdict).toMatch(/known-already/);
  });

  test('an adviser’s new keys decide nothing, and confirm nobody, before others let them serve anew', async () => {
    const { victor, defence } = people;
    const { signer, key } = await replaced(victor.person);
    expect(crooked.vault.person(victor.person as PersonId)).toMatchObject({ appointed: '', advises: '' });
    const by = victor.person as PersonId;
    const said = { person: bela.person, organisation: defence, state: 'confirmed' } as ActToWrite<'membership'>;
    const { root } = crooked.vault;
    const { nonce } = await crooked.transport.call('signIn', 'stepUpBegin', { act: 'register' });
    const confirmed = await confirmedBy(key, { root, by }, actDraft(crooked.vault, 'membership', said), nonce);
    const entries = await crooked.signRegister([confirmed], by, signer);
    await refusedEverywhere(crooked, people.alice, entries, /passkey-waits/);
    await crooked.vault.register.sync();
    expect(crooked.vault.person(bela.person as PersonId)?.memberOf).toBe('');
  });

  test('an officer is no party to their own new keys: they do not confirm what a colleague proposes', async () => {
    const third = people.officers[1];
    const { body } = await otherKeys(third.person);
    expect(await crooked.register([await crooked.act('key-replacement', body)])).toBe('taken');
    await expect(confirmsNewest(third)).rejects.toThrow(/Nobody may replace their own keys/);
  });
});
