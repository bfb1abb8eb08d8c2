import { randomBytes, sha256, toB64, type Bytes } from '@consilium/bytes';
import type { SealedAccount } from '@consilium/contracts';
import {
  Problem,
  standingStatement,
  type Gesture,
  type Hash,
  type Passkey,
  type UnprovenJoin,
} from '@consilium/domain';
import { joinChallenge, signerFromSeed, signJoin, type Signer } from '@consilium/ledger';
import {
  CannotOpen,
  entropyOf,
  fromB64,
  newAccountKey,
  newPrfInput,
  newRecoveryWords,
  newSealingKey,
  recoveryActSeed,
  recoverySignInSeed,
  sealKeyring,
  type Keyring,
  type WrapBinding,
} from '@consilium/sealing';
import { actDraft, confirmedByGesture, requireSeen } from '../vault/acts';
import { countingPasskeys } from '../vault/counting-passkeys';
import { gestureOf } from '../vault/gesture';
import type { Memory } from '../vault/memory';
import type { Opened } from '../vault/opened';
import type { Vault } from '../vault/vault';
import { hashOf, seenOfPasskeys } from './confirming';
import { accountKeyOf, opened } from './open-account';
import type { AssertedPasskey, KeptPasskey } from './passkey-steps';
import type { Renewal } from './pending-renewal';
import { prfResult } from './prf';
import { WordsTypedBack } from './words-typed-back';
import { wrapByPassphrase, wrapByPrf, wrapByWords } from './wraps';

type Wrap = SealedAccount['wraps'][number];

/** What a passkey that stays is asked: to stand by the new keys, and for the secret of its wrap. */
interface Asked {
  readonly nonce: string;
  readonly input: string;
  readonly challenge: string;
}

const otherPassphrase = 'This is not the passphrase of that passkey. Check it and try again.';
const otherPasskey = 'This is another passkey than the one that was asked for. Use that one.';
const notYet =
  'None of these passkeys confirms anything yet: they are new. Begin again with an older one, or wait until one counts.';
const order = (): Problem => new Problem('wrong-state', 'Start again from the first step.');

/**
 * New keys, new recovery words, and a wrap for exactly the passkeys that are used here: whatever opened the former keys opens
 * nothing that is sealed afterwards. One act, whether a passkey goes, the words were seen, or a key may be lost.
 */
export class KeyRenewal {
  private readonly accountKey = newAccountKey();
  private readonly signingSeed = randomBytes(32);
  private readonly invitationSeed = randomBytes(32);
  private readonly sealing = newSealingKey();
  private readonly words = newRecoveryWords();
  private readonly typedBack = new WordsTypedBack(this.words);
  private readonly asked = new Map<string, Asked>();
  private readonly wraps = new Map<string, Wrap>();
  private readonly proofs = new Map<string, Gesture>();
  private unproven: UnprovenJoin | undefined;

  private constructor(
    private readonly vault: Vault,
    private readonly before: SealedAccount,
    /** Those that stay, in the order of the register. */
    private readonly kept: readonly Passkey[],
    private readonly seen: string,
  ) {}

  /** `kept`: credential ids of the passkeys at hand; every other one ends. */
  static async begin(vault: Vault, kept: readonly string[], seen: string): Promise<KeyRenewal> {
    await vault.register.sync();
    requireSeen(seen, seenOfPasskeys(vault));
    const counting = countingPasskeys(vault);
    const stay = vault.self.passkeys.filter(({ credential }) => kept.includes(credential));
    if (stay.length !== kept.length)
      throw new Problem('not-found', 'One of these passkeys is removed already. Reload the list.');
    if (!stay.some(({ credential }) => counting.includes(credential))) throw new Problem('wrong-state', notYet);
    const passkeys = stay.map(({ credential, cose, rpId }) => ({ credential, cose, rpId }));
    return new KeyRenewal(vault, await vault.transport.call('signIn', 'account', {}), passkeys, seen);
  }

  shown(): { words: string[]; ask: [number, number] } {
    return this.typedBack.shown();
  }

  /** The right words typed back: from here on each passkey is asked over exactly these keys. */
  async typed(answers: readonly [string, string]): Promise<KeptPasskey[]> {
    this.typedBack.check(answers);
    const { vault } = this;
    const { rpId } = vault.view;
    this.unproven ??= {
      ...{ v: 1 as const, root: vault.root, person: vault.me, states: standingStatement(vault.self) },
      signing: (await this.signer()).public,
      sealing: (await this.sealing).publicKey,
      recovery: (await signerFromSeed(recoveryActSeed(this.entropy))).public,
      passkeys: this.kept,
      at: vault.clock.now(),
    };
    const asked: KeptPasskey[] = [];
    for (const { credential } of this.kept) {
      const { challenge, input } = await this.ask(credential, this.unproven);
      const isTyped = this.old(credential) !== undefined;
      const assertion = { challenge, rpId, allow: [credential], prf: isTyped ? {} : { [credential]: input } };
      asked.push({ passkey: credential, needs: isTyped ? 'passphrase' : 'gesture', assertion });
    }
    return asked;
  }

  private async ask(credential: string, unproven: UnprovenJoin): Promise<Asked> {
    const known = this.asked.get(credential);
    if (known !== undefined) return known;
    const nonce = toB64(randomBytes(32));
    const challenge = await joinChallenge(unproven, this.vault.view.rpId, nonce);
    const made = { nonce, input: newPrfInput(), challenge };
    this.asked.set(credential, made);
    return made;
  }

  /** The passphrase wrap that this passkey had until now. */
  private old(credential: string): Wrap | undefined {
    return this.before.wraps.find((wrap) => wrap.kind === 'passphrase' && wrap.credential === credential);
  }

  /** What a passkey that stays answered; with its passphrase, where it gives no secret. */
  async used(passkey: AssertedPasskey, passphrase: string): Promise<void> {
    const { id, prf } = passkey;
    const asked = this.asked.get(id);
    if (asked === undefined) throw new Problem('wrong-state', otherPasskey);
    const old = this.old(id);
    const wrap =
      old === undefined
        ? await wrapByPrf(this.accountKey, prfResult(asked.input, prf ?? ''), this.binding(id))
        : await this.byPassphrase(old, passphrase);
    this.wraps.set(id, wrap);
    this.proofs.set(id, gestureOf(passkey, asked.nonce));
  }

  /** The same passphrase as before, proved by what it opened until now. */
  private async byPassphrase(old: Wrap, passphrase: string): Promise<Wrap> {
    const { credential } = old;
    await accountKeyOf(old, { kind: 'passphrase', credential, passphrase }, this.vault.me).catch((error: unknown) => {
      throw error instanceof CannotOpen ? new Problem('not-allowed', otherPassphrase) : error;
    });
    return wrapByPassphrase(this.accountKey, passphrase, this.binding(credential));
  }

  private get entropy(): Bytes {
    return entropyOf(this.words);
  }

  private get version(): number {
    return this.vault.session.opened.keyring.version + 1;
  }

  private binding(credential: string): WrapBinding {
    return { person: this.vault.me, credential, version: this.version };
  }

  private signer(): Promise<Signer> {
    return signerFromSeed(this.signingSeed);
  }

  /** What the former keys are still good for goes along: to open what was sealed to them, and what devices kept under them. */
  private async keyring(): Promise<Keyring & { readonly recoverySignInPublic: string }> {
    const { keyring, accountKey } = this.vault.session.opened;
    const { version, sealingSeed } = keyring;
    return {
      ...{ version: this.version, person: keyring.person, root: keyring.root },
      ...{ signingSeed: this.signingSeed, sealingSeed: (await this.sealing).seed, invitationSeed: this.invitationSeed },
      recoverySignInPublic: (await signerFromSeed(recoverySignInSeed(this.entropy))).public,
      former: [...keyring.former, { version, accountKey, sealingSeed }],
    };
  }

  private async account(): Promise<{ readonly account: SealedAccount; readonly keys: Opened }> {
    const keyring = await this.keyring();
    const byWords = await wrapByWords(this.accountKey, this.entropy, this.binding(''));
    const account = {
      keyring: toB64(await sealKeyring(this.accountKey, keyring)),
      keyringVersion: keyring.version,
      wraps: [...this.kept.flatMap(({ credential }) => this.wraps.get(credential) ?? []), byWords],
      recoveryPublic: keyring.recoverySignInPublic,
    };
    return { account, keys: await opened(this.accountKey, keyring, account) };
  }

  private async join(): Promise<string> {
    const proofs = this.kept.flatMap(({ credential }) => this.proofs.get(credential) ?? []);
    if (this.unproven === undefined || proofs.length < this.kept.length) throw order();
    return signJoin({ ...this.unproven, proofs }, await this.signer());
  }

  /** Everything sealed, and confirmed by a passkey that stays: ready to be sent. */
  async confirmed(memory: Memory): Promise<{ readonly renewal: Renewal; readonly keys: Opened }> {
    const { vault } = this;
    const join = await this.join();
    await vault.register.sync();
    requireSeen(this.seen, seenOfPasskeys(vault));
    const { account, keys } = await this.account();
    const request = { account, remembered: await memory.sealed(keys) };
    const keyring = { version: keys.keyring.version, hash: toB64(sha256(fromB64(account.keyring))) as Hash };
    const act = actDraft(vault, 'key-change', { join, keyring, request: hashOf(request) });
    const counting = countingPasskeys(vault);
    const allow = this.kept.map(({ credential }) => credential).filter((each) => counting.includes(each));
    if (allow.length === 0) throw new Problem('wrong-state', notYet);
    const confirmed = await confirmedByGesture(vault, act, allow);
    return {
      renewal: { version: keyring.version, at: vault.clock.now(), act: confirmed, request, entry: undefined },
      keys,
    };
  }
}
