import { randomBytes, toB64 } from '@consilium/bytes';
import { adviceRules, type Clearance, type Hash, type Passkey } from '@consilium/domain';
import {
  challenge,
  confirmedDraft,
  recoveryActMessage,
  signClearance,
  signerFromSeed,
  type Draft,
} from '@consilium/ledger';
import { newSealingKey } from '@consilium/sealing';
import { clinic, type Clinic } from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import { provenJoin, statedByDoctor } from '@consilium/testkit/ledger';
import { decidedCase, type SharedCase } from './cases';
import { closeDevices, deviceOf } from './devices';
import { EvilMember } from './evil-member';
import { EvilServer } from './evil-server';
import { admission, decisionOf, newId } from './forged-clearances';
import { software, Thief } from './thief';

const readOnly = /read-only here; save the evidence file/;

describe('whoever has somebody’s open keys, and none of their passkeys', () => {
  let system: System;
  let people: Clinic;
  let share: SharedCase;
  let thief: Thief;
  beforeAll(async () => {
    system = await startSystem();
    people = await clinic(system);
    share = await decidedCase({
      owner: people.alice,
      adviser: people.victor,
      recipient: people.xenia,
      colleagues: [people.bela],
    });
    thief = await Thief.of(people.victor);
  });
  afterEach(closeDevices);

  const held = (): readonly Passkey[] =>
    thief.evil.vault.self.passkeys.map(({ credential, cose, rpId }) => ({ credential, cose, rpId }));

  /** The victim's passkeys with the thief's beside them, up to the gesture. */
  async function listing(passkeys?: readonly Passkey[], more?: { readonly signedAt: number }): Promise<Draft> {
    await thief.evil.vault.register.sync();
    const listed = passkeys ?? [...held(), { ...software.passkey, rpId: 'localhost' }];
    return thief.act('passkeys', { passkeys: listed, request: toB64(randomBytes(32)) }, more);
  }

  const isRefused = (act: Draft, code: RegExp): Promise<void> => thief.isRefused(act, code, people.alice);

  test('77: add no passkey, by its own gesture, a sign-in’s, an hour-old one, one for another act, or as if by words', async () => {
    await isRefused(await thief.confirmedBySoftware(await listing()), /gesture-passkey/);

    const act = await listing();
    const nonce = toB64(randomBytes(32));
    const { root, clock } = thief.evil.vault;
    const signIn = await challenge('consilium/1 sign-in', root, 'localhost', nonce, newId());
    await isRefused(confirmedDraft(act, thief.harvested(signIn, nonce)), /gesture-challenge/);

    const early = await listing(undefined, { signedAt: clock.now() - 3600 });
    const old = thief.harvested(await thief.asked(early, nonce), nonce);
    await isRefused(confirmedDraft(early, old), /gesture-too-old|The confirmation.*too old/);

    const other = thief.harvested(await thief.asked(await listing(held()), nonce), nonce);
    await isRefused(confirmedDraft(await listing(), other), /gesture-challenge/);

    const words = await thief.evil.signer.sign(recoveryActMessage(root, await thief.hashOf(act)));
    await isRefused(confirmedDraft(act, { words: toB64(words) }), /bad-signature/);
  });

  test('77: change no keys, so that nobody seals to the thief', async () => {
    await thief.evil.vault.register.sync();
    const { self, root, clock } = thief.evil.vault;
    const [signer, sealing] = [await signerFromSeed(randomBytes(32)), await newSealingKey()];
    const keys = { signing: signer.public, sealing: sealing.publicKey, recovery: signer.public };
    const passkeys = [{ ...software.passkey, rpId: 'localhost' }];
    const states = statedByDoctor(self.name);
    const unproven = { v: 1, root, person: self.id, states, ...keys, passkeys, at: clock.now() } as const;
    const join = await provenJoin(unproven, signer, [thief.bySoftwareKey]);
    const keyring = { version: 2, hash: toB64(randomBytes(32)) as Hash };
    await isRefused(
      await thief.confirmedBySoftware(await thief.act('key-change', { join, keyring, request: keyring.hash })),
      /gesture-passkey/,
    );
  });

  test('a true gesture is good for one entry: a second entry of the same, or under another id, is refused', async () => {
    const nonce = await thief.nonce();
    const act = await listing(held());
    const made = confirmedDraft(act, thief.harvested(await thief.asked(act, nonce), nonce));
    expect(await thief.evil.register([made])).toBe('taken');
    await isRefused({ ...made, id: newId() as Draft['id'] }, /gesture-challenge/);
  });

  test('78: sign no decision with a passkey of their own, nor with a real one that is too new to count', async () => {
    const owner = await EvilMember.of(people.alice);
    const { vault, signer, person } = thief.evil;
    const { payload } = await decisionOf(owner, share.advice);
    const clearance = { ...payload, id: newId() as Clearance['id'], at: vault.clock.now() };
    const { jws, hash } = await signClearance(adviceRules, clearance, signer);
    const nonce = toB64(randomBytes(32));
    const overDecision = await challenge('consilium/1 decision', vault.root, 'localhost', nonce, hash);
    const decides = async (code: RegExp): Promise<void> => {
      const gesture = thief.bySoftware(overDecision, nonce);
      const drafts = await admission(owner, share.room, { clearance: jws, gesture });
      const entries = await owner.sign(share.room, drafts);
      expect(await owner.send(share.room, entries)).toMatch(code);
      const door = await deviceOf(people.bela, { evil: new EvilServer().adds(share.room, entries) });
      expect((await door.room(share.room)).alarm).toMatch(readOnly);
    };
    await decides(/gesture-passkey/);
    // The adviser was talked into confirming it: it waits, they can see it and take it away.
    const enrolled = await listing();
    const fresh = await thief.nonce();
    const talkedInto = thief.harvested(await thief.asked(enrolled, fresh), fresh);
    expect(await thief.evil.register([confirmedDraft(enrolled, talkedInto)])).toBe('taken');
    await owner.vault.register.sync();
    await decides(/passkey-waits|does not count yet/);
    const seen = (await people.victor.door.passkeys()).passkeys.find(
      ({ passkey }) => passkey === software.passkey.credential,
    );
    expect(seen?.waitsUntil).toBeGreaterThan(vault.clock.now());
    expect(owner.vault.person(person)?.passkeys).toHaveLength(2);
  });
});
