import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { endpoints, livePath } from '@consilium/contracts';

/**
 * Fifty strangers in a process of their own, each at an address of its own where the machine has them (127.0.1.x), so
 * that no count by address spares the service anything. Each sends one bad thing after another, as fast as it is answered.
 */
const strangers = 50;
const origin = process.env['BENCH_ORIGIN'] ?? '';
const port = Number(new URL(origin).port);
const large = 8 * 1024 * 1024;

const fill = (bytes: number): Buffer => Buffer.from(`{"z":"proto","x":[${'{},'.repeat((bytes - 24) / 3)}{}]}`);
const [worst, small] = [fill(large), fill(32_000)];
const cookie = (): string => `cookie: __Host-sid=${randomBytes(32).toString('base64url')}\r\n`;
const fromUs = `origin: ${origin}\r\n`;

function post(path: string, headers: string, length: number): string {
  return `POST /api/${path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${String(length)}\r\n${headers}\r\n`;
}

/** What a stranger sends: a head, a body or a part of one, and for how long it then holds the connection (milliseconds). */
interface Bad {
  readonly head: () => string;
  readonly body: Buffer;
  readonly holds: number;
}

const append = endpoints.ledgers.append.path;
const finish = endpoints.signIn.finish.path;
const nothing = Buffer.alloc(0);
const repertoire: readonly Bad[] = [
  { head: () => post(append, '', worst.length), body: worst, holds: 1000 },
  { head: () => post(append, fromUs, worst.length), body: worst, holds: 1000 },
  { head: () => post(append, fromUs + cookie(), worst.length), body: worst, holds: 1000 },
  { head: () => post(finish, fromUs, small.length), body: small, holds: 200 },
  { head: () => post(finish, fromUs, small.length), body: small.subarray(0, 1000), holds: 15_000 },
  { head: () => post('nothing/here', fromUs, worst.length), body: worst, holds: 1000 },
  {
    head: () =>
      `GET ${livePath}/?EIO=4&transport=websocket HTTP/1.1\r\nhost: localhost\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-version: 13\r\nsec-websocket-key: ${randomBytes(16).toString('base64')}\r\n${fromUs}${cookie()}\r\n`,
    body: nothing,
    holds: 100,
  },
];

/** Answers by their status, or `none` where the connection ended without one. */
const answers = new Map<string, number>();

function opened(from: string): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, localAddress: from });
    socket.once('connect', () => {
      resolve(socket);
    });
    socket.on('error', () => {
      resolve(undefined);
    });
  });
}

async function send(from: string, { head, body, holds }: Bad): Promise<void> {
  const socket = await opened(from);
  if (socket === undefined) return pause(50);
  const over = new Promise<string>((resolve) => {
    socket.once('data', (chunk) => {
      resolve(/^HTTP\/1\.1 (\d+)/.exec(chunk.toString())?.[1] ?? 'none');
    });
    socket.once('close', () => {
      resolve('none');
    });
  });
  socket.write(head());
  socket.write(body);
  const status = await Promise.race([over, pause(holds, 'none')]);
  answers.set(status, (answers.get(status) ?? 0) + 1);
  socket.destroy();
}

async function stranger(number: number): Promise<never> {
  const from = process.platform === 'linux' ? `127.0.1.${String(number + 1)}` : '127.0.0.1';
  for (let turn = number; ; turn += 1) await send(from, repertoire[turn % repertoire.length] as Bad);
}

for (let number = 0; number < strangers; number += 1) void stranger(number);
process.once('message', () => {
  process.send?.(Object.fromEntries(answers));
  process.disconnect();
  process.exit(0);
});
