import { toB64 } from '@consilium/bytes';
import type { SealedAccount } from '@consilium/contracts';
import { Problem, type Passkey } from '@consilium/domain';
import { signerFromSeed } from '@consilium/ledger';
import {
  CannotOpen,
  entropyOf,
  newAccountKey,
  newRecoveryWords,
  prfSalt,
  recoveryActSeed,
  recoverySignInSeed,
  sealKeyring,
  type Keyring,
  type WrapBinding,
} from '@consilium/sealing';
import type { KeptPasskey } from './passkey-steps';
import { countingPasskeys } from '../vault/counting-passkeys';
import type { Vault } from '../vault/vault';
import { requireSeen } from '../vault/acts';
import { confirmedByPasskey, seenOfPasskeys } from './confirming';
import type { Opened } from '../vault/opened';
import { accountKeyOf, opened } from './open-account';
import { emptyChallenge, prfOutput } from './prf';
import { WordsTypedBack } from './words-typed-back';
import { wrapByPassphrase, wrapByPrf, wrapByWords } from './wraps';

type Wrap = SealedAccount['wraps'][number];

const otherPassphrase = 'This is not the passphrase of that passkey. Check it and try again.';

const notYet =
  'The passkey you used is new and confirms nothing yet. Begin again and use an older one first, or wait until it counts.';

const order = (): Problem => new Problem('wrong-state', 'Start again from the first step.');

/**
 * A new account key, since an old wrap kept by the service would open the old one: new recovery words, and a wrap for
 * each passkey that is kept and at hand. `removed`: credential that goes, "" when none does.
 */
export class NewAccountKey {
  private readonly accountKey = newAccountKey();
  private readonly words = newRecoveryWords();
  private readonly typedBack = new WordsTypedBack(this.words);
  private readonly wraps = new Map<string, Wrap>();
  private areTypedBack = false;

  private constructor(
    private readonly vault: Vault,
    private readonly before: SealedAccount,
    private readonly removed: string,
    private readonly seen: string,
  ) {}

  static async begin(vault: Vault, removed: string, seen: string): Promise<NewAccountKey> {
    await vault.register.sync();
    requireSeen(seen, seenOfPasskeys(vault));
    const held = vault.self.passkeys;
    if (removed !== '' && !held.some(({ credential }) => credential === removed))
      throw new Problem('not-found', 'This passkey is removed already. Reload the list.');
    if (removed !== '' && held.length === 1)
      throw new Problem('wrong-state', 'This is your last passkey. Add another one first, then remove this one.');
    return new NewAccountKey(vault, await vault.transport.call('signIn', 'account', {}), removed, seen);
  }

  private get kept(): readonly Passkey[] {
    return this.vault.self.passkeys.filter(({ credential }) => credential !== this.removed);
  }

  private get version(): number {
    return Math.max(this.before.keyringVersion, this.vault.session.opened.keyring.version) + 1;
  }

  private binding(credential: string): WrapBinding {
    return { person: this.vault.me, credential, version: this.version };
  }

  /** How each passkey that stays can be taken along. */
  toTakeAlong(): KeptPasskey[] {
    const { rpId } = this.vault.view;
    return this.kept.map(({ credential }) => ({
      passkey: credential,
      needs: this.old('passphrase', credential) === undefined ? 'gesture' : 'passphrase',
      assertion: { challenge: emptyChallenge(), rpId, allow: [credential], prfSalt: toB64(prfSalt) },
    }));
  }

  private old(kind: Wrap['kind'], credential: string): Wrap | undefined {
    return this.before.wraps.find((wrap) => wrap.kind === kind && wrap.credential === credential);
  }

  private requireKept(credential: string): void {
    if (!this.kept.some((passkey) => passkey.credential === credential)) throw order();
  }

  async byPrf(credential: string, prf: string): Promise<void> {
    this.requireKept(credential);
    this.wraps.set(credential, await wrapByPrf(this.accountKey, prfOutput(prf), this.binding(credential)));
  }

  /** The same passphrase as before, proved by what it opened until now. */
  async byPassphrase(credential: string, passphrase: string): Promise<void> {
    this.requireKept(credential);
    const wrap = this.old('passphrase', credential);
    if (wrap === undefined) throw order();
    await accountKeyOf(wrap, { kind: 'passphrase', credential, passphrase }, this.vault.me).catch((error: unknown) => {
      throw error instanceof CannotOpen ? new Problem('not-allowed', otherPassphrase) : error;
    });
    this.wraps.set(credential, await wrapByPassphrase(this.accountKey, passphrase, this.binding(credential)));
  }

  shown(): { words: string[]; ask: [number, number] } {
    if (this.wraps.size === 0)
      throw new Problem('wrong-state', 'Use at least one passkey first, so that it opens your keys afterwards.');
    return this.typedBack.shown();
  }

  private async keyring(): Promise<Keyring & { readonly recoverySignInPublic: string }> {
    const recovery = await signerFromSeed(recoverySignInSeed(entropyOf(this.words)));
    const { keyring } = this.vault.session.opened;
    return { ...keyring, version: this.version, recoverySignInPublic: recovery.public };
  }

  private async sealed(): Promise<SealedAccount> {
    const keyring = await this.keyring();
    const byWords = await wrapByWords(this.accountKey, entropyOf(this.words), this.binding(''));
    return {
      keyring: toB64(await sealKeyring(this.accountKey, keyring)),
      keyringVersion: keyring.version,
      wraps: [...this.wraps.values(), byWords],
      recoveryPublic: keyring.recoverySignInPublic,
    };
  }

  /** The passkeys used here whose gesture is believed. */
  private confirming(): readonly string[] {
    const counting = countingPasskeys(this.vault);
    const allow = [...this.wraps.keys()].filter((credential) => counting.includes(credential));
    if (allow.length === 0) throw new Problem('wrong-state', notYet);
    return allow;
  }

  async typed(answers: readonly [string, string]): Promise<void> {
    this.typedBack.check(answers);
    await this.vault.register.sync();
    this.confirming();
    this.areTypedBack = true;
  }

  /** Confirmed and stored: from now on only what was wrapped here opens. Gives the same keys under the new account key. */
  async finish(): Promise<Opened> {
    if (!this.areTypedBack) throw order();
    const { vault, kept, removed, seen } = this;
    const { transport } = vault;
    await vault.register.sync();
    const account = await this.sealed();
    const byWords = await signerFromSeed(recoveryActSeed(entropyOf(this.words)));
    const request = removed === '' ? { account } : { credential: removed, account };
    const now = { passkeys: kept, recovery: byWords.public, keyring: account.keyringVersion, request, seen };
    const entry = await confirmedByPasskey(vault, now, this.confirming());
    if (removed === '') await transport.call('signIn', 'replaceAccount', { account, entry });
    else await transport.call('signIn', 'removePasskey', { credential: removed, account, entry });
    return opened(this.accountKey, await this.keyring());
  }
}
