import type { endpoints, OutputOf } from '@consilium/contracts';
import type { LedgerId } from '@consilium/domain';
import { FollowedList } from '../ledgers/followed-list';
import type { OrganisationKeys } from '../replicas/organisation-keys';
import type { Memory } from '../vault/memory';
import type { Vault } from '../vault/vault';
import { Advice } from '../replicas/advice';

type OwnRequest = OutputOf<(typeof endpoints)['advice']['mine']>['requests'][number];

/** The requests for advice this device has loaded: a clinician's own, or those to an adviser's organisation. */
export class Requests {
  private readonly known = new Map<string, Advice>();
  /** Those on their way, too: whoever asks meanwhile waits for the same, and a request is read and verified once. */
  private readonly begun = new Map<string, Advice>();
  /** The caller's own, as the service lists them. */
  readonly own = new FollowedList<OwnRequest>(async (asked) => {
    const { requests, ...page } = await this.vault.transport.call('advice', 'mine', asked);
    return { ...page, rows: requests, gone: [] };
  });

  constructor(
    private readonly vault: Vault,
    private readonly memory: Memory,
    private readonly organisationKeys: OrganisationKeys,
    private readonly goingOn: { readonly other: (log: Advice['log'], whenTaken: () => void) => void },
  ) {}

  /** Loaded, caught up and watched. */
  async open(id: string): Promise<Advice> {
    const advice = this.of(id);
    await advice.sync();
    this.keep(id, advice);
    void this.vault.live.watch(id);
    return advice;
  }

  /** Loaded and caught up for a list: not watched, and nobody is told. */
  async read(id: string): Promise<Advice> {
    const advice = this.of(id);
    await advice.syncQuietly();
    this.keep(id, advice);
    return advice;
  }

  private of(id: string): Advice {
    const known = this.known.get(id) ?? this.begun.get(id);
    if (known !== undefined) return known;
    const advice = new Advice(this.vault, id as LedgerId, this.organisationKeys);
    this.memory.remind(advice.log);
    this.goingOn.other(advice.log, () => this.known.delete(id));
    this.begun.set(id, advice);
    return advice;
  }

  private keep(id: string, advice: Advice): void {
    this.known.set(id, advice);
    this.begun.delete(id);
    this.memory.note(advice.log);
    void advice.renew().catch(() => undefined);
  }

  /** The register grew: a request may be sealed to a key that was skipped. */
  async renew(): Promise<void> {
    for (const advice of this.known.values()) await advice.renew().catch(() => undefined);
  }

  get all(): readonly Advice[] {
    return [...this.known.values()];
  }

  find(id: string): Advice | undefined {
    return this.known.get(id);
  }

  async reconnected(): Promise<void> {
    for (const advice of this.known.values()) {
      await this.vault.live.watch(advice.id);
      await advice.sync().catch(() => undefined);
    }
  }
}
