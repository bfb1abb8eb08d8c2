import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { endpoints, livePath } from '@consilium/contracts';
import { closesAtTheEnd } from '@consilium/testkit';
import { startSystem, type System } from '@consilium/testkit/system';
import { networkOf } from '../../apps/api/src/http/address';
import { isBomb } from '../../apps/api/src/http/request-json';
import { PlainClinic, type Member } from '../api/plain-clinic';
import { b64 } from '../api/plain-person';

const append = `/api/${endpoints.ledgers.append.path}`;
const finish = `/api/${endpoints.signIn.finish.path}`;
const mebibyte = 1024 * 1024;

interface Sent {
  readonly socket: Socket;
  /** Status of the answer; 0 when the connection ended without one, or said nothing in time. */
  readonly status: Promise<number>;
  /** Milliseconds until the service ended the connection. */
  readonly ended: Promise<number>;
}

/** Sends the head of a POST, and of its body only what is given. */
function sends(system: System, path: string, headers: Record<string, string>, body = '', patience = 4000): Sent {
  const { hostname, port } = new URL(system.address);
  const socket = connect({ host: hostname, port: Number(port) });
  const began = performance.now();
  const lines = Object.entries({ host: 'localhost', 'content-type': 'application/json', ...headers });
  socket.write(`POST ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`);
  socket.on('error', () => undefined);
  closesAtTheEnd(() => socket.destroy());
  const status = new Promise<number>((resolve) => {
    socket.once('data', (chunk) => {
      resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(chunk.toString())?.[1] ?? 0));
    });
    socket.once('close', () => {
      resolve(0);
    });
    setTimeout(resolve, patience, 0).unref();
  });
  const ended = new Promise<number>((resolve) => {
    socket.once('close', () => {
      resolve(performance.now() - began);
    });
  });
  return { socket, status, ended };
}

const cookieOf = ({ browser }: Member): string =>
  [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');

/** Eight megabytes that are slow to parse, and name what is slow to look for. */
const worst = `{"z":"proto","x":[${'{},'.repeat((8 * mebibyte - 40) / 3)}{}]}`;
const announced = { 'content-length': String(worst.length) };

describe('strangers are judged by the head of what they send (attack 92)', () => {
  let system: System;
  let clinic: PlainClinic;
  let anna: Member;

  beforeAll(async () => {
    system = await startSystem({ RATE_FACTOR: '1' });
    clinic = await PlainClinic.open(system);
    anna = await clinic.clinician();
  });

  test('eight megabytes are refused before one byte of them was sent, whoever nobody knows', async () => {
    const { origin } = system;
    const madeUp = `__Host-sid=${b64(32)}`;
    const asked: [string, Record<string, string>, number][] = [
      [append, announced, 403],
      [append, { ...announced, origin: 'https://evil.example', cookie: cookieOf(anna) }, 403],
      [append, { ...announced, origin }, 401],
      [append, { ...announced, origin, cookie: madeUp }, 401],
      [finish, { ...announced, origin }, 413],
      [finish, { ...announced, origin, cookie: cookieOf(anna) }, 413],
      ['/api/nothing/here', { ...announced, origin }, 404],
      ['/', { ...announced, origin }, 404],
      [append, { 'transfer-encoding': 'chunked', origin, cookie: cookieOf(anna) }, 400],
      [append, { 'content-length': String(9 * mebibyte), origin, cookie: cookieOf(anna) }, 413],
    ];
    const answers: number[] = [];
    for (const [path, headers] of asked) answers.push(await sends(system, path, headers).status);
    expect(answers).toEqual(asked.map(([, , status]) => status));
  });

  test('no endpoint that strangers may call takes more than 256 KiB, and all but five of them 32', () => {
    const open = Object.values(endpoints)
      .flatMap((noun): { audience: string; bytes?: number; path: string }[] => Object.values(noun))
      .filter(({ audience }) => audience === 'public');
    expect(open.filter(({ bytes = 0 }) => bytes > 256 * 1024)).toEqual([]);
    expect(open.filter(({ bytes = 0 }) => bytes > 32 * 1024).length).toBeLessThan(6);
  });

  test('what is refused may not go on being sent', async () => {
    const { origin } = system;
    const refused = sends(system, append, { 'content-length': '900000000', origin });
    const chunk = Buffer.alloc(65_536, 0x7b);
    const timer = setInterval(() => refused.socket.write(chunk), 20);
    expect(await refused.status).toBe(413);
    expect(await refused.ended).toBeLessThan(20_000);
    clearInterval(timer);
  });

  test('nor what the live connection refuses, which sees a request before anybody else', async () => {
    const polling = `${livePath}/?EIO=4&transport=polling`;
    const stalled = sends(system, polling, { ...announced, origin: system.origin }, '{');
    expect(await stalled.status).toBe(400);
    expect(await stalled.ended).toBeLessThan(20_000);
  });

  test('while twenty send the worst, others are answered at once', async () => {
    const { origin } = system;
    const sent = Array.from({ length: 20 }, (_, index) =>
      sends(system, append, { ...announced, ...(index % 2 === 0 ? { origin } : {}) }, worst),
    );
    let slowest = 0;
    for (let turn = 0; turn < 20; turn += 1) {
      const began = performance.now();
      expect((await fetch(`${system.address}/api/health/live`)).status).toBe(200);
      slowest = Math.max(slowest, performance.now() - began);
      await pause(50);
    }
    // They send from this very process; parsing what they sent took a minute and more.
    expect(slowest).toBeLessThan(20_000);
    const statuses = await Promise.all(sent.map(({ status }) => status));
    expect(statuses.filter((status) => ![0, 401, 403].includes(status))).toEqual([]);
  });

  test('of sixty stalled uploads of one address half are turned away and the others soon ended; a colleague goes on', async () => {
    const { origin } = system;
    const stalled = Array.from({ length: 60 }, () =>
      sends(system, finish, { origin, 'content-length': '30000' }, '{"preSession":"', 1500),
    );
    const statuses = await Promise.all(stalled.map(({ status }) => status));
    expect(statuses.filter((status) => status === 429)).toHaveLength(28);
    const colleague = await anna.browser.call(endpoints.ledgers.mine, { since: '', after: '' });
    expect(colleague.status).toBe(200);
    for (const { ended } of stalled) expect(await ended).toBeLessThan(40_000);
  });

  test('a head that never ends is given up', async () => {
    const { hostname, port } = new URL(system.address);
    const socket = connect({ host: hostname, port: Number(port) });
    socket.write(`POST ${append} HTTP/1.1\r\nhost: localhost\r\nx-`);
    closesAtTheEnd(() => socket.destroy());
    const began = performance.now();
    socket.resume();
    await new Promise((resolve) => socket.once('close', resolve));
    expect(performance.now() - began).toBeLessThan(40_000);
  });

  test('made-up cookies are looked up so often and no more, and a colleague at the same address goes on', async () => {
    const own = await startSystem({ RATE_FACTOR: '1' });
    const hospital = await PlainClinic.open(own);
    const member = await hospital.clinician();
    const called = async (cookie: string): Promise<number> => {
      const headers = { origin: own.origin, 'content-type': 'application/json', cookie };
      const answer = await fetch(`${own.address}/api/${endpoints.ledgers.mine.path}`, {
        method: 'POST',
        body: JSON.stringify({ since: '', after: '' }),
        headers,
      });
      return answer.status;
    };
    const statuses: number[] = [];
    for (let turn = 0; turn < 25; turn += 1) {
      statuses.push(...(await Promise.all(Array.from({ length: 20 }, () => called(`__Host-sid=${b64(32)}`)))));
    }
    const lookedUp = statuses.filter((status) => status === 401).length;
    expect([lookedUp >= 300, lookedUp < 450, new Set(statuses)]).toEqual([true, true, new Set([401, 429])]);
    expect(await called(cookieOf(member))).toBe(200);
  });

  test('what nobody sends is refused without being parsed, and what somebody does is not', () => {
    expect(isBomb(worst)).toBe(true);
    expect(isBomb('['.repeat(30))).toBe(true);
    expect(isBomb(JSON.stringify({ text: '[{,'.repeat(100_000), more: '\\"[[[[[[[[[[[[[[[[[[[[[[[[[[[\\\\' }))).toBe(
      false,
    );
    expect(
      isBomb(JSON.stringify({ entries: Array.from({ length: 500 }, () => ({ jws: 'x', blobs: { a: '' } })) })),
    ).toBe(false);
  });
});

describe('exactly one proxy is believed (attack 93)', () => {
  const production = {
    DEPLOYMENT: 'production',
    PROFESSIONAL_REGISTER: 'manual',
    PUBLIC_ORIGIN: 'https://consilium.example',
    S3_PUBLIC_ENDPOINT: 'https://store.example',
    RATE_FACTOR: '1',
  };
  const begins = async ({ address, origin }: System, forwarded: string): Promise<number> => {
    const headers = { origin, 'content-type': 'application/json', 'x-forwarded-for': forwarded };
    const path = `/api/${endpoints.setup.begin.path}`;
    return (await fetch(address + path, { method: 'POST', body: '{"code":"wrong-code"}', headers })).status;
  };
  const limited = async (system: System, forwarded: (turn: number) => string): Promise<number> => {
    const turns = Array.from({ length: 60 }, (_, turn) => begins(system, forwarded(turn)));
    return (await Promise.all(turns)).filter((status) => status === 429).length;
  };

  test('what a sender puts before the proxy’s word changes nothing; whom the proxy names is counted apart', async () => {
    const system = await startSystem(production);
    expect(await limited(system, (turn) => `198.51.100.${String(turn)}, 203.0.113.7`)).toBeGreaterThan(10);
    expect(await begins(system, '203.0.113.8')).toBe(403);
    expect(await limited(system, (turn) => `2001:db8:1:2::${turn.toString(16)}`)).toBeGreaterThan(10);
  });

  test('where no proxy is, nobody is believed', async () => {
    const system = await startSystem({ RATE_FACTOR: '1' });
    expect(await limited(system, (turn) => `198.51.100.${String(turn)}`)).toBeGreaterThan(10);
  });

  test('an address made up in the handshake of a live connection is not believed either', async () => {
    const system = await startSystem(production);
    const url = `${livePath}/?EIO=4&transport=websocket`;
    const { hostname, port } = new URL(system.address);
    const begun = (turn: number): Promise<boolean> =>
      new Promise((resolve) => {
        const socket = connect({ host: hostname, port: Number(port) });
        const key = Buffer.alloc(16, turn).toString('base64');
        socket.write(
          `GET ${url} HTTP/1.1\r\nhost: h\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-version: 13\r\nsec-websocket-key: ${key}\r\norigin: ${system.origin}\r\ncookie: __Host-sid=${b64(32)}\r\nx-forwarded-for: 198.51.100.${String(turn)}, 203.0.113.7\r\n\r\n`,
        );
        socket.once('data', (chunk) => {
          resolve(chunk.toString().startsWith('HTTP/1.1 101'));
          socket.destroy();
        });
        socket.on('error', () => {
          resolve(false);
        });
      });
    const answers = await Promise.all(Array.from({ length: 120 }, (_, turn) => begun(turn)));
    expect(answers.filter((each) => each).length).toBeLessThan(75);
  });

  test.each([
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0db8:0001:0002::9', '2001:db8:1:2'],
    ['2001:db8::9', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['', ''],
  ])('%s is counted as %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
