import { randomBytes, toB64 } from '@consilium/bytes';
import {
  adviceRules,
  type Clearance,
  type Hash,
  type PersonId,
  type BodyToWrite,
  type RegisterBody,
} from '@consilium/domain';
import { challenge, confirmedDraft, draft, readJoin, signerFromSeed } from '@consilium/ledger';
import { newAccountKey, newSealingKey, sealKeyring } from '@consilium/sealing';
import { asFound, clinic, type Clinic, joins, passphrase, registered, type Someone } from '@consilium/testkit/people';
import { authenticator, provenJoin } from '@consilium/testkit/ledger';
import { startSystem, type System } from '@consilium/testkit/system';
import { asks, caseThread, decidedCase, opensCase, signsDecision, type SharedCase } from './cases';
import { addsPicture, closeDevices, deviceOf, emptyDevice, refusal, waitFor } from './devices';
import { EvilMember, holdersOf } from './evil-member';
import { claimOf, EvilServer } from './evil-server';
import { admission, decisionOf, forged, newId, type Hand } from './forged-clearances';

const mockDerived: unknown[] = [];
jest.mock('@noble/hashes/argon2.js', () => {
  const real = jest.requireActual<typeof import('@noble/hashes/argon2.js')>('@noble/hashes/argon2.js');
  const argon2id: typeof real.argon2id = (...all) => {
    mockDerived.push(all);
    return real.argon2id(...all);
  };
  return { ...real, argon2id };
});

const readOnly = /read-only here; save the evidence file/;

describe('a server that lies about who is who, and people who decide what they may not', () => {
  let system: System;
  let people: Clinic;
  let share: SharedCase;
  let winifred: Someone;
  let owner: EvilMember;
  let victor: Hand;
  beforeAll(async () => {
    system = await startSystem();
    people = await clinic(system);
    winifred = await people.enrol({ ...registered.winifred, role: 'adviser', organisation: people.defence });
    share = await decidedCase({
      owner: people.alice,
      adviser: people.victor,
      recipient: people.xenia,
      colleagues: [people.bela],
    });
    owner = await EvilMember.of(people.alice);
    victor = { who: people.victor, evil: await EvilMember.of(people.victor) };
  });
  afterEach(closeDevices);

  /** Keys the server made, in somebody's name. */
  async function serversJoin(jws: string): Promise<string> {
    const { vault } = owner;
    const { join } = await readJoin(jws, vault.view);
    const { proofs: _, ...unproven } = join;
    const own = authenticator('ES256', people.officer.origin, 'localhost');
    const [signer, sealing] = [await signerFromSeed(randomBytes(32)), await newSealingKey()];
    const keys = { signing: signer.public, sealing: sealing.publicKey, passkeys: [own.passkey] };
    return provenJoin({ ...unproven, ...keys }, signer, [own]);
  }

  test('1: the server’s own keys in a joiner’s place are not signed by the officer', async () => {
    const { link } = await people.officer.door.invitePerson('clinician', people.hospital);
    const cora = await joins(link, { ...registered.cora, role: 'clinician', organisation: people.hospital });
    const evil = new EvilServer().on('register', 'requests', async (truth) => ({
      ...truth,
      requests: await Promise.all(
        truth.requests.map(async (each) => ({ ...each, join: await serversJoin(each.join) })),
      ),
    }));
    const door = await deviceOf(people.officer, { evil });
    // Only the device of the officer who made the link can check; it finds the proof broken.
    expect((await door.joinRequests()).map(({ proofHolds }) => proofHolds)).toEqual([false]);
    expect(await refusal(door.approve(cora.person, asFound))).toMatch(/Do not sign/);
    await people.officer.door.approve(cora.person, asFound);
    await cora.door.lock();
  });

  test('1, 18: a credential or a change of keys that nobody entitled signed makes the register an alarm', async () => {
    const bela = people.bela.person as PersonId;
    const entries = await owner.transport.call('ledgers', 'entries', {
      ledger: owner.vault.root,
      after: -1,
      limit: 1000,
    });
    const credential = entries.entries.find(({ body }) => body?.includes(`"person":"${bela}"`));
    const {
      asOf: _asOf,
      signedAt: _signedAt,
      gesture: _gesture,
      ...stated
    } = JSON.parse(credential?.body ?? '{}') as RegisterBody<'credential'>;
    const join = await serversJoin(stated.join);
    const none = { cred: 'AAAA', nonce: toB64(randomBytes(32)), authData: toB64(randomBytes(37)) };
    const gesture = { ...none, clientData: toB64(randomBytes(32)), sig: toB64(randomBytes(64)) };
    const keyring = { version: 2, hash: toB64(randomBytes(32)) as Hash };
    const change = { join, keyring, request: keyring.hash, asOf: 0, signedAt: owner.vault.clock.now() };
    const inventions = [
      confirmedDraft(draft({ type: 'key-change', scope: 'room', body: change }), gesture),
      await owner.act('credential', { ...stated, join }),
    ];
    for (const [what, by] of [
      [inventions[0], bela],
      [inventions[1], people.officer.person as PersonId],
      [inventions[1], owner.person],
    ] as const) {
      if (what === undefined) continue;
      const signed = await owner.signRegister([what], by);
      expect(await owner.send(owner.vault.root, signed, 'register')).toMatch(
        /^not-allowed: (unknown-signer|not-an-officer)$/,
      );
      const evil = new EvilServer();
      const door = await deviceOf(people.alice, { evil });
      await door.register();
      evil.adds(owner.vault.root, signed);
      // It is asked for here: the list of cases reads the register only where the live connection came just then.
      await door.register().catch(() => undefined);
      expect(await refusal(door.invite(share.room, bela))).toMatch(readOnly);
      expect(await refusal(deviceOf(people.alice, { evil: new EvilServer().adds(owner.vault.root, signed) }))).toMatch(
        readOnly,
      );
    }
  });

  test('14: "verified", "approved" and a better role beside the data change nothing', async () => {
    const evil = new EvilServer()
      .on('ledgers', 'entries', (truth) => ({
        ...truth,
        verified: true,
        approved: true,
        entries: truth.entries.map((entry) => ({ ...entry, verified: true })),
      }))
      .on('signIn', 'session', (truth) =>
        truth.me === undefined ? truth : { ...truth, me: { ...truth.me, role: 'adviser' as const, approved: true } },
      )
      .on('ledgers', 'mine', (truth) => ({
        ...truth,
        ledgers: truth.ledgers.map((each) => ({ ...each, as: 'internal' as const, verified: true })),
      }));
    const door = await deviceOf(people.bela, { evil });
    const { me } = await door.state();
    expect([me?.role, me?.standing]).toEqual(['clinician', 'active']);
    await expect(door.queue()).rejects.toThrow(/Only an appointed adviser may do this/);
    const view = await door.room(share.room);
    expect([view.as, view.alarm, view.members.length]).toEqual(['internal', '', 2]);
    expect(view.may.invite).not.toBe(true);
  });

  test('15: the gesture of a sign-in is never the gesture of a decision, whatever nonce the server chooses', async () => {
    const { payload } = await decisionOf(owner, share.advice);
    const clearance = { ...payload, id: newId() as Clearance['id'] };
    const made = await forged(victor, clearance);
    const evil = new EvilServer().on('signIn', 'begin', (truth) => ({ ...truth, nonce: made.gesture.nonce }));
    const door = emptyDevice(system.origin, { evil });
    const asked = await door.signInBegin();
    const { readClearance } = await import('@consilium/ledger');
    const { hash } = await readClearance(adviceRules, made.clearance);
    expect(asked.challenge).not.toBe(
      await challenge('consilium/1 decision', owner.vault.root, 'localhost', made.gesture.nonce, hash),
    );
    const signIn = people.victor.passkeys.get(asked);
    const gesture = {
      cred: signIn.id,
      nonce: made.gesture.nonce,
      authData: signIn.authenticatorData,
      clientData: signIn.clientDataJSON,
      sig: signIn.signature,
    };
    const entries = await owner.sign(
      share.room,
      await admission(owner, share.room, { clearance: made.clearance, gesture }),
    );
    expect(await owner.send(share.room, entries)).toMatch(/gesture-challenge/);
    const bela = await deviceOf(people.bela, { evil: new EvilServer().adds(share.room, entries) });
    expect((await bela.room(share.room)).alarm).toMatch(readOnly);
  });

  test('19: a passkey taken down to a passphrase under the floor’s parameters opens nothing, and nothing is computed', async () => {
    // u32 memory in KiB, passes, lanes; then salt, nonce and sealed key.
    const weak = Buffer.concat([Buffer.from([0, 0, 0, 8, 0, 0, 0, 1, 0, 0, 0, 1]), randomBytes(76)]).toString(
      'base64url',
    );
    const weakened = new EvilServer().on('signIn', 'finish', (truth) => ({
      ...truth,
      account: {
        ...truth.account,
        wraps: truth.account.wraps.map((wrap) => ({
          ...wrap,
          kind: 'passphrase' as const,
          parameters: 'argon2id',
          sealed: weak,
        })),
      },
    }));
    const door = emptyDevice(system.origin, { evil: weakened });
    const state = await door.signInFinish(people.alice.passkeys.get(await door.signInBegin()), 'Phone');
    expect(state).toBe('passphrase-needed');
    mockDerived.length = 0;
    expect(await refusal(door.unlockWithPassphrase(passphrase))).toMatch(/does not open your keys/);
    expect(mockDerived).toEqual([]);
  });

  test('75: old recovery words with an old wrap kept by the server open nothing of a newer account', async () => {
    const { keyring } = owner.vault.session.opened;
    const renewed = toB64(await sealKeyring(newAccountKey(), keyring));
    const evil = new EvilServer().on('signIn', 'recover', (truth) => ({
      ...truth,
      account: { ...truth.account, keyring: renewed },
    }));
    const words = people.alice.words.join(' ');
    const door = emptyDevice(system.origin, { evil });
    expect(await refusal(door.signInWithWords(words, 'Old computer'))).toMatch(/do not open your keys/);
    expect((await door.state()).state).toBe('locked');
    expect(await refusal(emptyDevice(system.origin).signInWithWords(words, 'Old computer'))).toBe('');
  });

  test('38: nobody decides their own request, twice, or at once with another; one valid decision or none', async () => {
    const { alice, xenia } = people;
    const room = await opensCase(alice, people.bela);
    const thread = await addsPicture(alice.door, room, 'decided twice');
    const advice = await asks(alice, room, [thread], xenia.person);
    await people.victor.door.assignToMe(advice);
    expect(await refusal(winifred.door.assignToMe(advice))).toMatch(/Another adviser has this request/);
    expect(await refusal(signsDecision(winifred, advice))).toMatch(/Only the assigned adviser may do this/);
    const both = await Promise.all([0, 1].map(() => refusal(signsDecision(people.victor, advice))));
    expect(both.filter((each) => each === '')).toHaveLength(1);
    expect(await refusal(signsDecision(people.victor, advice))).toMatch(/not at this stage any more/);
    const { decided } = await decisionOf(owner, advice);
    const decisions = (await owner.desk.requests.open(advice)).entriesOf('decision');
    expect(decisions).toHaveLength(1);
    const [entry] = decisions;
    // The requester with a modified client, posting a decision of their own.
    const mine = draft({
      type: 'decision',
      scope: 'room',
      body: { ...(entry?.body as BodyToWrite<'decision'>), ...decided },
    });
    expect(await owner.send(advice, await owner.signAdvice(advice, [mine]), 'advice')).toMatch(
      /not-an-adviser|blob|incomplete|not-allowed|wrong-state/,
    );
  });

  test('38: where a second adviser is due, one person with two gestures is not two advisers', async () => {
    const { payload } = await decisionOf(owner, share.advice);
    const clearance = { ...payload, id: newId() as Clearance['id'], flags: ['intimate'] as Clearance['flags'] };
    const alone = await forged(victor, clearance);
    const doubled = await forged(victor, clearance, victor);
    for (const [decided, code] of [
      [alone, /second-adviser-missing/],
      [doubled, /second-adviser-invalid/],
    ] as const) {
      const entries = await owner.sign(share.room, await admission(owner, share.room, decided));
      expect(await owner.send(share.room, entries)).toMatch(code);
      const door = await deviceOf(people.bela, { evil: new EvilServer().adds(share.room, entries) });
      expect((await door.room(share.room)).alarm).toMatch(readOnly);
    }
  });

  test('39: an adviser opens no room, thread or picture', async () => {
    const { room, cleared } = share;
    const { transport } = victor.evil;
    expect(await refusal(transport.call('ledgers', 'entries', { ledger: room, after: -1, limit: 10 }))).toMatch(
      /nothing here/i,
    );
    await expect(people.victor.door.room(room)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(people.victor.door.picture(room, cleared, 'original')).rejects.toMatchObject({ kind: 'not-found' });
    const granted = holdersOf(await owner.state(room), cleared);
    expect(granted).toContain(owner.person);
    expect(granted).not.toContain(people.victor.person);
  });

  test('33, 73: a colleague struck off while inside is out at once; citing the register from before does not help', async () => {
    const { alice, bela, officer } = people;
    const room = await opensCase(alice, bela);
    const thread = await caseThread(alice.door, room);
    const struck = await EvilMember.of(bela);
    await struck.room(room);
    const before = struck.vault.register.state.head;
    const message = await struck.message(room, thread, 'as if nothing happened');
    const entries = await struck.sign(room, [message], { register: before });
    await officer.door.setStatus(bela.person, 'suspended', 'Trial register');
    expect(await struck.send(room, entries)).toMatch(/^not-allowed: Your role does not allow this/);
    const reading = struck.transport.call('ledgers', 'entries', { ledger: room, after: -1, limit: 10 });
    expect(await refusal(reading)).toMatch(/nothing here/);
    // Read past every client: one that opened the room would renew its keys before the service got to it.
    const types = async (): Promise<string[]> => {
      const all = await owner.transport.call('ledgers', 'entries', { ledger: room, after: -1, limit: 1000 });
      return all.entries.map((entry) => claimOf(entry).type);
    };
    expect(await waitFor(types, (seen) => seen.includes('tick'))).toContain('tick');
    // After it the owner's devices renew the keys, unasked; then nobody has anything left to do by themselves.
    const holders = async () => (await owner.state(room)).threads.get(thread as never)?.holders;
    expect(await waitFor(holders, (seen) => seen?.length === 1)).toEqual([alice.person]);
    // In a room of others too: the owner cannot cite the old head either.
    const cited = await owner.sign(
      room,
      [await owner.message(room, thread, 'by the old register', await owner.key(room, thread))],
      { register: before },
    );
    expect(await owner.send(room, cited)).toMatch(/register-fell|register-moved/);
    await alice.door.say(room, thread, 'without her', '');
    expect(await holders()).toEqual([alice.person]);
  });
});
