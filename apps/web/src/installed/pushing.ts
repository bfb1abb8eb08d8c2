import { Problem } from '@consilium/domain';
import type { PushHere, VaultDoor } from '../vault/door';
import { isApple, isInstalled } from './platform';

/** Whether notices can come to this device, and do: `on` with what the service calls it. */
export type PushState =
  { readonly is: 'unable' | 'needs-install' | 'blocked' | 'off' } | { readonly is: 'on'; readonly push: string };

const isAble = (): boolean =>
  'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis;

async function subscribed(): Promise<PushSubscription | undefined> {
  if (!isAble()) return undefined;
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager.getSubscription()) ?? undefined;
}

/** What the service calls a device: the hash of where its push service takes notices. */
async function nameOf({ endpoint }: PushSubscription): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(endpoint));
  const text = btoa(String.fromCharCode(...new Uint8Array(hash).subarray(0, 16)));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

export async function pushState(): Promise<PushState> {
  if (!isAble()) return { is: isApple() && !isInstalled() ? 'needs-install' : 'unable' };
  if (Notification.permission === 'denied') return { is: 'blocked' };
  const subscription = await subscribed();
  return subscription === undefined ? { is: 'off' } : { is: 'on', push: await nameOf(subscription) };
}

const cannot = 'Your browser could not be reached by its own push service. Try again, or use another browser.';

/** Asks the person, then the browser. After a press only: browsers ask nobody otherwise. */
export async function subscribe(key: string): Promise<Omit<PushHere, 'device'>> {
  if ((await Notification.requestPermission()) !== 'granted') {
    throw new Problem('wrong-state', 'This browser was not allowed to show notices, so none come to this device.');
  }
  const registration = await navigator.serviceWorker.getRegistration();
  if (registration === undefined) throw new Problem('unavailable', cannot);
  // One that was made for another service, or another key of it, takes nothing of this one's.
  await (await registration.pushManager.getSubscription())?.unsubscribe();
  const subscription = await registration.pushManager
    .subscribe({ userVisibleOnly: true, applicationServerKey: key })
    .catch(() => undefined);
  const { endpoint, keys } = subscription?.toJSON() ?? {};
  if (endpoint === undefined || keys?.['p256dh'] === undefined || keys['auth'] === undefined) {
    throw new Problem('unavailable', cannot);
  }
  return { endpoint, key: keys['p256dh'], secret: keys['auth'] };
}

/** No notice comes to this device any more: the browser's own service is told first, and then ours, where it still listens. */
export async function endPushHere(door: VaultDoor): Promise<void> {
  const subscription = await subscribed();
  if (subscription === undefined) return;
  const push = await nameOf(subscription);
  await subscription.unsubscribe();
  await door.dropPush(push);
}
