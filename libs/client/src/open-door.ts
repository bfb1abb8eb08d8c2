import { adviserDoor } from './adviser/adviser-door';
import type { Door } from './door';
import { registerDoor } from './register/register-door';
import { roomsDoor } from './rooms/rooms-door';
import { ServiceClock } from './service/clock';
import type { CookieJar } from './service/cookies';
import { socketLive, type Live } from './service/live';
import { httpTransport, type Transport } from './service/transport';
import { Sessions } from './session/session-door';
import { sharesDoor, sharesOf } from './shares/shares-door';
import { Vault } from './vault';

export interface DoorOptions {
  /** "https://consilium.example" */
  readonly origin: string;
  /** Outside a browser: keeps the session cookie and makes the client state its Origin. */
  readonly cookies?: CookieJar;
  /** Taken in the place of HTTP, the websocket and the device's clock. */
  readonly transport?: Transport;
  readonly live?: Live;
  readonly clock?: ServiceClock;
}

/** A whole doctor without a screen: keys, ledgers, uploads and the live connection behind one door. */
export function openDoor(options: DoorOptions): Door {
  const outside = options.cookies === undefined ? {} : { cookies: options.cookies };
  const vault = new Vault({
    transport: options.transport ?? httpTransport({ origin: options.origin, ...outside }),
    live: options.live ?? socketLive({ origin: options.origin, ...outside }),
    clock: options.clock ?? new ServiceClock(),
  });
  const sessions = new Sessions(vault);
  const desk = (): ReturnType<Sessions['desk']> => sessions.desk();
  return {
    onChange: (listener) => {
      vault.onChange(listener);
    },
    live: () => Promise.resolve(vault.isLive),
    ...sessions.door(),
    ...roomsDoor({ vault, desk, sharesOf: async (room) => sharesOf(vault, await desk(), room) }),
    ...sharesDoor(vault, desk),
    ...adviserDoor(vault, desk),
    ...registerDoor(vault, desk),
  };
}
