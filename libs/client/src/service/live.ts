import type {
  Ended,
  Notice,
  Presence,
  RememberedVersion,
  Seen,
  SealedEntry,
  ServedRelease,
  ToldCount,
  Typing,
} from '@consilium/contracts';
import type { Socket } from 'socket.io-client';
import { idlePause } from '../turns/pause';
import type { CookieJar } from './cookies';

/** Same as `livePath` of the contracts, which would bring their schemas along; a test compares the two. */
export const path = '/api/live';

/** What the service tells at once. All of it is a hint; the entries call is the truth. */
export interface LiveListener {
  /** Connected, or connected again: what was missed has to be asked for. */
  connected(): void;
  disconnected(): void;
  /** The service let this session in no more, or could not say just now: it is asked again after a while. */
  refused(): void;
  grew(notice: {
    readonly kind: Notice['kind'];
    readonly ledger: string;
    readonly seq: number;
    readonly entries: readonly SealedEntry[];
  }): void;
  presence(presence: Presence): void;
  typing(typing: Typing): void;
  ended(ended: Ended): void;
  /** How many things wait for this person to look at them. */
  /** How much waits; whether what waited for too long is something else now. */
  told(count: number, isOverdue: boolean): void;
  /** The sealed list of what this person verified and looked at has this version now. */
  remembered(version: number): void;
  /** Somebody looked at a thread this person reads: their signed receipt. */
  seen(seen: Seen): void;
  /** To officers: other people ask to join than before. */
  waiting(): void;
  /** What the service is, at every connection (`releaseText`). */
  release(says: string): void;
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

type Event = 'watch' | 'unwatch' | 'typing';

async function ask(socket: Socket | undefined, event: Event, message: object): Promise<boolean> {
  if (socket?.connected !== true) return false;
  try {
    return isOk(await socket.timeout(acknowledgeWithin).emitWithAck(event, message));
  } catch {
    return false;
  }
}

/** Milliseconds until whoever was turned away asks again. */
const refusedFor = 5000;

interface LiveOptions {
  readonly origin: string;
  readonly cookies?: CookieJar;
}

/** The websocket library is loaded when a session opens, not before. */
async function connect({ cookies, origin }: LiveOptions): Promise<Socket> {
  const { io } = await import('socket.io-client');
  return io(origin, {
    path,
    transports: ['websocket'],
    reconnectionDelay: 300,
    reconnectionDelayMax: 10_000,
    randomizationFactor: 0.5,
    forceNew: true,
    ...(cookies === undefined ? {} : { extraHeaders: { cookie: cookies.header(), origin } }),
  });
}

function listen(socket: Socket, listener: LiveListener, watching: Set<string>, isCurrent: () => boolean): void {
  socket.on('connect', () => {
    for (const ledger of watching) void ask(socket, 'watch', { ledger });
    listener.connected();
  });
  socket.on('disconnect', () => {
    listener.disconnected();
  });
  socket.on('connect_error', () => {
    // What was turned away is tried again by nobody else.
    if (socket.active) return;
    listener.refused();
    void idlePause(refusedFor).then(() => {
      if (isCurrent()) socket.connect();
    });
  });
  socket.on('notice', (notice: Notice) => {
    listener.grew({ ...notice, entries: notice.entries ?? [] });
  });
  socket.on('presence', (presence: Presence) => {
    listener.presence(presence);
  });
  socket.on('typing', (typing: Typing) => {
    listener.typing(typing);
  });
  socket.on('release', ({ says }: ServedRelease) => {
    listener.release(says);
  });
  socket.on('told', ({ count, overdue }: ToldCount) => {
    listener.told(count, overdue === true);
  });
  socket.on('remembered', ({ version }: RememberedVersion) => {
    listener.remembered(version);
  });
  socket.on('seen', (seen: Seen) => {
    listener.seen(seen);
  });
  socket.on('waiting', () => {
    listener.waiting();
  });
  socket.on('ended', (ended: Ended) => {
    if (ended.ledger !== undefined) watching.delete(ended.ledger);
    listener.ended(ended);
  });
}

/** Websocket only; connects again by itself, waiting longer each time, up to ten seconds. */
export function socketLive(options: LiveOptions): Live {
  let socket: Socket | undefined;
  let turn = 0;
  const watching = new Set<string>();
  return {
    open: (listener) => {
      socket?.disconnect();
      turn += 1;
      const mine = turn;
      void connect(options).then((made) => {
        // Closed or opened again while the library was loading.
        if (mine !== turn) {
          made.disconnect();
          return;
        }
        socket = made;
        listen(made, listener, watching, () => mine === turn);
      });
    },
    close: () => {
      turn += 1;
      watching.clear();
      socket?.disconnect();
      socket = undefined;
    },
    watch: (ledger) => {
      watching.add(ledger);
      return ask(socket, 'watch', { ledger });
    },
    unwatch: (ledger) => {
      watching.delete(ledger);
      void ask(socket, 'unwatch', { ledger });
    },
    typing: (ledger, thread) => {
      void ask(socket, 'typing', { ledger, thread });
    },
  };
}
