import type { Deployment, WhoAmI } from '@consilium/contracts';
import {
  newestView,
  Problem,
  type Books,
  type LedgerId,
  type Person,
  type PersonId,
  type RegisterState,
  type RegisterView as RegisterReading,
  valueAt,
} from '@consilium/domain';
import type { Signer } from '@consilium/ledger';
import type { SealingKeyPair } from '@consilium/sealing';
import type { Author } from '../ledgers/append';
import type { FollowedRegister } from '../ledgers/followed-register';
import type { Freshness } from '../ledgers/freshness';
import { newerToWrite } from '../ledgers/known-rules';
import type { Log } from '../ledgers/log';
import type { Live } from '../service/live';
import type { OfflineWay } from '../shelf/offline-head';
import type { ServiceClock } from '../service/clock';
import { ServiceRelease } from '../service/release';
import type { Transport } from '../service/transport';
import type { Shelf } from '../shelf/shelf';
import type { Change } from './change';
import { Doubts } from './doubts';
import { Restores } from './restores';
import type { AskGesture, GestureAsked, GestureGiven } from './gesture';
import type { Opened } from './opened';

export interface Ports {
  readonly transport: Transport;
  readonly live: Live;
  readonly clock: ServiceClock;
  readonly shelf: Shelf;
  /** Left out where builds do not matter: then no other is ever told of. */
  readonly release?: ServiceRelease;
  /** Rule books in place of this build's own. */
  readonly books?: Books | undefined;
}

/** What the service says of itself before anybody is signed in. */
export interface Service {
  readonly root: string;
  readonly rpId: string;
  readonly origin: string;
  readonly servicePublic: string;
  readonly deployment: Deployment;
  /** What a register is begun as here. */
  readonly mode: Deployment;
}

/** An open session: who, and their keys. */
export interface Session {
  readonly me: WhoAmI;
  readonly opened: Opened;
}

const locked = 'Your keys are locked. Unlock them with your passkey and try again.';
const noWindow = 'This page cannot ask for your passkey. Reload it and try again.';

/**
 * What the features of the door stand on: session, register, clock, and one way to say that something changed. Only types
 * of the ledger are here: its code comes with the keys.
 */
export class Vault {
  readonly transport: Transport;
  readonly live: Live;
  readonly clock: ServiceClock;
  readonly shelf: Shelf;
  readonly release: ServiceRelease;
  /** The rule books this vault was given; the build's own come with the keys. */
  readonly givenBooks: Books | undefined;
  readonly doubts = new Doubts();
  readonly restores = new Restores();
  service: Service | undefined;
  private current: Session | undefined;
  private followed: FollowedRegister | undefined;
  private listener: (change: Change) => void = () => undefined;
  private asks: AskGesture = () => Promise.reject(new Problem('unavailable', noWindow));

  constructor(ports: Ports) {
    this.transport = ports.transport;
    this.live = ports.live;
    this.clock = ports.clock;
    this.shelf = ports.shelf;
    this.givenBooks = ports.books;
    this.release = ports.release ?? new ServiceRelease('');
    this.clock.onParting(() => {
      this.changed({ about: 'session' });
    });
    this.release.onChange(() => {
      this.changed({ about: 'release' });
    });
  }

  onChange(listener: (change: Change) => void): void {
    this.listener = listener;
  }

  onGesture(ask: AskGesture): void {
    this.asks = ask;
  }

  /** The gesture of whoever sits here, before any keys are open. */
  touch(asked: GestureAsked): Promise<GestureGiven> {
    return this.asks(asked);
  }

  /** The gesture of whoever has their keys open here, and still has when it is given. */
  async gesture(asked: GestureAsked): Promise<GestureGiven> {
    const { me } = this;
    const given = await this.asks(asked);
    if (this.current?.opened.person !== me) throw new Problem('not-signed-in', locked);
    return given;
  }

  /** Whether the live connection stands now. */
  isLive = false;

  changed(change: Change): void {
    if (change.about === 'connection') this.isLive = change.live;
    this.listener(change);
  }

  get session(): Session {
    if (this.current === undefined) throw new Problem('not-signed-in', locked);
    return this.current;
  }

  get isOpen(): boolean {
    return this.current !== undefined;
  }

  get me(): PersonId {
    return this.session.opened.person;
  }

  get root(): LedgerId {
    return this.session.opened.keyring.root as LedgerId;
  }

  /** Whether this device begins a page without a connection, so that what is opened is kept for it. */
  keepsOffline = false;
  /** How the passkey that opened the keys opens what is kept for that; undefined where it gives no secret. */
  offlineWay: OfflineWay | undefined;

  /** What signs for the recovery words this person came in with, until they have made a passkey since. */
  byWords: Signer | undefined;

  /** Whether the open keys were held against the register: what it lists later is news, and not another account. */
  isChecked = false;
  /** Version of keys that this device itself is about to bring, 0 for none: it does not lock for those. */
  renewing = 0;
  /** Called when the register lists newer keys of this person than are open here. */
  whenRenewed: () => void = () => undefined;

  /** Whether this person's keys were renewed, and not here. */
  get isOutdated(): boolean {
    if (!this.isOpen || !this.isChecked) return false;
    const listed = this.person(this.me)?.keyring ?? 0;
    return listed > this.session.opened.keyring.version && listed !== this.renewing;
  }

  /** What opens grants made at that register entry: the key that was listed then, and no other. */
  pairAt(seq: number): SealingKeyPair | undefined {
    const { sealing, former } = this.session.opened;
    const listed = valueAt(this.register.state.people.get(this.me), seq)?.sealing;
    return [sealing, ...former].find(({ publicKey }) => publicKey === listed);
  }

  /** New keys of the same person: nothing else of the session changes. */
  rekey(opened: Opened): void {
    this.current = { me: this.session.me, opened };
    this.renewing = 0;
    this.offlineWay = undefined;
    this.byWords = undefined;
  }

  unlock(session: Session, register: FollowedRegister): void {
    this.current = session;
    this.followed = register;
  }

  forget(): void {
    this.isLive = false;
    this.isChecked = false;
    this.renewing = 0;
    this.doubts.forget();
    this.restores.forget();
    this.byWords = undefined;
    this.offlineWay = undefined;
    this.current = undefined;
    this.followed = undefined;
  }

  private get following(): FollowedRegister {
    if (this.followed === undefined) throw new Problem('not-signed-in', locked);
    return this.followed;
  }

  /** The rule books that everything here is read and judged by. */
  get books(): Books {
    return this.following.books;
  }

  get register(): Log<RegisterState> {
    return this.following.log;
  }

  /** The service's public key (b64), as the register names it. */
  get serviceKey(): string {
    return this.register.state.service;
  }

  /** Whether the service has lately shown a signed head of the register this device knows. */
  get freshness(): Freshness {
    return this.following.freshness;
  }

  /** The same vault where the register is read otherwise: as it is shown, and not as this device had it. */
  reading(register: Log<RegisterState>): Vault {
    return Object.create(this, {
      register: { value: register },
      view: { get: () => newestView(register.state) },
    }) as Vault;
  }

  /** The newest register known: what acting is judged by. */
  get view(): RegisterReading {
    return this.following.view;
  }

  /** Why this build may write nothing: rules are in force that it does not know. "" while it knows them. */
  get behind(): string {
    const { register } = this;
    return register.replica !== undefined && this.view.rules > register.book.knows ? newerToWrite : '';
  }

  /** Why nothing may be added to a record now, whatever the rules say; "" when nothing stands in the way. */
  stopped({ stopped }: Pick<Log<unknown>, 'stopped'>): string {
    return stopped || this.behind;
  }

  person(id: PersonId): Person | undefined {
    return this.register.replica === undefined ? undefined : this.view.person(id);
  }

  /** A good person of the register, or the reason why there is none. */
  get self(): Person {
    const person = this.person(this.me);
    if (person === undefined) {
      this.register.requireWhole();
      throw new Problem('not-allowed', 'Your registration is not confirmed yet. Wait for the registration officer.');
    }
    return person;
  }

  /** Options for judging another ledger, once every register entry it names is here. */
  async judging(...asked: Parameters<FollowedRegister['judging']>): ReturnType<FollowedRegister['judging']> {
    return this.following.judging(...asked);
  }

  get author(): Author {
    const { opened } = this.session;
    return {
      by: opened.person,
      signer: opened.signer,
      transport: this.transport,
      clock: this.clock,
      // Whatever is signed names the register: on one that stopped verifying nothing is.
      register: () => {
        this.register.requireSound();
        return { head: this.register.state.head, rules: this.view.rules };
      },
      view: () => this.view,
      syncRegister: async () => {
        await this.register.sync();
        this.register.requireWhole();
      },
    };
  }
}

/** Refuses in the words of a rule book. */
export function allow(refusal: { readonly message: string; readonly code: string } | undefined): void {
  if (refusal !== undefined) throw new Problem('not-allowed', refusal.message, { code: refusal.code });
}
