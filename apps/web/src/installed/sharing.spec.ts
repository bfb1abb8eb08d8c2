import { handsOnShared } from './sharing';
import type { AskedFor, WorkerScope } from './worker-scope';

const origin = 'https://consilium.example';

/** A worker to which a device shares, and pages that ask it what. */
function worker() {
  const listeners = new Map<string, (event: never) => void>();
  const fetch = jest.fn();
  handsOnShared({
    location: { origin },
    fetch,
    addEventListener: (type: string, listener: (event: never) => void) => listeners.set(type, listener),
  } as unknown as WorkerScope);
  const waits: Promise<unknown>[] = [];
  const waitUntil = (work: Promise<unknown>): void => void waits.push(work);
  /** What a request is answered with; undefined where it goes on to the service. */
  const asked = (request: Partial<AskedFor['request']>): Promise<Response> | undefined => {
    const answers: Promise<Response>[] = [];
    const respondWith: AskedFor['respondWith'] = (answer) => void answers.push(answer);
    const whole = { url: `${origin}/shared`, method: 'POST', mode: 'navigate', ...request };
    listeners.get('fetch')?.({ request: whole, respondWith, waitUntil } as never);
    return answers[0];
  };
  const shares = (...files: File[]): Promise<Response> | undefined => {
    const form = new FormData();
    for (const file of files) form.append('pictures', file);
    form.append('title', 'From the gallery');
    return asked({ formData: () => Promise.resolve(form) });
  };
  /** The files that a page is given; undefined where it is not answered. */
  const given = (data: unknown): readonly File[] | undefined => {
    const answers: (readonly File[])[] = [];
    listeners.get('message')?.({ data, ports: [{ postMessage: (files: File[]) => answers.push(files) }] } as never);
    return answers[0];
  };
  return { asked, shares, given, fetch, waits };
}

const picture = (name: string): File => new File(['not read here'], name, { type: 'image/jpeg' });

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

test('what is shared goes to the page that is opened for it, once, and not to the service', async () => {
  const { shares, given, fetch, waits } = worker();
  const one = picture('one.jpg');
  const answer = await shares(one, picture('two.jpg'));
  expect([answer?.status, answer?.headers.get('location')]).toEqual([303, `${origin}/#/shared`]);
  const files = given('shared');
  expect(files?.map(({ name }) => name)).toEqual(['one.jpg', 'two.jpg']);
  expect(files?.[0]).toBe(one);
  expect(given('shared')).toEqual([]);
  expect(fetch).not.toHaveBeenCalled();
  // The worker need not stay for it any more.
  await Promise.all(waits);
});

test('it waits for a minute, during which the worker stays, and is dropped then', async () => {
  const { shares, given, waits } = worker();
  await shares(picture('one.jpg'));
  const over = jest.fn();
  const stays = Promise.all(waits).then(over);
  await jest.advanceTimersByTimeAsync(59_000);
  expect(over).not.toHaveBeenCalled();
  await jest.advanceTimersByTimeAsync(2_000);
  await stays;
  expect(given('shared')).toEqual([]);
});

test('what is shared next takes the place of what nobody took, and has a minute of its own', async () => {
  const { shares, given } = worker();
  await shares(picture('one.jpg'));
  await jest.advanceTimersByTimeAsync(59_000);
  await shares(picture('two.jpg'));
  await jest.advanceTimersByTimeAsync(59_000);
  expect(given('shared')?.map(({ name }) => name)).toEqual(['two.jpg']);
});

test('what cannot be read opens the page all the same, with nothing', async () => {
  const { asked, given } = worker();
  const answer = await asked({ formData: () => Promise.reject(new TypeError('no form')) });
  expect(answer?.status).toBe(303);
  expect(given('shared')).toEqual([]);
});

test.each([
  ['a page', { method: 'GET' }],
  ['a call', { url: `${origin}/api/shared` }],
  ['what a page sends', { mode: 'cors' } as const],
  ['another place', { url: 'https://other.example/shared' }],
])('%s is nothing shared', (_, request) => {
  expect(worker().asked(request)).toBeUndefined();
});

test('no other word of a page is answered', async () => {
  const { shares, given } = worker();
  await shares(picture('one.jpg'));
  expect(given('kept')).toBeUndefined();
  expect(given('shared')).toHaveLength(1);
});
