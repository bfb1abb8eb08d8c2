// Before anything else: starting a worker is allowed by the page's own policy, whichever file the build puts first.
import '../platform/strict-page';
import { proxy, wrap, type Remote } from 'comlink';
import type { Change, Door } from '@consilium/client';
import { assertPasskey } from './passkeys';
import { letProblemsCross } from './problem-crossing';

/**
 * The page's only way to keys: everything behind this door runs in the vault worker. Locking ends the worker, and with
 * it every key, replica and opened text; a new, empty one stands ready at once.
 */
letProblemsCross();

export type VaultDoor = Remote<Door>;
type Listener = (change: Change) => void;

const listeners = new Set<Listener>();

/** The build this page came with, as the page's own tag says it; "" while nobody sealed it (development). */
const ownBuild = document.querySelector<HTMLMetaElement>('meta[name="consilium-build"]')?.content ?? '';

/** Whether this device begins a page without a connection: each vault is told, also after a lock. */
let isKeeping = false;

function startVault(): { worker: Worker; door: VaultDoor } {
  // A worker cannot look at its page: it knows the build by its own name.
  const worker = new Worker(new URL('./vault.worker.ts', import.meta.url), { type: 'module', name: ownBuild });
  const door = wrap<Door>(worker);
  void door.onChange(
    proxy((change: Change) => {
      for (const listener of listeners) listener(change);
    }),
  );
  void door.onGesture(proxy(assertPasskey));
  if (isKeeping) void door.keepsOffline();
  return { worker, door };
}

let vault = startVault();

/** The door of the vault that is running now. Ask again after a lock: the old one answers no more. */
export function vaultDoor(): VaultDoor {
  return vault.door;
}

/** From now on cases that are opened here are kept for reading without a connection. */
export function keepsOffline(): void {
  isKeeping = true;
  void vault.door.keepsOffline();
}

/** The name of the build that this page is of; "" where it has none. */
export const pageBuild = ownBuild;

/** Calls back when something a screen shows may have changed. Returns the way to stop listening. */
export function onVaultChange(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Forgets everything: no key, text or pixel of the old worker can be reached afterwards. */
export function lockVault(): void {
  vault.worker.terminate();
  vault = startVault();
  for (const listener of listeners) listener({ about: 'session' });
}

export type * from '@consilium/client';
