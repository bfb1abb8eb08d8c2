import { createServer, type AddressInfo } from 'node:net';
import { Problem } from '@consilium/domain';
import { ServiceClock } from './clock';
import { cookieJar } from './cookies';
import { httpTransport, isUnreached } from './transport';

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

const answering = (...answers: (Response | Error)[]) => {
  const asked: { url: string; init: RequestInit | undefined }[] = [];
  const fetch = (url: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    asked.push({ url: url instanceof Request ? url.url : url.toString(), init });
    const answer = answers.shift() ?? new Error('no more answers');
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  return { asked, fetch: fetch };
};

test('a refusal of the server is the same Problem in the client', async () => {
  const { fetch } = answering(
    json(409, { title: 'wrong-state', detail: 'The case moved on.', details: { code: 'head-moved' } }),
  );
  const transport = httpTransport({ origin: 'http://localhost:1', fetch });
  const problem = await transport.call('ledgers', 'mine', { since: '', after: '' }).catch((error: unknown) => error);
  expect(problem).toEqual(new Problem('wrong-state', 'The case moved on.', { code: 'head-moved' }));
});

test('a call that changes nothing is asked again when no answer came', async () => {
  const { fetch, asked } = answering(new TypeError('reset'), json(200, { ledgers: [], now: 5 }));
  const transport = httpTransport({ origin: 'http://localhost:1', fetch, waits: [1] });
  await expect(transport.call('ledgers', 'mine', { since: '', after: '' })).resolves.toEqual({ ledgers: [], now: 5 });
  expect(asked.map(({ url }) => url)).toEqual(Array(2).fill('http://localhost:1/api/ledgers/mine'));
});

test('waiting to ask again keeps no program alive', async () => {
  const made = jest.spyOn(globalThis, 'setTimeout');
  const { fetch, asked } = answering(new TypeError('reset'));
  const transport = httpTransport({ origin: 'http://localhost:1', fetch, waits: [100] });
  const unanswered = expect(transport.call('ledgers', 'mine', { since: '', after: '' })).rejects.toThrow(
    /cannot be reached/,
  );
  await new Promise(setImmediate);
  const waiting = made.mock.results.flatMap(({ value }, at) =>
    made.mock.calls[at]?.[1] === 100 ? [(value as NodeJS.Timeout).hasRef()] : [],
  );
  made.mockRestore();
  expect({ asked: asked.length, waiting }).toEqual({ asked: 1, waiting: [false] });
  await Promise.all([unanswered, new Promise((wake) => setTimeout(wake, 150))]);
});

test('a call that does something is sent once, and an unreached service says what to do', async () => {
  const { fetch, asked } = answering(new TypeError('reset'), json(200, {}));
  const transport = httpTransport({ origin: 'http://localhost:1', fetch, waits: [1] });
  const problem: unknown = await transport.call('signIn', 'signOut', {}).catch((error: unknown) => error);
  expect(isUnreached(problem)).toBe(true);
  expect(problem).toMatchObject({ cause: new TypeError('reset') });
  expect(asked).toHaveLength(1);
});

test('outside a browser the session cookie is kept, sent with the Origin, and forgotten at sign-out', async () => {
  const cookies = cookieJar();
  const { fetch, asked } = answering(
    json(200, {}, { 'set-cookie': '__Host-session=abc; Path=/; Secure; HttpOnly' }),
    json(200, {}, { 'set-cookie': '__Host-session=; Max-Age=0; Path=/' }),
  );
  const transport = httpTransport({ origin: 'http://localhost:1', fetch, cookies });
  await transport.call('signIn', 'begin', {});
  await transport.call('signIn', 'signOut', {});
  expect(asked[1]?.init?.headers).toMatchObject({ cookie: '__Host-session=abc', origin: 'http://localhost:1' });
  expect(cookies.header()).toBe('');
});

test("a device whose clock is a day off lives by the service's time", () => {
  let monotonic = 1000;
  const clock = new ServiceClock({ monotonic: () => monotonic, wall: () => 86_400_000 + monotonic });
  clock.hear(500);
  monotonic += 2500;
  expect(clock.now()).toBe(502);
  expect(clock.deviceOffSeconds()).toBeGreaterThan(85_000);
});

/** A device, and by how much its clock on the wall is ahead of 1,000,000 at its beginning. */
function deviceAhead(seconds: number) {
  let monotonic = 0;
  const wall = () => (1_000_000 + seconds) * 1000 + monotonic;
  const clock = new ServiceClock({ monotonic: () => monotonic, wall });
  const passes = (passed: number): void => {
    monotonic += passed * 1000;
  };
  return { clock, passes };
}

test('a service that turns its clock back does not stop time here: an expiry that has passed stays passed', () => {
  const { clock, passes } = deviceAhead(0);
  clock.hear(1_000_000);
  for (let hours = 1; hours <= 10; hours += 1) {
    passes(3600);
    clock.hear(1_000_000);
  }
  expect(clock.now()).toBeGreaterThan(1_000_000 + 36_000 - 180);
  expect(clock.stamp()).toBe(1_000_000);
  clock.hear(1_000_000 + 36_050);
  expect([clock.now(), clock.stamp()]).toEqual([1_036_050, 1_036_050]);
});

test('a service that was an hour ahead leaves nothing behind: neither what is judged nor what is signed stays there', () => {
  const { clock, passes } = deviceAhead(0);
  clock.hear(1_000_000);
  passes(10);
  clock.hear(1_003_610);
  expect([clock.now(), clock.stamp(), clock.isUnsettled]).toEqual([1_003_610, 1_003_610, true]);
  passes(10);
  clock.hear(1_000_020);
  expect([clock.now(), clock.stamp(), clock.isUnsettled]).toEqual([1_000_020, 1_000_020, false]);
});

test('a date of 2050 is no floor, ten minutes ahead is one', () => {
  const { clock } = deviceAhead(0);
  clock.hear(1_000_000);
  clock.learn(2_524_608_000);
  clock.learn(1_000_601);
  expect(clock.now()).toBe(1_000_000);
  clock.learn(1_000_600);
  clock.learn(1_000_100);
  expect([clock.now(), clock.stamp(), clock.floor]).toEqual([1_000_600, 1_000_000, 1_000_600]);
});

test('clocks more than ten minutes apart wait until somebody says which is right; then until they part again', () => {
  for (const [ahead, right, now] of [
    [86_400, 'service', 1_000_000],
    [86_400, 'device', 1_086_400],
    [-86_400, 'service', 1_000_000],
    [-86_400, 'device', 1_000_000],
  ] as const) {
    const { clock, passes } = deviceAhead(ahead);
    clock.hear(1_000_000);
    expect(clock.isUnsettled).toBe(true);
    clock.settle(right);
    expect([clock.isUnsettled, clock.now()]).toEqual([false, now]);
    passes(60);
    clock.hear(1_000_060);
    expect(clock.isUnsettled).toBe(false);
    clock.hear(1_000_060 + 7200);
    expect(clock.isUnsettled).toBe(true);
  }
  const { clock } = deviceAhead(600);
  clock.hear(1_000_000);
  expect(clock.isUnsettled).toBe(false);
});

test('where the service is said to be right, what it says is a floor on a device a day behind', () => {
  const { clock, passes } = deviceAhead(-86_400);
  clock.hear(1_000_000);
  clock.settle('service');
  passes(3600);
  clock.hear(1_000_000 - 21_600);
  expect(clock.now()).toBeGreaterThan(1_003_590);
});

/** A server that takes what is asked, says the head of an answer if it is told to, and nothing more. */
async function silent(says = '') {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.write(says));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const ends = (): void => {
    server.close();
  };
  return { origin, ends };
}
const half = 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"ledgers"';

test.each([
  ['nothing', ''],
  ['half an answer', half],
])('of a service and of a store that says %s nobody waits for ever', async (_what, says) => {
  const { origin, ends } = await silent(says);
  const transport = httpTransport({ origin, waits: [1, 1, 1], patience: 100 });
  const began = performance.now();
  const asked = [
    transport.call('signIn', 'signOut', {}),
    transport.call('ledgers', 'mine', { since: '', after: '' }),
    transport.get(`${origin}/object`),
    ...(says === '' ? [transport.put(`${origin}/object`, {}, new Blob(['part']))] : []),
  ];
  for (const problem of await Promise.all(asked.map((each) => each.catch((error: unknown) => error)))) {
    expect(isUnreached(problem)).toBe(true);
    expect(String(problem)).toContain('did not answer in time');
  }
  // Without being told how long, it would have waited twenty seconds.
  expect(performance.now() - began).toBeLessThan(15_000);
  ends();
});

test('what keeps coming is waited for, however long the whole takes', async () => {
  const chunks = Array.from({ length: 8 }, (_, index) => Uint8Array.of(index));
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await new Promise((wake) => setTimeout(wake, 60));
      const next = chunks.shift();
      if (next === undefined) controller.close();
      else controller.enqueue(next);
    },
  });
  const fetch = (): Promise<Response> => Promise.resolve(new Response(body));
  const transport = httpTransport({ origin: 'http://localhost:1', fetch, patience: 200 });
  expect([...(await transport.get('http://localhost:1/object'))]).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

test('a part that is there already, because an answer was lost, has arrived', async () => {
  const { fetch } = answering(new Response('', { status: 412 }));
  const transport = httpTransport({ origin: 'http://localhost:1', fetch });
  expect(await transport.put('http://localhost:1/object', {}, new Blob(['part']))).toBe('');
});

test.each([
  [507, /is full.*tell whoever runs the service/s],
  [403, /did not accept the permission/],
  [500, /answers, but cannot do its work/],
  [503, /answers, but cannot do its work/],
])('a store that answers %d is told apart from one that is not reached', async (status, words) => {
  const { fetch } = answering(
    new Response('', { status }),
    new Response('', { status }),
    new TypeError('reset'),
    new TypeError('reset'),
  );
  const transport = httpTransport({ origin: 'http://localhost:1', fetch });
  const put = () => transport.put('http://localhost:1/object', {}, new Blob(['part']));
  const get = () => transport.get('http://localhost:1/object');
  for (const act of [put, get]) await expect(act()).rejects.toThrow(words);
  for (const act of [put, get]) await expect(act()).rejects.toThrow('cannot be reached');
});
