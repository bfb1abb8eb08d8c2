import type { Ended, Notice, Presence, SealedEntry, Typing } from '@consilium/contracts';
import { io, type Socket } from 'socket.io-client';
import type { CookieJar } from './cookies';

/** Same as `livePath` of the contracts, which would bring their schemas along; a test compares the two. */
export const path = '/api/live';

/** What the service tells at once. All of it is a hint; the entries call is the truth. */
export interface LiveListener {
  /** Connected, or connected again: what was missed has to be asked for. */
  connected(): void;
  disconnected(): void;
  grew(notice: { readonly kind: Notice['kind']; readonly ledger: string; readonly seq: number; readonly entries: readonly SealedEntry[] }): void;
  presence(presence: Presence): void;
  typing(typing: Typing): void;
  ended(ended: Ended): void;
}

/** The live connection of one session. `watch` says false when the service does not let this person listen. */
export interface Live {
  open(listener: LiveListener): void;
  close(): void;
  watch(ledger: string): Promise<boolean>;
  unwatch(ledger: string): void;
  typing(ledger: string, thread: string): void;
}

const acknowledgeWithin = 8000;

function isOk(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && Reflect.get(answer, 'ok') === true;
}

/** Websocket only; connects again by itself, waiting longer each time, up to ten seconds. */
export function socketLive(options: { readonly origin: string; readonly cookies?: CookieJar }): Live {
  let socket: Socket | undefined;
  const watching = new Set<string>();

  const ask = async (event: 'watch' | 'unwatch' | 'typing', message: object): Promise<boolean> => {
    if (socket?.connected !== true) return false;
    try {
      return isOk(await socket.timeout(acknowledgeWithin).emitWithAck(event, message));
    } catch {
      return false;
    }
  };

  const connect = (listener: LiveListener): Socket => {
    const { cookies, origin } = options;
    const outsideBrowser = cookies === undefined ? {} : { extraHeaders: { cookie: cookies.header(), origin } };
    const made = io(origin, {
      path,
      transports: ['websocket'],
      reconnectionDelay: 300,
      reconnectionDelayMax: 10_000,
      randomizationFactor: 0.5,
      forceNew: true,
      ...outsideBrowser,
    });
    made.on('connect', () => {
      for (const ledger of watching) void ask('watch', { ledger });
      listener.connected();
    });
    made.on('disconnect', () => {
      listener.disconnected();
    });
    made.on('notice', (notice: Notice) => {
      listener.grew({ ...notice, entries: notice.entries ?? [] });
    });
    made.on('presence', (presence: Presence) => {
      listener.presence(presence);
    });
    made.on('typing', (typing: Typing) => {
      listener.typing(typing);
    });
    made.on('ended', (ended: Ended) => {
      if (ended.ledger !== undefined) watching.delete(ended.ledger);
      listener.ended(ended);
    });
    return made;
  };

  return {
    open: (listener) => {
      socket?.disconnect();
      socket = connect(listener);
    },
    close: () => {
      watching.clear();
      socket?.disconnect();
      socket = undefined;
    },
    watch: async (ledger) => {
      watching.add(ledger);
      return ask('watch', { ledger });
    },
    unwatch: (ledger) => {
      watching.delete(ledger);
      void ask('unwatch', { ledger });
    },
    typing: (ledger, thread) => {
      void ask('typing', { ledger, thread });
    },
  };
}
