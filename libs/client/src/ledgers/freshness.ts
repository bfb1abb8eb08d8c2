import { newestView, Problem, type RegisterState } from '@consilium/domain';
import { compareHeads, headClaim, readHead } from '@consilium/ledger';
import type { ServiceClock } from '../service/clock';
import type { Transport } from '../service/transport';
import { requireKnownRules } from './known-rules';
import type { Log } from './log';

/** Seconds after which a register head signed by the service no longer counts as current. */
export const freshSeconds = 900;

const clockText = (at: number): string => new Date(at * 1000).toISOString().slice(11, 16);

/**
 * How current the register is: the service signs its newest head every minute, and a device without a signature for its
 * own head, at most 15 minutes old, does nothing that could admit or grant on old news.
 */
export class Freshness {
  private signedAt: number | undefined;

  constructor(
    private readonly transport: Transport,
    private readonly clock: ServiceClock,
    private readonly register: Log<RegisterState>,
  ) {}

  /** When the service last confirmed this device's register head, while that is too long ago; undefined while fresh. */
  staleSince(): number | undefined {
    if (this.signedAt === undefined) return this.register.replica?.at ?? 0;
    return this.clock.now() - this.signedAt > freshSeconds ? this.signedAt : undefined;
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
    else if (comparison !== 'behind') this.signedAt = Math.max(this.signedAt ?? 0, Math.min(head.at, this.clock.now()));
  }

  /** Passes sensitive acts only on a current register. */
  async require(): Promise<void> {
    if (this.staleSince() !== undefined) await this.check().catch(() => undefined);
    this.register.requireWhole();
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
