import { Problem, type LedgerId } from '@consilium/domain';
import type { WhoAmI } from '@consilium/contracts';
import type { FollowedRegister } from '../ledgers/followed-register';
import { forgetOffline, forgetOver } from '../shelf/offline-head';
import { offlineWay } from '../shelf/offline-way';
import { part } from '../service/part';
import { renewedOf, type RenewedView } from '../vault/renewed';
import type { Opened } from '../vault/opened';
import type { Service, Vault } from '../vault/vault';
import type { Joined } from './joined';
import { JoiningUnderWay, type JoiningDoor } from './joining-door';
import { forgetKnown, knownPasskeys } from './known-passkeys';
import type { AssertedPasskey, PasskeyAssertion, PrfInputs } from './passkey-steps';
import type { RightClock } from '../service/clock';
import * as signing from './signing-in';
import { meView } from './me-view';
import type { DeviceView, MeView } from './views';
import { WhoseDevice } from './whose-device';

/**
 * `passphrase-needed`: the passkey gives no PRF output; ask for the passphrase and call `unlockWithPassphrase`.
 * `gesture-needed`: signed in, on a device that did not know this passkey; `unlockBegin` and `unlockFinish` open the keys.
 */
export type Unlocked = 'open' | 'passphrase-needed' | 'gesture-needed';

/** Who is at this device: from an empty browser to open keys, and back. */
export interface SignInDoor extends JoiningDoor {
  /** First thing a page asks. `locked`: a session exists, the keys are not open. */
  state(): Promise<{
    state: 'set-up' | 'signed-out' | 'locked' | 'open';
    me: MeView | undefined;
    clockOffSeconds: number;
    /** The clocks of device and service are so far apart that somebody has to say which is right. */
    clocksApart: boolean;
    /** Why the keys were locked here: they were renewed elsewhere, and by which passkey. */
    renewed: RenewedView | undefined;
    /** Somebody said that this device is their own; any other is a shared computer. */
    isOwnDevice: boolean;
  }>;
  /** Whose this device is: before somebody signs in, and at any time after. A shared one keeps no passkey's name. */
  saysWhose(isOwn: boolean): Promise<void>;
  /** Which clock is right, for as long as they are apart as they are now. */
  settleClocks(right: RightClock): Promise<void>;
  /** `anyPasskey`: not only those of whoever was here last. */
  signInBegin(anyPasskey?: boolean): Promise<PasskeyAssertion>;
  signInFinish(passkey: AssertedPasskey, device: string): Promise<Unlocked>;
  unlockWithPassphrase(passphrase: string): Promise<void>;
  signInWithWords(words: string, device: string): Promise<void>;
  /** For the idle lock: the session goes on, the keys are forgotten. */
  lock(): Promise<void>;
  unlockBegin(): Promise<PasskeyAssertion>;
  unlockFinish(passkey: AssertedPasskey): Promise<Unlocked>;
  /** Also forgets every draft and unsent message on this device. */
  signOut(): Promise<void>;
  devices(): Promise<DeviceView[]>;
  endDevice(session: string): Promise<void>;
}

/** What stands on open keys. Its code is fetched while their owner is still at the passkey. */
export interface StandsOnKeys {
  /** Begins to follow the register these keys belong to. */
  follow(root: LedgerId): Promise<FollowedRegister>;
  organisationName(id: string): Promise<string>;
  /** Everything that needs the keys of an active person. */
  open(): Promise<unknown>;
  /** Keeps what this device remembers of the ledgers, if it is open. */
  save(): Promise<void>;
  close(): void;
}

const order = (): Problem => new Problem('wrong-state', 'Start again from the first step.');

/** The session at this device, and whose keys are open in it. */
export class Sessions {
  private me: WhoAmI | undefined;
  private begun: Awaited<ReturnType<typeof signing.begin>> | undefined;
  private halfOpen: signing.Locked | undefined;
  private pinned: string | undefined;
  /** What the passkeys were asked for their secrets with last. */
  private asked: PrfInputs = {};
  private renewed: RenewedView | undefined;
  private readonly joining: JoiningUnderWay;
  private readonly whose: WhoseDevice;

  constructor(
    private readonly vault: Vault,
    private readonly keyed: StandsOnKeys,
  ) {
    this.whose = new WhoseDevice(vault);
    this.joining = new JoiningUnderWay({
      vault,
      service: () => this.service(),
      joined: (joined) => this.joined(joined),
    });
    vault.whenRenewed = () => {
      this.lockRenewed();
    };
  }

  /** At once: what is open here is not this person's any more for anybody who sees it. */
  private lockRenewed(): void {
    const { vault } = this;
    this.renewed = renewedOf(vault);
    this.forgetKeys();
    void forgetOffline(vault.shelf);
    vault.changed({ about: 'session' });
  }

  private async service(): Promise<Service & { readonly ready: boolean }> {
    const { now, ...service } = await this.vault.transport.call('setup', 'state', {});
    this.vault.clock.hear(now);
    this.vault.service = service;
    return service;
  }

  private async open(me: WhoAmI, opened: Opened, by?: signing.PrfWay): Promise<void> {
    const root = opened.keyring.root as LedgerId;
    const register = await this.keyed.follow(root);
    this.keyed.close();
    this.me = me;
    this.pinned = root;
    this.vault.unlock({ me, opened }, register);
    this.me = await this.whose.settle(me, opened.prfInputs);
    // A shared computer keeps nothing of a case.
    this.vault.offlineWay = by && (await this.whose.isOwn()) ? await offlineWay(opened, by) : undefined;
    this.halfOpen = undefined;
    this.begun = undefined;
    this.renewed = undefined;
    this.joining.forget();
    if (me.standing === 'active') {
      await this.keyed.open().catch((error: unknown) => {
        this.forgetKeys();
        throw error;
      });
    }
    this.vault.changed({ about: 'session' });
  }

  private async saysWhose(isOwn: boolean): Promise<void> {
    // First: what is being kept at this moment is deleted, and not begun again.
    if (!isOwn) this.vault.offlineWay = undefined;
    this.me = await this.whose.says(isOwn, this.me);
    // Before anybody is signed in, nobody's screen changes by it.
    if (this.me !== undefined) this.vault.changed({ about: 'session' });
  }

  private forgetKeys(): void {
    this.keyed.close();
    this.vault.forget();
    this.halfOpen = undefined;
  }

  private async settle(signed: signing.SignedIn): Promise<Unlocked> {
    if (signed.state !== 'open') {
      this.halfOpen = signed.locked;
      return signed.state;
    }
    await this.open(signed.me, signed.opened, signed.by);
    return 'open';
  }

  /** Who is signed in. What is kept here is of nobody whom somebody signed out, or who may act no more; a session that is only over leaves it. */
  private async whoAmI(): Promise<WhoAmI | undefined> {
    const { transport, clock, shelf } = this.vault;
    const { me, now, ended } = await transport.call('signIn', 'session', {});
    clock.hear(now);
    if (ended === true || (me !== undefined && me.standing !== 'active')) await forgetOffline(shelf);
    else await forgetOver(shelf, Date.now());
    return me;
  }

  private async state(): ReturnType<SignInDoor['state']> {
    const { vault } = this;
    const { ready } = await this.service();
    const isOwnDevice = await this.whose.isOwn();
    const common = () => ({
      isOwnDevice,
      clockOffSeconds: vault.clock.deviceOffSeconds(),
      clocksApart: vault.clock.isUnsettled,
      renewed: this.renewed,
    });
    if (!ready) return { state: 'set-up', me: undefined, ...common() };
    const me = await this.whoAmI();
    if (me === undefined || (this.vault.isOpen && me.person !== this.me?.person)) this.forgetKeys();
    this.me = me;
    if (me === undefined) return { state: 'signed-out', me: undefined, ...common() };
    if (vault.isOpen && me.standing === 'active') await this.keyed.open();
    return { state: vault.isOpen ? 'open' : 'locked', me: await meView(this.vault, this.keyed, me), ...common() };
  }

  private async joined({ me, opened }: Joined): Promise<MeView> {
    await this.open(me, opened);
    return meView(this.vault, this.keyed, me);
  }

  private async unlockable(credential: string): Promise<signing.Locked> {
    const { me } = await this.vault.transport.call('signIn', 'session', {});
    if (me === undefined) {
      // Nothing can be unlocked here any more: the page asks what there is to do instead.
      this.vault.changed({ about: 'session' });
      throw new Problem('not-signed-in', 'Your session has ended. Sign in again.');
    }
    const account = await this.vault.transport.call('signIn', 'account', {});
    return { me, account, credential, root: this.pinned ?? me.root };
  }

  private lock(): Promise<void> {
    this.forgetKeys();
    this.vault.changed({ about: 'session' });
    return Promise.resolve();
  }

  private async signOut(): Promise<void> {
    await this.keyed.save();
    this.forgetKeys();
    const { shelf, transport } = this.vault;
    // Also where the service cannot be reached. What was not sent stays until it was.
    await Promise.all([forgetOffline(shelf), forgetKnown(shelf)]);
    await transport.call('signIn', 'signOut', {});
    await shelf.clear().catch(() => undefined);
    this.me = undefined;
    this.vault.changed({ about: 'session' });
  }

  private async finish(passkey: AssertedPasskey, device: string): Promise<Unlocked> {
    const { begun, asked } = this;
    if (begun === undefined) throw order();
    const { transport, shelf } = this.vault;
    const signed = await signing.finish(transport, begun, passkey, device, asked).catch(async (error: unknown) => {
      // A passkey that was removed signs nobody in: the next try is for any.
      if (error instanceof Problem && error.kind === 'not-signed-in') await forgetKnown(shelf);
      throw error;
    });
    return this.settle(signed);
  }

  door(): SignInDoor {
    const { vault } = this;
    return {
      ...this.joining.door(),
      state: () => this.state(),
      saysWhose: (isOwn) => this.saysWhose(isOwn),
      settleClocks: (right) => {
        vault.clock.settle(right);
        vault.changed({ about: 'session' });
        return Promise.resolve();
      },
      signInBegin: async (anyPasskey = false) => {
        this.begun = await signing.begin(vault.transport, this.pinned);
        this.asked = anyPasskey ? {} : await knownPasskeys(vault.shelf);
        return signing.signInAssertion(this.begun, this.asked);
      },
      signInFinish: (passkey, device) => this.finish(passkey, device),
      unlockWithPassphrase: async (passphrase) => {
        if (this.halfOpen === undefined) throw order();
        await this.settle(await signing.unlockWithPassphrase(this.halfOpen, passphrase));
      },
      signInWithWords: async (words, device) => {
        const begun = await signing.begin(vault.transport, this.pinned);
        const { signInWithWords } = await part(() => import('./recovery'));
        const { me, opened, byWords } = await signInWithWords(vault.transport, begun, words, device);
        await this.open(me, opened);
        vault.byWords = byWords;
      },
      lock: () => this.lock(),
      unlockBegin: async () => {
        const { rpId } = this.begun ?? vault.service ?? (await this.service());
        const { account, credential } = this.halfOpen ?? (await this.unlockable(''));
        const assertion = signing.unlockAssertion(account, rpId, credential);
        this.asked = assertion.prf;
        return assertion;
      },
      unlockFinish: async (passkey) => {
        const locked = this.halfOpen?.credential === passkey.id ? this.halfOpen : await this.unlockable(passkey.id);
        return this.settle(await signing.unlock(locked, passkey.prf, this.asked));
      },
      signOut: () => this.signOut(),
      devices: async () => (await vault.transport.call('signIn', 'devices', {})).devices,
      endDevice: async (session) => {
        await vault.transport.call('signIn', 'endDevice', { session });
      },
    };
  }
}
