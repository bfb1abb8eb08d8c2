import { Problem, type LedgerId, type PersonId } from '@consilium/domain';
import type { WhoAmI } from '@consilium/contracts';
import type { Desk } from '../desk';
import type { AssertedPasskey, Door } from '../door';
import { part } from '../on-demand';
import type { Vault } from '../vault/vault';
import type { MeView } from '../views';
import type { InvitationLink, Joining, Joined, Service } from './joining';
import * as signing from './signing-in';
import type { Opened } from './opened';

type SessionDoor = Pick<
  Door,
  | 'state'
  | 'setUpBegin'
  | 'joinLook'
  | 'joinBegin'
  | 'passkeyMade'
  | 'passkeyPrf'
  | 'passkeyPassphrase'
  | 'recoveryWords'
  | 'confirmWords'
  | 'myRequest'
  | 'signInBegin'
  | 'signInFinish'
  | 'unlockWithPassphrase'
  | 'signInWithWords'
  | 'lock'
  | 'unlockBegin'
  | 'unlockFinish'
  | 'signOut'
  | 'devices'
  | 'endDevice'
>;

const withKeys = (): Promise<typeof import('../with-keys')> => part(() => import('../with-keys'));

const order = (): Problem => new Problem('wrong-state', 'Start again from the first step.');

/** Who is at this device: from an empty browser to open keys, and back. */
export class Sessions {
  private me: WhoAmI | undefined;
  private link: InvitationLink | undefined;
  private joining: Joining | undefined;
  private begun: Awaited<ReturnType<typeof signing.begin>> | undefined;
  private halfOpen: signing.Locked | undefined;
  private pinned: string | undefined;
  private openDesk: Promise<Desk> | undefined;

  constructor(private readonly vault: Vault) {}

  /** Everything that needs open keys of an active person. */
  desk(): Promise<Desk> {
    if (!this.vault.isOpen)
      throw new Problem('not-signed-in', 'Your keys are locked. Unlock them with your passkey and try again.');
    const opening = this.openDesk ?? this.startDesk();
    this.openDesk = opening;
    return opening;
  }

  private async startDesk(): Promise<Desk> {
    try {
      const { Desk } = await withKeys();
      return await Desk.open(this.vault);
    } catch (error) {
      this.openDesk = undefined;
      throw error;
    }
  }

  private async service(): Promise<Service & { readonly ready: boolean }> {
    const { now, ...service } = await this.vault.transport.call('setup', 'state', {});
    this.vault.clock.hear(now);
    this.vault.service = service;
    return service;
  }

  private async open(me: WhoAmI, opened: Opened): Promise<void> {
    const { FollowedRegister } = await withKeys();
    this.closeDesk();
    this.me = me;
    const root = opened.keyring.root as LedgerId;
    this.pinned = root;
    const { transport, clock } = this.vault;
    const changed = (): void => {
      this.vault.changed({ about: 'register' });
    };
    this.vault.unlock({ me, opened }, new FollowedRegister(root, { transport, clock, changed }));
    this.halfOpen = undefined;
    this.begun = undefined;
    this.joining = undefined;
    if (me.standing === 'active') {
      await this.desk().catch((error: unknown) => {
        this.forgetKeys();
        throw error;
      });
    }
    this.vault.changed({ about: 'session' });
  }

  private closeDesk(): void {
    void this.openDesk?.then(
      (desk) => {
        desk.close();
      },
      () => undefined,
    );
    this.openDesk = undefined;
  }

  private forgetKeys(): void {
    this.closeDesk();
    this.vault.forget();
    this.halfOpen = undefined;
  }

  private async settle(signed: signing.SignedIn): Promise<'open' | 'passphrase-needed'> {
    if (signed.state === 'passphrase-needed') {
      this.halfOpen = signed.locked;
      return 'passphrase-needed';
    }
    await this.open(signed.me, signed.opened);
    return 'open';
  }

  private async meView(me: WhoAmI): Promise<MeView> {
    const { vault } = this;
    const person = vault.isOpen && me.standing === 'active' ? vault.person(me.person as PersonId) : undefined;
    if (person !== undefined) {
      const { organisationName } = await withKeys();
      const [organisation, defence] = [
        organisationName(vault, person.organisation),
        organisationName(vault, person.defence),
      ];
      return { person: person.id, name: person.name, role: person.role, organisation, defence, standing: me.standing };
    }
    const common = { person: me.person, role: me.role, defence: '', standing: me.standing };
    if (me.standing !== 'waiting') return { ...common, name: '', organisation: '' };
    const request = await vault.transport.call('register', 'myRequest', {});
    return { ...common, name: request.details?.name ?? '', organisation: request.organisation };
  }

  private async state(): Promise<Awaited<ReturnType<Door['state']>>> {
    const { vault } = this;
    const { ready } = await this.service();
    const clockOffSeconds = vault.clock.deviceOffSeconds();
    if (!ready) return { state: 'set-up', me: undefined, clockOffSeconds };
    const { me, now } = await vault.transport.call('signIn', 'session', {});
    vault.clock.hear(now);
    if (me === undefined || (this.vault.isOpen && me.person !== this.me?.person)) this.forgetKeys();
    this.me = me;
    if (me === undefined) return { state: 'signed-out', me: undefined, clockOffSeconds };
    if (vault.isOpen && me.standing === 'active') await this.desk();
    return { state: vault.isOpen ? 'open' : 'locked', me: await this.meView(me), clockOffSeconds };
  }

  /** Making keys and words is done once in a lifetime, so its code is loaded when it is. */
  private async begin(
    purpose: Parameters<typeof Joining.begin>[2],
    service: Service,
    device: string,
  ): Promise<Joining> {
    const joining = await part(() => import('./joining'));
    return joining.Joining.begin(this.vault.transport, service, purpose, device, () => this.vault.clock.now());
  }

  private requireJoining(): Joining {
    if (this.joining === undefined) throw order();
    return this.joining;
  }

  private async joined({ me, opened }: Joined): Promise<MeView> {
    await this.open(me, opened);
    return this.meView(me);
  }

  private async unlockable(credential: string): Promise<signing.Locked> {
    const { me } = await this.vault.transport.call('signIn', 'session', {});
    if (me === undefined) throw new Problem('not-signed-in', 'Your session has ended. Sign in again.');
    const account = await this.vault.transport.call('signIn', 'account', {});
    return { me, account, credential, root: this.pinned ?? me.root };
  }

  private async signOut(): Promise<void> {
    const desk = await this.openDesk?.catch(() => undefined);
    await desk?.memory.save().catch(() => undefined);
    this.forgetKeys();
    await this.vault.transport.call('signIn', 'signOut', {});
    await this.vault.shelf.clear().catch(() => undefined);
    this.me = undefined;
    this.vault.changed({ about: 'session' });
  }

  private async finish(passkey: AssertedPasskey, device: string): Promise<'open' | 'passphrase-needed'> {
    const { begun } = this;
    if (begun === undefined) throw order();
    return this.settle(await signing.finish(this.vault.transport, begun, passkey, device));
  }

  /** The joining half: first run and invitations. */
  joiningDoor(): Pick<
    SessionDoor,
    | 'setUpBegin'
    | 'joinLook'
    | 'joinBegin'
    | 'passkeyMade'
    | 'passkeyPrf'
    | 'passkeyPassphrase'
    | 'recoveryWords'
    | 'confirmWords'
    | 'myRequest'
  > {
    const { vault } = this;
    return {
      setUpBegin: async ({ code, name, device }) => {
        this.joining = await this.begin({ kind: 'set-up', code, name }, await this.service(), device);
        return this.joining.creation();
      },
      joinLook: async (link) => {
        const look = await vault.transport.call('register', 'lookAtInvitation', { invitation: link.invitation });
        if (look.root !== link.root) {
          throw new Problem(
            'not-allowed',
            'This link belongs to another service, or was changed on its way. Ask your officer for a new one.',
          );
        }
        this.link = link;
        const defence = look.defence.map(({ id, name }) => ({ id, name }));
        return { role: look.role, organisation: look.organisation?.name ?? '', defence };
      },
      joinBegin: async ({ device, ...details }) => {
        if (this.link === undefined) throw order();
        this.joining = await this.begin({ kind: 'join', link: this.link, details }, await this.service(), device);
        return this.joining.creation();
      },
      passkeyMade: async (passkey) => this.requireJoining().passkeyMade(passkey),
      passkeyPrf: async (prf) => this.requireJoining().unlockByPrf(prf),
      passkeyPassphrase: async (passphrase) => this.requireJoining().unlockByPassphrase(passphrase),
      recoveryWords: () => Promise.resolve(this.requireJoining().words()),
      confirmWords: async (answers) => this.joined(await this.requireJoining().confirm(answers)),
      myRequest: async () => {
        const { state, reason, organisation, role, at } = await vault.transport.call('register', 'myRequest', {});
        return { state, reason, organisation, role, at };
      },
    };
  }

  door(): SessionDoor {
    const { vault } = this;
    return {
      ...this.joiningDoor(),
      state: () => this.state(),
      signInBegin: async () => {
        this.begun = await signing.begin(vault.transport, this.pinned);
        return signing.signInAssertion(this.begun);
      },
      signInFinish: (passkey, device) => this.finish(passkey, device),
      unlockWithPassphrase: async (passphrase) => {
        if (this.halfOpen === undefined) throw order();
        await this.settle(await signing.unlockWithPassphrase(this.halfOpen, passphrase));
      },
      signInWithWords: async (words, device) => {
        const begun = await signing.begin(vault.transport, this.pinned);
        const { signInWithWords } = await part(() => import('./recovery'));
        const { me, opened } = await signInWithWords(vault.transport, begun, words, device);
        await this.open(me, opened);
        vault.isByWords = true;
      },
      lock: () => {
        this.forgetKeys();
        vault.changed({ about: 'session' });
        return Promise.resolve();
      },
      unlockBegin: async () => {
        const service = vault.service ?? (await this.service());
        return signing.unlockAssertion((await this.unlockable('')).account, service.rpId);
      },
      unlockFinish: async (passkey) =>
        this.settle(await signing.unlock(await this.unlockable(passkey.id), passkey.prf)),
      signOut: () => this.signOut(),
      devices: async () => (await vault.transport.call('signIn', 'devices', {})).devices,
      endDevice: async (session) => {
        await vault.transport.call('signIn', 'endDevice', { session });
      },
    };
  }
}
