import type { WhoAmI } from '@consilium/contracts';
import {
  newestView,
  Problem,
  registerRules,
  type LedgerId,
  type Person,
  type PersonId,
  type RegisterState,
  type RegisterView as RegisterReading,
} from '@consilium/domain';
import { fromRegister } from '@consilium/ledger';
import type { Change } from './door';
import type { Author } from './ledgers/append';
import { Freshness } from './ledgers/freshness';
import { Log } from './ledgers/log';
import type { Live } from './service/live';
import type { ServiceClock } from './service/clock';
import type { Transport } from './service/transport';
import type { Service } from './session/joining';
import type { Opened } from './session/opened';

export interface Ports {
  readonly transport: Transport;
  readonly live: Live;
  readonly clock: ServiceClock;
}

/** An open session: who, and their keys. */
export interface Session {
  readonly me: WhoAmI;
  readonly opened: Opened;
}

const locked = 'Your keys are locked. Unlock them with your passkey and try again.';

/** What the features of the door stand on: session, register, clock, and one way to say that something changed. */
export class Vault {
  readonly transport: Transport;
  readonly live: Live;
  readonly clock: ServiceClock;
  service: Service | undefined;
  private current: Session | undefined;
  private registerLog: Log<RegisterState> | undefined;
  private freshnessOf: Freshness | undefined;
  private listener: (change: Change) => void = () => undefined;

  constructor(ports: Ports) {
    this.transport = ports.transport;
    this.live = ports.live;
    this.clock = ports.clock;
  }

  onChange(listener: (change: Change) => void): void {
    this.listener = listener;
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

  unlock(session: Session): void {
    this.current = session;
    const root = session.opened.keyring.root as LedgerId;
    this.registerLog = new Log('register', root, registerRules, {
      transport: this.transport,
      clock: this.clock,
      changed: () => {
        this.changed({ about: 'register' });
      },
      judging: () => Promise.resolve({ expectRoot: root }),
    });
    this.freshnessOf = new Freshness(this.transport, this.clock, this.registerLog);
  }

  forget(): void {
    this.isLive = false;
    this.current = undefined;
    this.registerLog = undefined;
    this.freshnessOf = undefined;
  }

  get register(): Log<RegisterState> {
    if (this.registerLog === undefined) throw new Problem('not-signed-in', locked);
    return this.registerLog;
  }

  /** Whether the service has lately shown a signed head of the register this device knows. */
  get freshness(): Freshness {
    if (this.freshnessOf === undefined) throw new Problem('not-signed-in', locked);
    return this.freshnessOf;
  }

  /** The newest register known: what acting is judged by. */
  get view(): RegisterReading {
    return newestView(this.register.state);
  }

  person(id: PersonId): Person | undefined {
    return this.register.replica === undefined ? undefined : this.view.person(id);
  }

  /** A good person of the register, or the reason why there is none. */
  get self(): Person {
    const person = this.person(this.me);
    if (person === undefined) {
      throw new Problem('not-allowed', 'Your registration is not confirmed yet. Wait for the registration officer.');
    }
    return person;
  }

  /** Options for judging another ledger, once every register entry it names is here. */
  async judging(registerSeq: number): Promise<{ register: ReturnType<typeof fromRegister>; expectRoot: LedgerId }> {
    if (this.register.headSeq < registerSeq || this.register.replica === undefined) await this.register.sync();
    this.register.requireSound();
    return { register: fromRegister(this.register.state), expectRoot: this.root };
  }

  get author(): Author {
    const { opened } = this.session;
    return {
      by: opened.person,
      signer: opened.signer,
      transport: this.transport,
      clock: this.clock,
      register: () => ({ head: this.register.state.head, rules: this.view.rules }),
      syncRegister: () => this.register.sync(),
    };
  }
}

/** Refuses in the words of a rule book. */
export function allow(refusal: { readonly message: string; readonly code: string } | undefined): void {
  if (refusal !== undefined) throw new Problem('not-allowed', refusal.message, { code: refusal.code });
}
