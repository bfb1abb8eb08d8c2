import { forgetsPushHere } from '../installed';
import type { VaultDoor } from '../vault/door';

/** Signs out, and takes back that notices come to this device. */
export async function signsOut(door: VaultDoor): Promise<void> {
  await forgetsPushHere(door);
  await door.signOut();
}
