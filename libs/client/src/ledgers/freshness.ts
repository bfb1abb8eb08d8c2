import { newestView, Problem, type RegisterState } from '@consilium/domain';
import { compareHeads, headClaim, readHead } from '@consilium/ledger';
import { apartSeconds, type ServiceClock } from '../service/clock';
import type { Transport } from '../service/transport';
import { requireKnownRules } from './known-rules';
import type { Log } from './log';

/** Seconds after which a register head signed by the service no longer counts as current. */
export const freshSeconds = 900;

const whichIsRight =
  'The clocks of this device and of the service are more than ten minutes apart. Say at the top of the page which one is right, then try again.';

const serviceIsBehind =
  'The clock of the service is behind a time that this device has seen signed. Tell whoever runs the service, and try again when it is right.';

const clockText = (at: number): string => new Date(at * 1000).toISOString().slice(11, 16);

/**
 * How current the register is: the service signs its newest head every minute, and a device without a signature for its
 * own head, at most 15 minutes old, does nothing that could admit or grant on old news.
 */
export class Freshness {
  /** When the service signed the newest head that confirmed this device's. */
  private signedAt = 0;
  /** How old that is, counted from when it came: since when, by the clock that only runs forward. */
  private freshFrom: number | undefined;
  private seen = '';

  constructor(
    private readonly transport: Transport,
    private readonly clock: ServiceClock,
    private readonly register: Log<RegisterState>,
  ) {}

  /** When the service last confirmed this device's register head, while that is too long ago; undefined while fresh. */
  staleSince(): number | undefined {
    if (this.freshFrom === undefined) return this.register.replica?.at ?? 0;
    return this.clock.steady() - this.freshFrom > freshSeconds ? this.signedAt : undefined;
  }

  /** Asks for the newest signed head, and for the entries it names when they are not here yet. */
  async check(): Promise<void> {
    const { service, now } = await this.transport.call('ledgers', 'heads', { ledger: this.register.ledger });
    this.clock.hear(now);
    if (service === '') return;
    const claimed = headClaim(service).payload;
    if (claimed.seq > this.register.headSeq) await this.register.sync();
    const { replica } = this.register;
    if (replica === undefined) return;
    const head = await readHead(service, replica.state.service);
    const comparison = compareHeads(replica, head);
    if (comparison === 'fork') this.register.raise('fork', [service]);
    else if (comparison !== 'behind') this.confirmed(service, head.at);
  }

  /**
   * How old a head is, is counted from its receipt: the service's clock may be set meanwhile. Told once more it is no
   * younger, also where it was dated ahead.
   */
  private confirmed(head: string, at: number): void {
    if (head === this.seen) return;
    this.seen = head;
    this.clock.learn(at);
    const from = this.clock.steady() - Math.max(0, this.clock.now() - at);
    if (this.freshFrom !== undefined && from < this.freshFrom) return;
    this.freshFrom = from;
    this.signedAt = at;
  }

  /** Passes sensitive acts only on a current register. */
  async require(): Promise<void> {
    if (this.staleSince() !== undefined) await this.check().catch(() => undefined);
    this.register.requireWhole();
    if (this.clock.isUnsettled) throw new Problem('unavailable', whichIsRight, { reason: 'clocks-apart' });
    if (this.clock.now() - this.clock.stamp() > apartSeconds) throw new Problem('unavailable', serviceIsBehind);
    const since = this.staleSince();
    if (since === undefined) {
      requireKnownRules(this.register.book, newestView(this.register.state).rules);
      return;
    }
    const when = since === 0 ? 'the last visit' : `${clockText(since)} UTC`;
    throw new Problem(
      'unavailable',
      `The register is not up to date since ${when}. Wait until the service confirms it, then try again.`,
    );
  }
}
