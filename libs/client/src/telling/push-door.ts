import type { Vault } from '../vault/vault';
import type { HandedOverView, PushHere } from './views';

/** On which devices this person is told. */
export interface PushDoor {
  /** From now on notices come to this device, too; gives its id there. */
  pushHere(device: PushHere): Promise<string>;
  dropPush(push: string): Promise<void>;
  /** Sends a test notice to a device. That it arrived is said by the device itself. */
  tryPush(push: string): Promise<HandedOverView>;
}

export function pushDoor(vault: Vault): PushDoor {
  const { transport } = vault;
  const changed = (): void => {
    vault.changed({ about: 'telling' });
  };
  return {
    pushHere: async (device) => {
      const { push } = await transport.call('telling', 'pushHere', device);
      changed();
      return push;
    },
    dropPush: async (push) => {
      await transport.call('telling', 'dropPush', { push });
      changed();
    },
    tryPush: async (push) => {
      const outcome = await transport.call('telling', 'tryPush', { push });
      changed();
      return outcome;
    },
  };
}
