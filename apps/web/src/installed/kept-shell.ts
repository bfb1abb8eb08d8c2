import type { Shell, WorkerScope } from './worker-scope';

/** All caches of this origin that hold a build begin so. */
const prefix = 'build ';
/** Put in last: a cache without it was never whole. */
const whole = '/whole';

/** What is given again of the headers a file came with; whatever else stands beside it in the cache is left out. */
const givenAgain = [
  'content-type',
  'content-security-policy',
  'cross-origin-embedder-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'integrity-policy',
  'origin-agent-cluster',
  'permissions-policy',
  'referrer-policy',
  'strict-transport-security',
  'x-content-type-options',
  'x-dns-prefetch-control',
  'x-frame-options',
];

async function hexOf(bytes: ArrayBuffer): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

const isHtml = (path: string): boolean => path.endsWith('.html');

/** The document is asked for where every page is: by no file name. */
const addressOf = (path: string): string => (path === '/index.html' ? '/' : path);

/**
 * The files that begin a page without a connection: those of the one build that this worker belongs to, which its own list
 * names by their hashes. Each is compared with it before it is kept and again before it is given, so that nothing a page
 * could put in their place is ever run. Kept whole or not at all.
 */
export class KeptShell {
  private readonly shell: Shell | undefined;
  private keeping: Promise<boolean> | undefined;

  constructor(private readonly scope: WorkerScope) {
    this.shell = scope.consiliumShell;
  }

  /** "" where nobody sealed it. */
  get build(): string {
    return this.shell?.build ?? '';
  }

  private get name(): string {
    return `${prefix}${this.build}`;
  }

  has(path: string): boolean {
    return this.shell !== undefined && Object.hasOwn(this.shell.files, path);
  }

  /** Takes away whatever another build left here. */
  async forgetOthers(): Promise<void> {
    const { caches } = this.scope;
    if (caches === undefined) return;
    for (const name of await caches.keys()) if (name !== this.name) await caches.delete(name);
  }

  /** Keeps the build, unless it is there already. Gives whether it is; what could not be had is tried again at the next page. */
  keep(): Promise<boolean> {
    this.keeping ??= this.tryToKeep()
      .catch(() => false)
      .finally(() => {
        this.keeping = undefined;
      });
    return this.keeping;
  }

  private async tryToKeep(): Promise<boolean> {
    const { caches } = this.scope;
    if (this.shell === undefined || caches === undefined) return false;
    const cache = await caches.open(this.name);
    if ((await cache.match(whole)) !== undefined) return true;
    for (const path of Object.keys(this.shell.files)) {
      const answer = await this.fetched(path);
      if (answer === undefined) {
        await caches.delete(this.name);
        return false;
      }
      await cache.put(path, answer);
    }
    await cache.put(whole, new Response(''));
    return true;
  }

  /** A file of this build; undefined where something else stands in its place, while a release is under way for one. */
  private async fetched(path: string): Promise<Response | undefined> {
    // What carries a hash in its name the browser may have from the page itself.
    const cache = path.startsWith('/assets/') ? 'default' : 'no-cache';
    const answer = await this.scope.fetch(addressOf(path), { credentials: 'omit', cache });
    return answer.ok && !answer.redirected ? this.checked(path, answer) : undefined;
  }

  private async checked(path: string, answer: Response): Promise<Response | undefined> {
    const bytes = await answer.arrayBuffer();
    if ((await hexOf(bytes)) !== this.shell?.files[path]) return undefined;
    const headers = new Headers();
    for (const name of givenAgain) {
      const value = answer.headers.get(name);
      if (value !== null) headers.set(name, value);
    }
    // The document without its policy would be another page.
    if (isHtml(path) && !headers.has('content-security-policy')) return undefined;
    return new Response(bytes, { headers });
  }

  /** A kept file as it was built; undefined where the build is not whole here, or this file of it is spoilt. */
  async file(path: string): Promise<Response | undefined> {
    try {
      const { caches } = this.scope;
      if (!this.has(path) || caches === undefined || !(await caches.has(this.name))) return undefined;
      const cache = await caches.open(this.name);
      const [end, kept] = await Promise.all([cache.match(whole), cache.match(path)]);
      if (end === undefined || kept === undefined) return undefined;
      const checked = await this.checked(path, kept);
      if (checked === undefined) await caches.delete(this.name);
      return checked;
    } catch {
      return undefined;
    }
  }
}
