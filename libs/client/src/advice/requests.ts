import type { LedgerId } from '@consilium/domain';
import type { OrganisationKeys } from '../replicas/organisation-keys';
import type { Memory } from '../vault/memory';
import type { Vault } from '../vault/vault';
import { Advice } from '../replicas/advice';

/** The requests for advice this device has loaded: a clinician's own, or those to an adviser's organisation. */
export class Requests {
  private readonly known = new Map<string, Advice>();

  constructor(
    private readonly vault: Vault,
    private readonly memory: Memory,
    private readonly organisationKeys: OrganisationKeys,
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
    const known = this.known.get(id);
    if (known !== undefined) return known;
    const advice = new Advice(this.vault, id as LedgerId, this.organisationKeys);
    const head = this.memory.of(id);
    if (head !== undefined) advice.log.remembered = head;
    return advice;
  }

  /** Of two loaded at the same time the first one stays: there is one replica of each request. */
  private keep(id: string, advice: Advice): void {
    if (!this.known.has(id)) this.known.set(id, advice);
    this.memory.note(advice.log);
    void advice.renew().catch(() => undefined);
  }

  /** The register grew: a request may be sealed to a key that was skipped. */
  async renew(): Promise<void> {
    for (const advice of this.known.values()) await advice.renew().catch(() => undefined);
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
