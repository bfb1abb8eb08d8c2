import type { AssertedPasskey } from '@consilium/client';
import type { Authenticator } from './passkey';
import { passphrase, touches, type Someone } from './people';

type AtDoor = Pick<Someone, 'door'>;

/** Whether this authenticator holds that passkey. */
export function holds(device: Pick<Authenticator, 'held'>, passkey: string): boolean {
  return device
    .held()
    .some(({ credentialId }) => Buffer.from(credentialId, 'base64').toString('base64url') === passkey);
}

function holderOf(atHand: readonly Authenticator[], passkey: string): Authenticator {
  const found = atHand.find((each) => holds(each, passkey));
  if (found === undefined) throw new Error('That passkey is not at hand.');
  return found;
}

/** Which of somebody's passkeys these authenticators hold. */
export async function passkeysOf({ door }: AtDoor, atHand: readonly Authenticator[]): Promise<readonly string[]> {
  const { passkeys } = await door.passkeys();
  return passkeys.map(({ passkey }) => passkey).filter((each) => atHand.some((device) => holds(device, each)));
}

/** New keys up to the last gesture, with every authenticator at hand: passkeys of others end. Gives the new words. */
export async function preparesKeys(
  who: AtDoor,
  atHand: readonly Authenticator[],
  change: (given: AssertedPasskey) => AssertedPasskey = (given) => given,
): Promise<readonly string[]> {
  const { door } = who;
  const { words, ask } = await door.newKeysBegin(await passkeysOf(who, atHand));
  const typed = ask.map((position) => words[position - 1] ?? '') as [string, string];
  for (const { passkey, needs, assertion } of await door.newKeysTyped(typed)) {
    const given = holderOf(atHand, passkey).get(assertion);
    await door.newKeysUsed(change(given), needs === 'passphrase' ? passphrase : '');
  }
  touches(door, {
    get: (asked) => {
      const device = atHand.find((each) => asked.allow.some((id) => holds(each, id)));
      if (device === undefined) throw new Error('no passkey at hand');
      return device.get({ ...asked, allow: asked.allow.filter((id) => holds(device, id)) });
    },
  });
  return words;
}

/** New keys, as the Devices page makes them. */
export async function renewsKeys(who: AtDoor, atHand: readonly Authenticator[]): Promise<readonly string[]> {
  const words = await preparesKeys(who, atHand);
  await who.door.newKeysFinish();
  return words;
}
