import { createHash } from 'node:crypto';
import { answersPages } from './answering';
import type { AskedFor, Shell, WorkerScope } from './worker-scope';

const origin = 'https://consilium.example';
const policy = "default-src 'none'";
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

type Files = Record<string, string>;
const files = (build: string): Files => ({
  '/index.html': `<title>${build}</title>`,
  '/assets/page-1.js': `run('${build}');`,
  '/assets/page-1.css': 'body{}',
});
const shellOf = (build: string): Shell => ({
  build,
  files: Object.fromEntries(Object.entries(files(build)).map(([path, text]) => [path, hashOf(text)])),
});

/** What a browser keeps for an origin, between one worker and the next. */
class Store {
  readonly held = new Map<string, Map<string, Response>>();
  isFull = false;

  readonly keys = () => Promise.resolve([...this.held.keys()]);
  readonly has = (name: string) => Promise.resolve(this.held.has(name));
  readonly delete = (name: string) => Promise.resolve(this.held.delete(name));
  readonly open = (name: string) => {
    const cache = this.held.get(name) ?? new Map<string, Response>();
    this.held.set(name, cache);
    return Promise.resolve({
      match: (path: string) => Promise.resolve(cache.get(path)?.clone()),
      put: (path: string, answer: Response) => {
        if (this.isFull) return Promise.reject(new DOMException('', 'QuotaExceededError'));
        cache.set(path, answer);
        return Promise.resolve();
      },
    });
  };

  /** Lays something else in the place of a kept file. */
  spoil(path: string, text: string): void {
    for (const cache of this.held.values()) cache.set(path, new Response(text, { headers: headersOf(path) }));
  }
}

const headersOf = (path: string): Record<string, string> => ({
  'content-type': 'text/plain',
  'set-cookie': 'one=two',
  link: '</evil>; rel=preload',
  ...(path === '/index.html' ? { 'content-security-policy': policy } : {}),
});

type Listener = (event: never) => void;

/** A worker of a build, before a service that serves one, or is away. */
function worker(build: string, store: Store | undefined, served: () => Files | 'away' | 'down') {
  const listeners = new Map<string, Listener>();
  const asked: string[] = [];
  const scope = {
    consiliumShell: shellOf(build),
    location: { origin },
    clients: { claim: () => Promise.resolve() },
    skipWaiting: () => Promise.resolve(),
    ...(store === undefined ? {} : { caches: store }),
    fetch: (request: string | { readonly url: string }) => {
      const { pathname } = new URL(typeof request === 'string' ? request : request.url, origin);
      asked.push(pathname);
      const now = served();
      if (now === 'away') return Promise.reject(new TypeError('Failed to fetch'));
      if (now === 'down') return Promise.resolve(new Response('Bad gateway', { status: 502 }));
      const path = pathname === '/' ? '/index.html' : pathname;
      const text = now[path];
      return Promise.resolve(
        text === undefined ? new Response('', { status: 404 }) : new Response(text, { headers: headersOf(path) }),
      );
    },
    addEventListener: (type: string, listener: Listener) => listeners.set(type, listener),
  };
  answersPages(scope as unknown as WorkerScope);
  const lasts = async (type: string, event: object = {}): Promise<void> => {
    const waited: Promise<unknown>[] = [];
    listeners.get(type)?.({ ...event, waitUntil: (work: Promise<unknown>) => void waited.push(work) } as never);
    await Promise.all(waited);
  };
  const ask = async (path: string, mode = 'cors', method = 'GET'): Promise<Response | undefined> => {
    const answered: Promise<Response>[] = [];
    const respondWith: AskedFor['respondWith'] = (response) => void answered.push(response);
    await lasts('fetch', { request: { url: origin + path, mode, method }, respondWith });
    return answered[0];
  };
  return {
    asked,
    begins: async () => {
      await lasts('install');
      await lasts('activate');
    },
    page: async () => (await ask('/', 'navigate')) ?? Promise.reject(new Error('Nothing was answered.')),
    ask,
    /** What a page is told that asks which build is kept. */
    tells: async () => {
      const postMessage = jest.fn();
      await lasts('message', { data: 'kept', source: { postMessage } });
      return postMessage.mock.calls.flat() as unknown[];
    },
  };
}

const saysAway = 'nothing of your cases can be read or sent just now';

test('without a connection the page of this build begins, with its policy and nothing else that lay beside it', async () => {
  let served: Files | 'away' = files('one');
  const one = worker('one', new Store(), () => served);
  await one.begins();
  served = 'away';
  const page = await one.page();
  expect(await page.text()).toBe('<title>one</title>');
  expect(Object.fromEntries(page.headers)).toEqual({ 'content-type': 'text/plain', 'content-security-policy': policy });
  expect(await (await one.ask('/assets/page-1.js'))?.text()).toBe("run('one');");
});

test('where something in front of the service answers for it, the kept page begins', async () => {
  let served: Files | 'down' = files('one');
  const one = worker('one', new Store(), () => served);
  await one.begins();
  served = 'down';
  expect(await (await one.page()).text()).toBe('<title>one</title>');
  expect(await (await one.ask('/assets/page-1.js'))?.text()).toBe("run('one');");
});

test('with a connection the service is asked each time, and what it serves is shown', async () => {
  let served = files('one');
  const one = worker('one', new Store(), () => served);
  await one.begins();
  served = files('two');
  expect(await (await one.page()).text()).toBe('<title>two</title>');
});

test.each([
  ['calls', '/api/sign-in/session', 'cors', 'POST'],
  ['the live connection', '/api/live/', 'cors', 'GET'],
  ['a file that is not kept', '/assets/viewer-1.js', 'cors', 'GET'],
  ['a kept file asked for with more', '/assets/page-1.js?x', 'cors', 'GET'],
])('%s pass it by', async (_, path, mode, method) => {
  const one = worker('one', new Store(), () => files('one'));
  await one.begins();
  one.asked.length = 0;
  expect(await one.ask(path, mode, method)).toBeUndefined();
  expect(one.asked).toEqual([]);
});

test('a build is kept whole or not at all, and tried again at the next page', async () => {
  const store = new Store();
  // A release is under way: the page comes from one replica, its code from another.
  let served: Files | 'away' = { ...files('one'), '/index.html': '<title>two</title>' };
  const one = worker('one', store, () => served);
  await one.begins();
  expect(store.held.size).toBe(0);
  served = files('one');
  await one.page();
  served = 'away';
  expect(await (await one.page()).text()).toBe('<title>one</title>');
});

test('a page is told which build is kept once it is whole, and before that of none', async () => {
  let served: Files | 'away' = 'away';
  const one = worker('one', new Store(), () => served);
  await one.begins();
  expect(await one.tells()).toEqual(['']);
  served = files('one');
  expect(await one.tells()).toEqual(['one']);
  expect(await worker('one', undefined, () => served).tells()).toEqual(['']);
});

test('a new build takes the place of the old one whole', async () => {
  const store = new Store();
  let served: Files | 'away' = files('one');
  await worker('one', store, () => served).begins();
  served = files('two');
  const two = worker('two', store, () => served);
  await two.begins();
  expect([...store.held.keys()]).toEqual(['build two']);
  served = 'away';
  expect(await (await two.page()).text()).toBe('<title>two</title>');
  expect(await (await two.ask('/assets/page-1.js'))?.text()).toBe("run('two');");
});

test('a new build that did not come whole begins no page, and neither does the old one', async () => {
  const store = new Store();
  let served: Files | 'away' = files('one');
  await worker('one', store, () => served).begins();
  served = 'away';
  const two = worker('two', store, () => served);
  await two.begins();
  expect(await (await two.page()).text()).toContain(saysAway);
  expect([...store.held.keys()].filter((name) => name !== 'build two')).toEqual([]);
});

test.each(['/index.html', '/assets/page-1.js'])(
  'of a build of which %s was changed on the device nothing begins',
  async (path) => {
    const store = new Store();
    let served: Files | 'away' = files('one');
    const one = worker('one', store, () => served);
    await one.begins();
    store.spoil(path, 'globalThis.wasTampered = true;');
    served = 'away';
    const asked = path === '/index.html' ? await (await one.page()).text() : await one.ask(path).catch(() => 'nothing');
    expect(asked).toEqual(path === '/index.html' ? expect.stringContaining(saysAway) : 'nothing');
    // The rest of it is not to be trusted either.
    expect(await (await one.page()).text()).toContain(saysAway);
  },
);

test('of a build that a worker was ended over, while it kept it, nothing begins', async () => {
  const store = new Store();
  const one = worker('one', store, () => 'away');
  const cache = await store.open('build one');
  await cache.put('/index.html', new Response(files('one')['/index.html'], { headers: headersOf('/index.html') }));
  expect(await (await one.page()).text()).toContain(saysAway);
  await cache.put('/whole', new Response(''));
  expect(await (await one.page()).text()).toBe('<title>one</title>');
});

test('the page without its policy is not kept', async () => {
  const store = new Store();
  const text = files('one')['/index.html'] ?? '';
  let served: Files | 'away' = files('one');
  const one = worker('one', store, () => served);
  await one.begins();
  for (const cache of store.held.values()) cache.set('/index.html', new Response(text));
  served = 'away';
  expect(await (await one.page()).text()).toContain(saysAway);
});

test('a browser that keeps nothing, or is full, goes on as before', async () => {
  const full = new Store();
  full.isFull = true;
  for (const store of [undefined, full]) {
    let served: Files | 'away' = files('one');
    const one = worker('one', store, () => served);
    await one.begins();
    expect(await (await one.page()).text()).toBe('<title>one</title>');
    served = 'away';
    expect(await (await one.page()).text()).toContain(saysAway);
  }
});
