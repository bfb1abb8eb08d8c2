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
  const problem = await transport.call('ledgers', 'mine', {}).catch((error: unknown) => error);
  expect(problem).toEqual(new Problem('wrong-state', 'The case moved on.', { code: 'head-moved' }));
});

test('a call that changes nothing is asked again when no answer came', async () => {
  const { fetch, asked } = answering(new TypeError('reset'), json(200, { ledgers: [], now: 5 }));
  const transport = httpTransport({ origin: 'http://localhost:1', fetch, waits: [1] });
  await expect(transport.call('ledgers', 'mine', {})).resolves.toEqual({ ledgers: [], now: 5 });
  expect(asked.map(({ url }) => url)).toEqual(Array(2).fill('http://localhost:1/api/ledgers/mine'));
});

test('waiting to ask again keeps no program alive', async () => {
  const made = jest.spyOn(globalThis, 'setTimeout');
  const { fetch, asked } = answering(new TypeError('reset'));
  const transport = httpTransport({ origin: 'http://localhost:1', fetch, waits: [100] });
  const unanswered = expect(transport.call('ledgers', 'mine', {})).rejects.toThrow(/cannot be reached/);
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

test('a service that turns its clock back does not stop time here: an expiry that has passed stays passed', () => {
  let monotonic = 0;
  const clock = new ServiceClock({ monotonic: () => monotonic, wall: () => 0 });
  clock.hear(1_000_000);
  for (let minute = 1; minute <= 600; minute++) {
    monotonic += 60_000;
    clock.hear(1_000_000);
  }
  expect(clock.now()).toBeGreaterThan(1_000_000 + 36_000 - 180);
  clock.hear(1_000_000 + 36_000 - 5);
  expect(clock.now()).toBe(1_000_000 + 36_000 - 5);
  clock.hear(1_000_000 + 90_000);
  expect(clock.now()).toBe(1_000_000 + 90_000);
});
