import { randomBytes, toB64 } from '@consilium/bytes';
import type { FirstAccount, SealedAccount } from '@consilium/contracts';
import { Problem, type Join, type PersonId, type Statement } from '@consilium/domain';
import { joinChallenge, signerFromSeed, signJoin, type Signer } from '@consilium/ledger';
import {
  entropyOf,
  newAccountKey,
  newRecoveryWords,
  newSealingKey,
  recoveryActSeed,
  recoverySignInSeed,
  sealKeyring,
  type Keyring,
  type PrfResult,
  type WrapBinding,
} from '@consilium/sealing';
import type { CreatedPasskey } from './passkey-steps';
import { gestureOf, type AskGesture } from '../vault/gesture';
import { firstList, sealList } from '../vault/heads-list';
import type { Opened } from '../vault/opened';
import { opened } from './open-account';
import { wrapByPassphrase, wrapByPrf, wrapByWords } from './wraps';

type Wrap = SealedAccount['wraps'][number];

/** Whose account it is, and which version of their keys: of a newcomer an id nobody has, and the first. */
export interface AccountOf {
  readonly person: PersonId;
  readonly version: number;
}

export const newcomer = (): AccountOf => ({ person: toB64(randomBytes(16)) as PersonId, version: 1 });

/** What somebody says of themselves, when, and who asks them for a gesture over it. */
interface Stating {
  readonly at: number;
  readonly states: Statement;
  readonly touch: AskGesture;
}

/** The keys of somebody who is about to join, or comes with other ones: made here, sealed here, and given away only sealed. */
export class NewAccount {
  readonly words = newRecoveryWords();
  private readonly accountKey = newAccountKey();
  private readonly signingSeed = randomBytes(32);
  private readonly invitationSeed = randomBytes(32);
  private readonly wraps: Wrap[] = [];
  private passkey: { readonly made: CreatedPasskey; readonly cose: string } | undefined;

  constructor(private readonly of: AccountOf = newcomer()) {}

  get person(): PersonId {
    return this.of.person;
  }

  take(made: CreatedPasskey, cose: string): void {
    this.passkey = { made, cose };
  }

  get made(): CreatedPasskey {
    return this.requirePasskey().made;
  }

  private requirePasskey(): NonNullable<typeof this.passkey> {
    if (this.passkey === undefined) throw new Problem('wrong-state', 'Make your passkey first.');
    return this.passkey;
  }

  get hasUnlock(): boolean {
    return this.wraps.length > 0;
  }

  async unlockByPrf(prf: PrfResult): Promise<void> {
    this.wraps.push(await wrapByPrf(this.accountKey, prf, this.binding(this.made.id)));
  }

  async unlockByPassphrase(passphrase: string): Promise<void> {
    this.wraps.push(await wrapByPassphrase(this.accountKey, passphrase, this.binding(this.made.id)));
  }

  private binding(credential: string): WrapBinding {
    return { person: this.person, credential, version: this.of.version };
  }

  signer(): Promise<Signer> {
    return signerFromSeed(this.signingSeed);
  }

  /**
   * The signed statement of who this is and of these keys, with a gesture of the passkey made here. `root` is `""` for first
   * officers only.
   */
  async join(root: string, rpId: string, { at, states, touch }: Stating): Promise<string> {
    const { made, cose } = this.requirePasskey();
    const [signer, sealing, byWords] = await Promise.all([
      this.signer(),
      this.sealing,
      signerFromSeed(recoveryActSeed(entropyOf(this.words))),
    ]);
    const unproven = {
      v: 1 as const,
      root: root as Join['root'],
      person: this.person,
      states,
      signing: signer.public,
      sealing: sealing.publicKey,
      recovery: byWords.public,
      passkeys: [{ credential: made.id, cose, rpId }],
      at,
    };
    const nonce = toB64(randomBytes(32));
    const asked = await joinChallenge(unproven, rpId, nonce);
    const proof = gestureOf(await touch({ challenge: asked, rpId, allow: [made.id] }), nonce);
    return signJoin({ ...unproven, proofs: [proof] }, signer);
  }

  private readonly sealing = newSealingKey();

  /** Everything sealed, ready for the service, and the same keys open for this device. */
  async sealed(root: string): Promise<{ readonly account: FirstAccount; readonly opened: Opened }> {
    const entropy = entropyOf(this.words);
    const recovery = await signerFromSeed(recoverySignInSeed(entropy));
    const keyring: Keyring = {
      version: this.of.version,
      person: this.person,
      root,
      signingSeed: this.signingSeed,
      sealingSeed: (await this.sealing).seed,
      invitationSeed: this.invitationSeed,
      recoverySignInPublic: recovery.public,
      former: [],
    };
    const byWords = await wrapByWords(this.accountKey, entropy, this.binding(''));
    const account = {
      keyring: toB64(await sealKeyring(this.accountKey, keyring)),
      keyringVersion: this.of.version,
      wraps: [...this.wraps, byWords],
      recoveryPublic: recovery.public,
      heads: await sealList({ person: this.person, accountKey: this.accountKey, keyring }, firstList),
    };
    return { account, opened: await opened(this.accountKey, keyring, account) };
  }
}
