import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Firefox's own protocol of remote control, for what WebDriver BiDi has no command for: passkeys. */
export interface Marionette {
  /** Answers with what the command gives; throws what Firefox says is wrong. */
  readonly send: (command: string, parameters: object) => Promise<unknown>;
  readonly close: () => void;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** `[1, id, error, result]`: the answer to a command. */
type Answer = readonly [kind: number, id: number, error: { readonly message: string } | null, result: unknown];

async function connected(port: number): Promise<Socket> {
  for (let tries = 100; ; tries--) {
    const socket = connect(port, '127.0.0.1');
    const hasFailed = await new Promise<Error | undefined>((resolve) => {
      socket.once('connect', () => {
        resolve(undefined);
      });
      socket.once('error', resolve);
    });
    if (hasFailed === undefined) return socket;
    if (tries === 0) throw hasFailed;
    await pause(200);
  }
}

/** Each message is its length in bytes, a colon, and that much JSON. */
function* messagesOf(bytes: Buffer): Generator<{ message: unknown; rest: Buffer }> {
  for (let rest = bytes; ;) {
    const colon = rest.indexOf(':');
    const end = colon + 1 + Number(rest.subarray(0, Math.max(colon, 0)).toString());
    if (colon < 0 || rest.length < end) return;
    const message: unknown = JSON.parse(rest.subarray(colon + 1, end).toString());
    rest = rest.subarray(end);
    yield { message, rest };
  }
}

/** Connects to a Firefox that was started with `--marionette` and this `marionette.port`. */
export async function openMarionette(port: number): Promise<Marionette> {
  const socket = await connected(port);
  const waiting = new Map<number, Waiting>();
  let begun = Buffer.alloc(0);
  socket.on('error', () => undefined);
  socket.on('data', (bytes) => {
    begun = Buffer.concat([begun, bytes]);
    for (const { message, rest } of messagesOf(begun)) {
      begun = Buffer.from(rest);
      // What is no list is its greeting.
      if (!Array.isArray(message)) continue;
      const [, id, error, result] = message as unknown as Answer;
      if (error === null) waiting.get(id)?.resolve(result);
      else waiting.get(id)?.reject(new Error(`Firefox: ${error.message}`));
      waiting.delete(id);
    }
  });
  socket.once('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('Firefox closed its connection'));
  });
  let last = 0;
  return {
    send: (command, parameters) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject });
        const message = JSON.stringify([0, last, command, parameters]);
        socket.write(`${String(Buffer.byteLength(message))}:${message}`);
      }),
    close: () => {
      socket.destroy();
    },
  };
}
