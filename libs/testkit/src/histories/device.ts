import { ServiceClock } from '@consilium/client';
import { FollowedRegister, Log, type Author } from '@consilium/client/testing';
import {
  type AdviceState,
  type Books,
  type LedgerId,
  type PersonId,
  type RegisterState,
  type RoomState,
} from '@consilium/domain';
import type { Replica, Signer } from '@consilium/ledger';
import { person } from '../domain/names';
import type { KeyRing } from './keys';
import type { Kept, Service } from './service';
import { Story } from './story';

type OtherState = RoomState | AdviceState;

/** One person's device: the client's own logs, clock and register, without a screen and without content. */
export class Device {
  readonly me: PersonId;
  readonly clock: ServiceClock;
  readonly register: FollowedRegister;
  private readonly logs = new Map<LedgerId, Log<OtherState>>();

  constructor(
    readonly name: string,
    private readonly keys: KeyRing,
    private readonly service: Service,
    time: { readonly seconds: number },
    /** What this device read of the register long ago. */
    read?: Kept,
    readonly books: Books = service.books,
  ) {
    this.me = person(name);
    const ports = {
      transport: service.transport(this.me),
      changed: () => undefined,
    };
    this.clock = new ServiceClock({ monotonic: () => time.seconds * 1000, wall: () => time.seconds * 1000 });
    this.register = new FollowedRegister(service.register.ledger, { ...ports, clock: this.clock }, books);
    if (read?.replica.kind !== 'register') return;
    this.register.log.replica = read.replica;
    this.register.log.entries = [...read.entries];
  }

  get all(): readonly Log<unknown>[] {
    return [this.register.log, ...this.logs.values()] as readonly Log<unknown>[];
  }

  /** Whether this device was ever given the register: a stranger is not. */
  get hasBegun(): boolean {
    return this.register.log.replica !== undefined;
  }

  log(kind: 'room' | 'advice', ledger: LedgerId): Log<OtherState> {
    const known = this.logs.get(ledger);
    if (known !== undefined) return known;
    const book = kind === 'room' ? this.books.room : this.books.advice;
    const made = new Log<OtherState>(kind, ledger, book, {
      transport: this.service.transport(this.me),
      clock: this.clock,
      changed: () => undefined,
      judging: async (seq) => ({ ...(await this.register.judging(seq)), expectsBody: () => kind !== 'room' }),
    });
    this.logs.set(ledger, made);
    return made;
  }

  /** Brings everything up to date that this person may still read, as when a page is opened. */
  async sync(isFollowed: (ledger: LedgerId) => boolean = () => true): Promise<void> {
    await this.register.log.sync().catch(unlessNotFound);
    if (!this.hasBegun) return;
    // What stands here is judged by what the register says since, also where nothing is followed any more.
    for (const log of this.logs.values()) await log.judgeAgain();
    for (const log of this.logs.values()) if (isFollowed(log.ledger)) await log.sync().catch(unlessNotFound);
  }

  /** Whose keys change while they are offline have the new ones on this device, as soon as it hears of them. */
  get author(): Author {
    const { log } = this.register;
    const signer = (): Signer => this.keys.signer(this.register.view.person(this.me)?.kid);
    return {
      by: this.me,
      get signer() {
        return signer();
      },
      transport: this.service.transport(this.me),
      clock: this.clock,
      register: () => ({ head: log.state.head, rules: this.register.view.rules }),
      view: () => this.register.view,
      syncRegister: () => log.sync(),
    };
  }

  /** What this device's person sees, to write after it at this time. */
  story(at: number, room?: LedgerId, advice?: LedgerId): Story {
    const register = this.register.log.replica as Replica<RegisterState>;
    const replicaOf = (id: LedgerId | undefined) => (id === undefined ? undefined : this.logs.get(id)?.replica);
    return new Story(this.keys, {
      ...{ now: at, register },
      ...{ room: replicaOf(room) as Replica<RoomState> | undefined },
      ...{ advice: replicaOf(advice) as Replica<AdviceState> | undefined },
    });
  }
}

/** Who may read a ledger no more keeps what they had. */
export function unlessNotFound(error: unknown): void {
  if ((error as { readonly kind?: string }).kind !== 'not-found') throw error;
}
