import type { Books } from '@consilium/domain';
import { fetchSealing } from '@consilium/sealing';
import type { Desk } from './desk';
import type { Door } from './door';
import { inParts } from './in-parts';
import { KeyedDesk } from './keyed-desk';
import { offlineDoor } from './offline/door';
import { ServiceClock } from './service/clock';
import type { CookieJar } from './service/cookies';
import { ServiceRelease } from './service/release';
import { socketLive, type Live } from './service/live';
import { httpTransport, type Transport } from './service/transport';
import { Sessions } from './sign-in/door';
import { memoryShelf, type Shelf } from './shelf/shelf';
import type { Change } from './vault/change';
import type { AskGesture } from './vault/gesture';
import { Vault } from './vault/vault';

export interface DoorOptions {
  /** "https://consilium.example" */
  readonly origin: string;
  /** Outside a browser: keeps the session cookie and makes the client state its Origin. */
  readonly cookies?: CookieJar;
  /** Taken in the place of HTTP, the websocket and the device's clock. */
  readonly transport?: Transport;
  readonly live?: Live;
  readonly clock?: ServiceClock;
  /** Where the device keeps sealed drafts and unsent messages; without one they last as long as the program. */
  readonly shelf?: Shelf;
  /** The name of the build this program came with; without one it is told of no other. */
  readonly build?: string;
  /** Called when the door has said for the first time who is signed in, or could not. */
  readonly onState?: () => void;
  /** Rule books in place of this build's own: for a test that runs a build of the future. */
  readonly books?: Books;
}

/** A whole doctor without a screen: keys, ledgers, uploads and the live connection behind one door. */
export function openDoor(options: DoorOptions): Door {
  const outside = options.cookies === undefined ? {} : { cookies: options.cookies };
  const release = new ServiceRelease(options.build ?? '');
  const vault = new Vault({
    release,
    transport: options.transport ?? httpTransport({ origin: options.origin, release, ...outside }),
    live: options.live ?? socketLive({ origin: options.origin, ...outside }),
    clock: options.clock ?? new ServiceClock(),
    shelf: options.shelf ?? memoryShelf(),
    books: options.books,
  });
  const keyed = new KeyedDesk(vault);
  const desk = (): Promise<Desk> => keyed.open();
  const sessions = new Sessions(vault, keyed).door();
  let { onState } = options;
  return inParts(
    {
      onChange: (listener: (change: Change) => void) => {
        vault.onChange(listener);
      },
      onGesture: (ask: AskGesture) => {
        vault.onGesture(ask);
      },
      live: () => Promise.resolve(vault.isLive),
      release: () => Promise.resolve(release.isAnother),
      ...offlineDoor(vault),
      ...sessions,
      state: () =>
        sessions.state().finally(() => {
          onState?.();
          onState = undefined;
        }),
    },
    async () => (await import('./with-keys')).caseDoors(vault, desk),
    async () => (await import('./case-doors')).nowAndThenDoors(vault, desk),
    async () => (await import('./seldom')).seldomDoors(vault, desk),
  );
}

/**
 * Fetches ahead what the door needs as soon as keys are open, so that unlocking waits for no network. What cannot be
 * fetched now is fetched when it is needed.
 */
export async function fetchAhead(): Promise<void> {
  await Promise.allSettled([import('./with-keys'), fetchSealing()]);
}
