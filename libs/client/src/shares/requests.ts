import type { LedgerId } from '@consilium/domain';
import type { OrganisationKeys } from '../keys/organisation-keys';
import type { Memory } from '../ledgers/memory';
import type { Vault } from '../vault';
import { Advice } from './advice';

/** The requests for advice this device has loaded: a clinician's own, or those to an adviser's organisation. */
export class Requests {
  private readonly known = new Map<string, Advice>();

  constructor(
    private readonly vault: Vault,
    private readonly memory: Memory,
    private readonly organisationKeys: OrganisationKeys,
  ) {}

  /** Loaded and caught up. */
  async open(id: string): Promise<Advice> {
    const known = this.known.get(id);
    const advice = known ?? new Advice(this.vault, id as LedgerId, this.organisationKeys);
    const head = this.memory.of(id);
    if (known === undefined && head !== undefined) advice.log.remembered = head;
    await advice.sync();
    this.known.set(id, advice);
    this.memory.note(advice.log);
    void this.vault.live.watch(id);
    return advice;
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
