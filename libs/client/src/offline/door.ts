import { part } from '../service/part';
import type { AssertedPasskey, PasskeyAssertion } from '../sign-in';
import type { Vault } from '../vault/vault';
import type { OfflineReading } from './reading';
import type { OfflineCase, OfflineState } from './views';

/** What can be done while the service cannot be reached, on a device that keeps cases for it. */
export interface OfflineDoor {
  /** This device begins a page without a connection, so cases that are opened on it are kept for that from now on. */
  keepsOffline(): Promise<void>;
  offline(): Promise<OfflineState>;
  offlineBegin(): Promise<PasskeyAssertion>;
  offlineFinish(passkey: AssertedPasskey): Promise<void>;
  offlineCase(room: string): Promise<OfflineCase>;
  /** Kept until the service can be reached; rejects where this device can keep nothing. */
  sayOffline(room: string, thread: string, text: string): Promise<void>;
  dropOffline(words: string): Promise<void>;
  /** Deletes what is kept of cases here. Words that wait stay. */
  forgetOffline(): Promise<void>;
  /** Whether the service can be reached again; what it says has ended is deleted at once. */
  isReached(): Promise<boolean>;
}

export function offlineDoor(vault: Vault): OfflineDoor {
  let made: Promise<OfflineReading> | undefined;
  const reading = (): Promise<OfflineReading> => {
    made ??= part(() => import('./reading'))
      .then(({ OfflineReading }) => new OfflineReading(vault.shelf))
      .catch((error: unknown) => {
        made = undefined;
        throw error;
      });
    return made;
  };
  return {
    keepsOffline: () => {
      vault.keepsOffline = true;
      return Promise.resolve();
    },
    offline: async () => (await reading()).state(),
    offlineBegin: async () => (await reading()).begin(),
    offlineFinish: async (passkey) => (await reading()).finish(passkey),
    offlineCase: async (room) => (await reading()).case(room),
    sayOffline: async (room, thread, text) => (await reading()).say(room, thread, text),
    dropOffline: async (words) => (await reading()).dropWords(words),
    forgetOffline: async () => (await reading()).forget(),
    isReached: async () => {
      // By what a page asks before it goes on: another call may be answered where that one is not.
      const told = await vault.transport.call('signIn', 'session', {}).catch(() => undefined);
      const isEnded = told?.ended === true || (told?.me !== undefined && told.me.standing !== 'active');
      if (isEnded) await (await reading()).forget();
      return told !== undefined;
    },
  };
}
