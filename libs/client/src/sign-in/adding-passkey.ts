import type { Bytes } from '@consilium/bytes';
import type { SealedAccount } from '@consilium/contracts';
import { Problem } from '@consilium/domain';
import { challenge } from '@consilium/ledger';
import { newPrfInput } from '@consilium/sealing';
import type { CreatedPasskey, PasskeyCreation, PasskeyStep } from './passkey-steps';
import type { Vault } from '../vault/vault';
import { requireSeen } from '../vault/acts';
import { confirmedByPasskey, confirmedByWords, seenOfPasskeys } from './confirming';
import { readCreated } from './passkey-data';
import { emptyChallenge, prfResult } from './prf';
import { wrapByPassphrase, wrapByPrf } from './wraps';

type Wrap = SealedAccount['wraps'][number];

const order = (): Problem => new Problem('wrong-state', 'Start adding the passkey again.');

/** One more passkey for the keys that are open here: made, wrapped for, confirmed by one that is there already. */
export class AddingPasskey {
  private made: { readonly created: CreatedPasskey; readonly cose: string } | undefined;
  private wrap: Wrap | undefined;
  private readonly prfInput = newPrfInput();

  private constructor(
    private readonly vault: Vault,
    private readonly nonce: string,
    private readonly seen: string,
  ) {}

  static async begin(vault: Vault, seen: string): Promise<AddingPasskey> {
    await vault.register.sync();
    requireSeen(seen, seenOfPasskeys(vault));
    const { nonce } = await vault.transport.call('signIn', 'passkeyBegin', {});
    return new AddingPasskey(vault, nonce, seen);
  }

  private challenge(): Promise<string> {
    const { root, view, me } = this.vault;
    return challenge('consilium/1 passkey-create', root, view.rpId, this.nonce, me);
  }

  async creation(): Promise<PasskeyCreation> {
    const { self, view, me } = this.vault;
    return {
      challenge: await this.challenge(),
      rpId: view.rpId,
      userHandle: me,
      userName: self.name,
      prfInput: this.prfInput,
      exclude: self.passkeys.map(({ credential }) => credential),
    };
  }

  async take(created: CreatedPasskey): Promise<PasskeyStep> {
    const { cose } = readCreated(created, await this.challenge());
    this.made = { created: { ...created, prf: undefined }, cose };
    if (created.prf !== undefined) {
      await this.byPrf(created.prf);
      return { needs: 'nothing', assertion: undefined };
    }
    if (!created.prfSupported) return { needs: 'passphrase', assertion: undefined };
    const { rpId } = this.vault.view;
    const prf = { [created.id]: this.prfInput };
    const assertion = { challenge: emptyChallenge(), rpId, allow: [created.id], prf };
    return { needs: 'second-gesture', assertion };
  }

  private get binding(): { person: string; credential: string; version: number } {
    if (this.made === undefined) throw order();
    return {
      person: this.vault.me,
      credential: this.made.created.id,
      version: this.vault.session.opened.keyring.version,
    };
  }

  private get accountKey(): Bytes {
    return this.vault.session.opened.accountKey;
  }

  async byPrf(prf: string): Promise<void> {
    this.wrap = await wrapByPrf(this.accountKey, prfResult(this.prfInput, prf), this.binding);
  }

  async byPassphrase(passphrase: string): Promise<void> {
    this.wrap = await wrapByPassphrase(this.accountKey, passphrase, this.binding);
  }

  /** Whoever came with the recovery words is asked for no passkey: the words confirm, and the new one waits for longer. */
  async finish(): Promise<void> {
    const { vault, made, wrap, nonce, seen } = this;
    if (made === undefined || wrap === undefined) throw order();
    await vault.register.sync();
    const { id, attestationObject, clientDataJSON, transports } = made.created;
    const passkeys = [...vault.self.passkeys, { credential: id, cose: made.cose, rpId: vault.view.rpId }];
    const request = { nonce, passkey: { id, attestationObject, clientDataJSON, transports }, wrap };
    const now = { passkeys, request, seen };
    const confirmed = vault.byWords === undefined ? confirmedByPasskey : confirmedByWords;
    await vault.transport.call('signIn', 'addPasskey', { ...request, entry: await confirmed(vault, now) });
    await vault.register.sync();
  }
}
