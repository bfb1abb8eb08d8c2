import { createAdapter } from '@socket.io/redis-streams-adapter';
import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from 'redis';
import type { Server } from 'socket.io';

type Client = ReturnType<typeof createClient>;

/** What joins this replica's sockets with the others'; without `adapter` there is one replica alone. */
export interface Link {
  readonly adapter?: NonNullable<Parameters<Server['adapter']>[0]>;
  /** Ends its own connections. */
  release(): Promise<void>;
}

/** Milliseconds that Valkey is waited for at the start. Without it replicas hear of each other later: clients ask anyway. */
const patience = 2000;

/**
 * What the adapter asks of a client must not fail: it answers no rejection, which would end the process. While Valkey is
 * away a hint is dropped, since it grows old; what listens is connected whenever Valkey comes.
 */
function harmless(client: Client, troubled: (error: unknown) => void): Client {
  client.on('error', troubled);
  const publish = client.publish.bind(client);
  const xAdd = client.xAdd.bind(client);
  const sendCommand = client.sendCommand.bind(client);
  const dropped = <T>(act: () => Promise<T>, instead: T): Promise<T> =>
    client.isReady
      ? act().catch((error: unknown) => {
          troubled(error);
          return instead;
        })
      : Promise.resolve(instead);
  return Object.assign(client, {
    publish: (...asked: Parameters<typeof publish>) => dropped(() => publish(...asked), 0),
    xAdd: (...asked: Parameters<typeof xAdd>) => dropped(() => xAdd(...asked), ''),
    // How many listen: this process alone, as far as it knows.
    sendCommand: (...asked: Parameters<typeof sendCommand>) => dropped<unknown>(() => sendCommand(...asked), ['', '1']),
  });
}

/** A further client, as the adapter makes them for listening: it connects whenever it can, and going is no trouble. */
function listener(client: Client): Client {
  const connect = client.connect.bind(client);
  return Object.assign(client, {
    connect: () => connect().catch(() => new Promise<never>(() => undefined)),
    disconnect: () => {
      end(client);
      return Promise.resolve();
    },
  });
}

/** One that is still connecting is left alone: it tries no more (`reconnectStrategy`), and what it waits for would be refused to nobody. */
function end(client: Client): void {
  if (client.isReady) client.destroy();
}

/** Links replicas over Valkey streams, whether Valkey is there or not. Letting go of it waits for nobody. */
export async function overValkey(url: string, troubled: (error: unknown) => void): Promise<Link> {
  let isOver = false;
  const reconnectStrategy = (tries: number) => (isOver ? false : Math.min(100 * 2 ** tries, 5000));
  // A link that says nothing, not even to a ping, is made anew.
  const socket = { connectTimeout: patience, socketTimeout: 5 * patience, reconnectStrategy };
  const client = harmless(createClient({ url, socket, pingInterval: 2 * patience }), troubled);
  const listeners: Client[] = [];
  const duplicate = client.duplicate.bind(client);
  Object.assign(client, {
    duplicate: () => {
      const made = listener(duplicate());
      listeners.push(made);
      return made;
    },
  });
  const connected = client.connect().then(() => undefined, troubled);
  await Promise.race([connected, pause(patience, undefined, { ref: false })]);
  const release = (): Promise<void> => {
    isOver = true;
    for (const each of [client, ...listeners]) end(each);
    return Promise.resolve();
  };
  return { adapter: createAdapter(client), release };
}
