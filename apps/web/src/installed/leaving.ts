import type { VaultDoor } from '../vault/door';

/** Before somebody signs out: whoever has this device next is not told what waits for them. It keeps nobody from signing out. */
export async function forgetsPushHere(door: VaultDoor): Promise<void> {
  try {
    await (await import('./pushing')).endPushHere(door);
  } catch {
    // The device is listed where they are told, and can be taken away there.
  }
}
