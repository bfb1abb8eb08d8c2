import { createHash } from 'node:crypto';
import { answersPages } from './answering';
import type { AskedFor } from './worker-scope';

const origin = 'https://consilium.example';
type Listener = (event: never) => void;

/** A service worker's world in which the service answers what it is told to, or not at all. */
function world(service: () => Promise<Response>) {
  const listeners = new Map<string, Listener>();
  const asked: string[] = [];
  const scope = {
    location: { origin },
    clients: { claim: jest.fn(() => Promise.resolve()) },
    skipWaiting: jest.fn(() => Promise.resolve()),
    fetch: ({ url }: { url: string }) => {
      asked.push(url);
      return service();
    },
    addEventListener: (type: string, listener: Listener) => listeners.set(type, listener),
  };
  answersPages(scope);
  const happens = (type: string, event: object): void => listeners.get(type)?.(event as never);
  /** What the worker answers; undefined where it lets the browser ask by itself. */
  const answer = (url: string, mode: string): Promise<Response> | undefined => {
    const answered: Promise<Response>[] = [];
    const respondWith: AskedFor['respondWith'] = (response) => void answered.push(response);
    happens('fetch', { request: { url, mode }, respondWith });
    return answered[0];
  };
  return { scope, asked, answer, happens };
}

const isAway = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'));

test('a page comes from the service each time, and as it is', async () => {
  const served = new Response('a page');
  const { answer, asked } = world(() => Promise.resolve(served));
  expect(await answer(`${origin}/`, 'navigate')).toBe(served);
  expect(await answer(`${origin}/`, 'navigate')).toBe(served);
  expect(asked).toEqual([`${origin}/`, `${origin}/`]);
});

test.each([
  ['a call', `${origin}/api/telling/mine`, 'cors'],
  ['an address of the API in the address bar', `${origin}/api/health/live`, 'navigate'],
  ['the live connection’s first call', `${origin}/api/live/?transport=polling`, 'cors'],
  ['code', `${origin}/assets/room-page-1.js`, 'cors'],
  ['a stored picture', 'https://storage.example/consilium/object', 'cors'],
  ['another place', 'https://storage.example/', 'navigate'],
])('%s passes it by', (_, url, mode) => {
  const { answer, asked } = world(isAway);
  expect(answer(url, mode)).toBeUndefined();
  expect(asked).toEqual([]);
});

test('where the service cannot be reached, it says that nothing can be read, under a policy that lets nothing else run', async () => {
  const { answer } = world(isAway);
  const said = await answer(`${origin}/`, 'navigate');
  const text = (await said?.text()) ?? '';
  expect(said?.status).toBe(503);
  expect(text).toContain('nothing of your cases can be read or sent just now');
  const policy = said?.headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(/^default-src 'none'; /u);
  for (const tag of ['style', 'script']) {
    const [, inside = ''] = new RegExp(`<${tag}>([^]*?)</${tag}>`, 'u').exec(text) ?? [];
    expect(inside).not.toBe('');
    expect(policy).toContain(`${tag}-src 'sha256-${createHash('sha256').update(inside).digest('base64')}'`);
  }
  expect(text.match(/<(?:style|script)/gu)).toHaveLength(2);
  // Nothing is fetched for it, and nobody keeps it.
  expect(text).not.toMatch(/(?:src|href)=|url\(|import /u);
  expect(said?.headers.get('cache-control')).toBe('no-store');
});

test('the newest one serves at once, also the pages that are open', async () => {
  const { scope, happens } = world(isAway);
  const waited: Promise<unknown>[] = [];
  const waitUntil = (work: Promise<unknown>): void => void waited.push(work);
  happens('install', { waitUntil });
  expect(scope.skipWaiting).toHaveBeenCalled();
  happens('activate', { waitUntil });
  expect(scope.clients.claim).toHaveBeenCalled();
  await Promise.all(waited);
  expect(waited).toHaveLength(2);
});
