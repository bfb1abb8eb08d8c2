import { randomBytes, toB64 } from '@consilium/bytes';
import type { SealedEntry } from '@consilium/contracts';
import type { ActToWrite, ActType, Gesture, Shape } from '@consilium/domain';
import { actHash, challenge, confirmedDraft, sealBatch, placeAfter, type Draft } from '@consilium/ledger';
import { actDraft } from '@consilium/client/testing';
import { handmade, type Asserting } from '@consilium/testkit/ledger';
import type { Someone } from '@consilium/testkit/people';
import { closeDevices, deviceOf, refusal } from './devices';
import { EvilMember } from './evil-member';
import { EvilServer } from './evil-server';

const readOnly = /read-only here; save the evidence file/;

/** A passkey in software: whoever has only the signing key can make as many as they like. */
export const software = handmade(toB64(randomBytes(16)));

/** Takes whatever it is given for a body. */
const anything: Shape<unknown> = { read: (value) => value };

/** Whoever has somebody’s open keys, and none of their passkeys. */
export class Thief {
  private constructor(
    readonly victim: Someone,
    readonly evil: EvilMember,
  ) {}

  static async of(victim: Someone): Promise<Thief> {
    return new Thief(victim, await EvilMember.of(victim));
  }

  get root(): string {
    return this.evil.vault.root;
  }

  /** An act in the victim’s name, up to the gesture. */
  async act<T extends ActType>(
    type: T,
    said: ActToWrite<T>,
    more: { readonly signedAt?: number } = {},
  ): Promise<Draft> {
    const { vault } = this.evil;
    await vault.register.sync();
    const act = actDraft(vault, type, said);
    return { ...act, body: JSON.stringify({ ...(JSON.parse(act.body) as object), ...more }) };
  }

  hashOf(act: Draft): Promise<string> {
    const { root } = this.evil.vault;
    return actHash({ kind: 'register', root, ledger: root, by: this.evil.person }, act);
  }

  async asked(act: Draft, nonce: string): Promise<string> {
    return challenge('consilium/1 act', this.root, 'localhost', nonce, act.type, await this.hashOf(act));
  }

  /** A nonce of the service’s, as it gives one to whoever has the session. */
  async nonce(): Promise<string> {
    return (await this.evil.transport.call('signIn', 'stepUpBegin', { act: 'register' })).nonce;
  }

  /** The software passkey, as what proves itself. */
  get bySoftwareKey(): Pick<Asserting, 'assert'> {
    return { assert: (asked, nonce) => this.bySoftware(asked, nonce) };
  }

  /** An assertion by the software passkey over any challenge. */
  bySoftware(asked: string, nonce: string): Gesture {
    const { origin } = this.evil.vault.view;
    const clientData = { type: 'webauthn.get', challenge: asked, origin, crossOrigin: false };
    return software.sign({ nonce, clientData, rp: 'localhost' });
  }

  /** What a passkey of `who` answers to a challenge it was shown for something else. */
  harvested(asked: string, nonce: string, who = this.victim): Gesture {
    const given = who.passkeys.get({ challenge: asked, rpId: 'localhost', allow: [] });
    const { id, authenticatorData, clientDataJSON, signature } = given;
    return { cred: id, nonce, authData: authenticatorData, clientData: clientDataJSON, sig: signature };
  }

  async confirmedBySoftware(act: Draft): Promise<Draft> {
    const nonce = await this.nonce();
    return confirmedDraft(act, this.bySoftware(await this.asked(act, nonce), nonce));
  }

  /** Signed with the victim’s key whatever is said, also what no client would sign: an act without its gesture. */
  async signed(act: Draft): Promise<SealedEntry[]> {
    const { register, clock } = this.evil.vault;
    await register.sync();
    const { replica } = register;
    if (replica === undefined) throw new Error('The register is not there.');
    const place = { ...placeAfter(replica), rules: replica.rules, register: replica.head, at: clock.now() };
    const book = { kind: 'register', knows: 1, bodies: () => ({ [act.type]: anything }) } as const;
    const entries = await sealBatch(book, [act], { ...place, by: this.evil.person, signer: this.evil.signer });
    return entries.map((entry) => ({ ...entry }));
  }

  /** Refused by the service; shown by a service without gates, by every client, which then trusts nothing more. */
  async isRefused(act: Draft, code: RegExp, reader: Someone): Promise<void> {
    const entries = await this.signed(act);
    expect(await this.evil.send(this.root, entries, 'register')).toMatch(code);
    const evil = new EvilServer().adds(this.root, entries);
    expect(await refusal(deviceOf(reader, { evil }))).toMatch(readOnly);
    await closeDevices();
  }
}
