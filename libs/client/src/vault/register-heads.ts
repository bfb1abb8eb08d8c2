import type { PersonId } from '@consilium/domain';
import { crossCheck, postHead } from './heads';
import type { Vault } from './vault';

/** Somebody's word that the register stands as this device knows it counts for a day (seconds). */
const vouchedFor = 86_400;
const firstAfter = 2000;

/** What people tell each other they have verified of the register. */
export class RegisterHeads {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly vault: Vault) {}

  /** A little after everything was opened. */
  soon(): void {
    this.timer ??= setTimeout(() => void this.check().catch(() => undefined), firstAfter);
  }

  /** Compares with the heads of others, and posts this device's own. */
  async check(): Promise<void> {
    const { vault } = this;
    const { doubts, register, clock } = vault;
    if (register.replica === undefined) return;
    const isGood = (person: PersonId): boolean => vault.person(person)?.status === 'good';
    const { at } = await crossCheck(vault, register, isGood);
    const isVouched = at > clock.now() - vouchedFor;
    if (doubts.isVouched !== isVouched) {
      doubts.isVouched = isVouched;
      vault.changed({ about: 'register' });
    }
    await postHead(vault, register);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
