import { createHash } from 'node:crypto';
import { answersPages } from './answering';
import { tellsOfPushes } from './telling';
import type { AskedFor, NoticeData, WorkerScope } from './worker-scope';

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
  answersPages(scope as unknown as WorkerScope);
  const happens = (type: string, event: object): void => listeners.get(type)?.(event as never);
  /** What the worker answers; undefined where it lets the browser ask by itself. */
  const answer = (url: string, mode: string): Promise<Response> | undefined => {
    const answered: Promise<Response>[] = [];
    const respondWith: AskedFor['respondWith'] = (response) => void answered.push(response);
    happens('fetch', { request: { url, mode, method: 'GET' }, respondWith, waitUntil: () => undefined });
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

test('what is brought to an address of a page is no page', () => {
  const { happens } = world(isAway);
  const respondWith = jest.fn();
  const request = { url: `${origin}/shared`, mode: 'navigate', method: 'POST' };
  happens('fetch', { request, respondWith, waitUntil: () => undefined });
  expect(respondWith).not.toHaveBeenCalled();
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

const words = 'Something waits in Consilium';
const link = 'L'.repeat(22);
const notice = 'N'.repeat(22);

/** A screen, and a page of ours that may be open. */
function device({ pages = [] as { navigate: jest.Mock; focus: jest.Mock }[] } = {}) {
  const listeners = new Map<string, Listener>();
  const shown: {
    readonly title: string;
    readonly tag: string;
    readonly renotify: boolean;
    readonly data: NoticeData;
  }[] = [];
  const scope = {
    location: { origin },
    navigator: { setAppBadge: jest.fn(() => Promise.resolve()) },
    clients: { matchAll: () => Promise.resolve(pages), openWindow: jest.fn(() => Promise.resolve()) },
    registration: {
      getNotifications: ({ tag }: { tag: string }) => Promise.resolve(shown.filter((each) => each.tag === tag)),
      showNotification: (title: string, how: object) => {
        shown.push({ title, ...how } as (typeof shown)[number]);
        return Promise.resolve();
      },
    },
    fetch: jest.fn(() => Promise.resolve(new Response('{}'))),
    addEventListener: (type: string, listener: Listener) => listeners.set(type, listener),
  };
  tellsOfPushes(scope as unknown as WorkerScope);
  const happens = async (type: string, event: object): Promise<void> => {
    const waited: Promise<unknown>[] = [];
    listeners.get(type)?.({ ...event, waitUntil: (work: Promise<unknown>) => void waited.push(work) } as never);
    await Promise.all(waited);
  };
  return {
    scope,
    shown,
    comes: (said: unknown) =>
      happens('push', { data: { text: () => (typeof said === 'string' ? said : JSON.stringify(said)) } }),
    isPressed: (data: NoticeData | undefined) =>
      happens('notificationclick', { notification: { data, close: jest.fn() } }),
  };
}

test('a push is shown in words that say nothing, and nobody hears that it came', async () => {
  const { comes, shown, scope } = device();
  await comes({ is: 'wait', link, notice, patient: 'Ada Brown', title: 'A mole' });
  expect(shown).toEqual([
    { title: words, tag: 'waits', renotify: true, icon: '/icon-192.png', lang: 'en-GB', data: { link, notice } },
  ]);
  expect(scope.fetch).not.toHaveBeenCalled();
  expect(scope.navigator.setAppBadge).toHaveBeenCalledWith();
});

test('the same one once more takes the place of the first without a sound; another one is said aloud', async () => {
  const { comes, shown } = device();
  await comes({ is: 'wait', link, notice });
  await comes({ is: 'wait', link, notice });
  await comes({ is: 'wait', link, notice: 'M'.repeat(22) });
  expect(shown.map(({ tag, renotify }) => [tag, renotify])).toEqual([
    ['waits', true],
    ['waits', false],
    ['waits', true],
  ]);
});

test('a test says that it came, once it stands there', async () => {
  const { comes, shown, scope } = device();
  await comes({ is: 'test', link, notice });
  expect(shown.map(({ tag }) => tag)).toEqual(['test']);
  expect(scope.fetch).toHaveBeenCalledWith(
    '/api/telling/push-arrived',
    expect.objectContaining({ method: 'POST', body: JSON.stringify({ link }) }),
  );
});

test.each(['', 'no JSON', 'null', '[]', '{"link":"../../evil","notice":5}'])(
  'of a push like %p something is shown all the same',
  async (said) => {
    const { comes, shown } = device();
    await comes(said);
    expect(shown).toMatchObject([{ title: words, data: { link: '', notice: '' } }]);
  },
);

test('pressed, it leads to the place: in a page that is open, or in a new one', async () => {
  const page = { navigate: jest.fn(() => Promise.resolve()), focus: jest.fn(() => Promise.resolve()) };
  const open = device({ pages: [page] });
  await open.isPressed({ link, notice });
  expect(page.navigate).toHaveBeenCalledWith(`${origin}/#/waiting/${link}`);
  expect(page.focus).toHaveBeenCalled();
  expect(open.scope.clients.openWindow).not.toHaveBeenCalled();
  const closed = device();
  await closed.isPressed({ link, notice });
  await closed.isPressed(undefined);
  expect(closed.scope.clients.openWindow.mock.calls).toEqual([[`${origin}/#/waiting/${link}`], [`${origin}/`]]);
});
