import { randomBytes, toB64 } from '@consilium/bytes';
import type { SealedEntry } from '@consilium/contracts';
import { adviceRules, type Clearance, type Gesture, type Passkey } from '@consilium/domain';
import {
  actHash,
  challenge,
  confirmedDraft,
  draft,
  recoveryActMessage,
  signClearance,
  signerFromSeed,
  signJoin,
  type Draft,
} from '@consilium/ledger';
import { newSealingKey, prfSalt } from '@consilium/sealing';
import { clinic, type Clinic, type Someone } from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import { handmade, statedByDoctor } from '@consilium/testkit/ledger';
import { decidedCase, type SharedCase } from './cases';
import { closeDevices, deviceOf, refusal } from './devices';
import { EvilMember } from './evil-member';
import { EvilServer } from './evil-server';
import { admission, decisionOf, newId } from './forged-clearances';

const readOnly = /read-only here; save the evidence file/;

/** A passkey in software: whoever has only the signing key can make as many as they like. */
const software = handmade(toB64(randomBytes(16)));

describe('whoever has somebody’s open keys, and none of their passkeys', () => {
  let system: System;
  let people: Clinic;
  let share: SharedCase;
  let thief: EvilMember;
  beforeAll(async () => {
    system = await startSystem();
    people = await clinic(system);
    share = await decidedCase({
      owner: people.alice,
      adviser: people.victor,
      recipient: people.xenia,
      colleagues: [people.bela],
    });
    thief = await EvilMember.of(people.victor);
  });
  afterEach(closeDevices);

  const origin = (): string => thief.vault.view.origin;

  /** An assertion by the software passkey over any challenge. */
  function bySoftware(asked: string, nonce: string): Gesture {
    const clientData = { type: 'webauthn.get', challenge: asked, origin: origin(), crossOrigin: false };
    return software.sign({ nonce, clientData, rp: 'localhost' });
  }

  /** What a passkey of the victim's answers to a challenge it was shown for something else. */
  function harvested(who: Someone, asked: string, nonce: string): Gesture {
    const given = who.passkeys.get({ challenge: asked, rpId: 'localhost', allow: [], prfSalt: toB64(prfSalt) });
    const { id, authenticatorData, clientDataJSON, signature } = given;
    return { cred: id, nonce, authData: authenticatorData, clientData: clientDataJSON, sig: signature };
  }

  interface Attempt {
    readonly passkeys?: readonly Passkey[];
    readonly signedAt?: number;
  }

  /** The victim's passkeys with the thief's beside them, up to the gesture. */
  async function listing({ passkeys, signedAt = thief.vault.clock.now() }: Attempt = {}): Promise<Draft> {
    await thief.vault.register.sync();
    const { self, register } = thief.vault;
    const held = self.passkeys.map(({ credential, cose, rpId }) => ({ credential, cose, rpId }));
    const asOf = register.state.people.get(self.id)?.at(-1)?.seq ?? -1;
    const listed = passkeys ?? [...held, { ...software.passkey, rpId: 'localhost' }];
    const { recovery, keyring } = self;
    const body = { passkeys: listed, recovery, keyring, request: toB64(randomBytes(32)), asOf, signedAt };
    return draft({ type: 'passkeys', scope: 'room', body });
  }

  const hashOf = (act: Draft): Promise<string> =>
    actHash({ kind: 'register', root: thief.vault.root, ledger: thief.vault.root, by: thief.person }, act);

  async function asked(act: Draft, nonce: string): Promise<string> {
    return challenge('consilium/1 act', thief.vault.root, 'localhost', nonce, act.type, await hashOf(act));
  }

  async function confirmedBySoftware(act: Draft): Promise<Draft> {
    const { nonce } = await thief.transport.call('signIn', 'stepUpBegin', { act: 'register' });
    return confirmedDraft(act, bySoftware(await asked(act, nonce), nonce));
  }

  /** Refused by the service; shown by a service without gates, by every client, which then trusts nothing more. */
  async function isRefused(entries: SealedEntry[], code: RegExp): Promise<void> {
    expect(await thief.send(thief.vault.root, entries, 'register')).toMatch(code);
    const evil = new EvilServer().adds(thief.vault.root, entries);
    expect(await refusal(deviceOf(people.alice, { evil }))).toMatch(readOnly);
    await closeDevices();
  }

  const appended = async (act: Draft): Promise<SealedEntry[]> => thief.signRegister([act]);

  test('77: add no passkey, by its own gesture, a sign-in’s, an hour-old one, one for another act, or as if by words', async () => {
    await isRefused(await appended(await confirmedBySoftware(await listing())), /gesture-passkey/);

    const act = await listing();
    const nonce = toB64(randomBytes(32));
    const signIn = await challenge('consilium/1 sign-in', thief.vault.root, 'localhost', nonce, newId());
    await isRefused(await appended(confirmedDraft(act, harvested(people.victor, signIn, nonce))), /gesture-challenge/);

    const early = await listing({ signedAt: thief.vault.clock.now() - 3600 });
    const old = harvested(people.victor, await asked(early, nonce), nonce);
    await isRefused(await appended(confirmedDraft(early, old)), /gesture-too-old|The confirmation.*too old/);

    const harmless = await listing({
      passkeys: thief.vault.self.passkeys.map(({ credential, cose, rpId }) => ({ credential, cose, rpId })),
    });
    const other = harvested(people.victor, await asked(harmless, nonce), nonce);
    await isRefused(await appended(confirmedDraft(await listing(), other)), /gesture-challenge/);

    const words = await thief.signer.sign(recoveryActMessage(thief.vault.root, await hashOf(act)));
    await isRefused(await appended(confirmedDraft(act, { words: toB64(words) })), /bad-signature/);
  });

  test('77: change no keys, so that nobody seals to the thief', async () => {
    await thief.vault.register.sync();
    const { self, root, register } = thief.vault;
    const [signer, sealing] = [await signerFromSeed(randomBytes(32)), await newSealingKey()];
    const at = thief.vault.clock.now();
    const keys = { signing: signer.public, sealing: sealing.publicKey, recovery: signer.public };
    const passkeys = [{ ...software.passkey, rpId: 'localhost' }];
    const states = statedByDoctor(self.name);
    const join = await signJoin({ v: 1, root, person: self.id, states, ...keys, passkeys, at }, signer);
    const asOf = register.state.people.get(self.id)?.at(-1)?.seq ?? -1;
    const act = draft({ type: 'key-change', scope: 'room', body: { join, keyring: 2, asOf, signedAt: at } });
    await isRefused(await appended(await confirmedBySoftware(act)), /gesture-passkey/);
  });

  test('a true gesture is good for one entry: a second entry of the same, or under another id, is refused', async () => {
    const { nonce } = await thief.transport.call('signIn', 'stepUpBegin', { act: 'register' });
    const held = thief.vault.self.passkeys.map(({ credential, cose, rpId }) => ({ credential, cose, rpId }));
    const act = await listing({ passkeys: held });
    const made = confirmedDraft(act, harvested(people.victor, await asked(act, nonce), nonce));
    expect(await thief.register([made])).toBe('taken');
    const again = await appended({ ...made, id: newId() as Draft['id'] });
    await isRefused(again, /gesture-challenge/);
  });

  test('78: sign no decision with a passkey of their own, nor with a real one that is too new to count', async () => {
    const owner = await EvilMember.of(people.alice);
    const { payload } = await decisionOf(owner, share.advice);
    const clearance = { ...payload, id: newId() as Clearance['id'], at: thief.vault.clock.now() };
    const { jws, hash } = await signClearance(adviceRules, clearance, thief.signer);
    const nonce = toB64(randomBytes(32));
    const overDecision = await challenge('consilium/1 decision', thief.vault.root, 'localhost', nonce, hash);
    const decides = async (code: RegExp): Promise<void> => {
      const drafts = await admission(owner, share.room, { clearance: jws, gesture: bySoftware(overDecision, nonce) });
      const entries = await owner.sign(share.room, drafts);
      expect(await owner.send(share.room, entries)).toMatch(code);
      const door = await deviceOf(people.bela, { evil: new EvilServer().adds(share.room, entries) });
      expect((await door.room(share.room)).alarm).toMatch(readOnly);
    };
    await decides(/gesture-passkey/);
    // The adviser was talked into confirming it: it waits, they can see it and take it away.
    const enrolled = await listing();
    const fresh = await thief.transport.call('signIn', 'stepUpBegin', { act: 'register' });
    const talkedInto = harvested(people.victor, await asked(enrolled, fresh.nonce), fresh.nonce);
    expect(await thief.register([confirmedDraft(enrolled, talkedInto)])).toBe('taken');
    await owner.vault.register.sync();
    await decides(/passkey-waits|does not count yet/);
    const seen = (await people.victor.door.passkeys()).passkeys.find(
      ({ passkey }) => passkey === software.passkey.credential,
    );
    expect(seen?.waitsUntil).toBeGreaterThan(thief.vault.clock.now());
    expect(owner.vault.person(thief.person)?.passkeys).toHaveLength(2);
  });
});
