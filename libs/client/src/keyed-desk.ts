import { Problem, type LedgerId } from '@consilium/domain';
import type { Desk } from './desk';
import type { FollowedRegister } from './ledgers/followed-register';
import { part } from './service/part';
import type { StandsOnKeys } from './sign-in/door';
import type { Vault } from './vault/vault';

const withKeys = (): Promise<typeof import('./with-keys')> => part(() => import('./with-keys'));

/** The one desk of a vault: opened at the first need, closed when the keys go. */
export class KeyedDesk implements StandsOnKeys {
  private opening: Promise<Desk> | undefined;

  constructor(private readonly vault: Vault) {}

  async follow(root: LedgerId): Promise<FollowedRegister> {
    const { FollowedRegister } = await withKeys();
    const { transport, clock } = this.vault;
    const changed = (): void => {
      if (this.vault.isOutdated) this.vault.whenRenewed();
      this.vault.changed({ about: 'register' });
    };
    return new FollowedRegister(root, { transport, clock, changed }, this.vault.givenBooks);
  }

  async organisationName(id: string): Promise<string> {
    return (await withKeys()).organisationName(this.vault, id);
  }

  open(): Promise<Desk> {
    if (!this.vault.isOpen)
      throw new Problem('not-signed-in', 'Your keys are locked. Unlock them with your passkey and try again.');
    this.opening ??= this.start();
    return this.opening;
  }

  private async start(): Promise<Desk> {
    try {
      const { Desk } = await withKeys();
      return await Desk.open(this.vault);
    } catch (error) {
      this.opening = undefined;
      throw error;
    }
  }

  async save(): Promise<void> {
    const desk = await this.opening?.catch(() => undefined);
    await desk?.memory.save().catch(() => undefined);
  }

  close(): void {
    void this.opening?.then(
      (desk) => {
        desk.close();
      },
      () => undefined,
    );
    this.opening = undefined;
  }
}
