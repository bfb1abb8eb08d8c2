import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--remote-debugging-pipe',
];

interface Said {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly entry?: { readonly level: string; readonly text: string; readonly url?: string } };
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}
interface Asked {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}
interface Evaluated {
  readonly result: { readonly value?: unknown };
  readonly exceptionDetails?: { readonly exception?: { readonly description?: string }; readonly text: string };
}

/**
 * A Chromium that is asked no more than the bench needs (Chrome DevTools Protocol over its pipe). A debugger that watches the
 * network, as Playwright does, is handed a copy of every body that is sent, in base64: seconds and hundreds of megabytes for a
 * picture, which nobody who uses the application pays.
 */
export class Chromium {
  private readonly waiting = new Map<number, Asked>();
  private last = 0;
  private heard = '';

  private constructor(
    private readonly program: ChildProcess,
    private readonly folder: string,
    private readonly orders: Writable,
    answers: Readable,
  ) {
    answers.setEncoding('utf8').on('data', (text: string) => this.hear(text));
    program.on('exit', () => {
      for (const { reject } of this.waiting.values()) reject(new Error('Chromium ended'));
    });
  }

  static launch(): Chromium {
    const folder = mkdtempSync(path.join(tmpdir(), 'consilium-bench-chromium-'));
    const file = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
    const stdio = ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] as const;
    const program = spawn(file, [...flags, `--user-data-dir=${folder}`], { stdio: [...stdio] });
    return new Chromium(program, folder, program.stdio[3] as Writable, program.stdio[4] as Readable);
  }

  /** Opens an address in a context of its own: no cookie and no storage from before. `first` is done to the page before. */
  async open(address: string, first: (page: Page) => Promise<void> = () => Promise.resolve()): Promise<Page> {
    const { browserContextId } = await this.ask<{ browserContextId: string }>('Target.createBrowserContext', {});
    const target = await this.ask<{ targetId: string }>('Target.createTarget', {
      url: 'about:blank',
      browserContextId,
    });
    const attached = { targetId: target.targetId, flatten: true };
    const { sessionId } = await this.ask<{ sessionId: string }>('Target.attachToTarget', attached);
    const page = new Page(this, sessionId, browserContextId);
    await page.ask('Log.enable', {});
    await first(page);
    await page.ask('Page.navigate', { url: address });
    return page;
  }

  ask<T>(method: string, params: object, sessionId?: string): Promise<T> {
    const id = ++this.last;
    const answered = new Promise((resolve, reject: Asked['reject']) => this.waiting.set(id, { resolve, reject }));
    this.orders.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return answered as Promise<T>;
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.program.once('exit', resolve));
    await this.ask('Browser.close', {}).catch(() => undefined);
    await ended;
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  private hear(text: string): void {
    const [first = '', ...more] = text.split('\0');
    this.heard += first;
    for (const next of more) {
      this.take(JSON.parse(this.heard) as Said);
      this.heard = next;
    }
  }

  private take({ id, method, params, result, error }: Said): void {
    const said = method === 'Log.entryAdded' ? params?.entry : undefined;
    if (said?.level === 'error') process.stderr.write(`${said.text} ${said.url ?? ''}\n`);
    const asked = this.waiting.get(id ?? 0);
    if (asked === undefined) return;
    this.waiting.delete(id ?? 0);
    if (error === undefined) asked.resolve(result);
    else asked.reject(new Error(error.message));
  }
}

/** One page, and what it is asked to run. */
export class Page {
  constructor(
    private readonly browser: Chromium,
    private readonly session: string,
    private readonly context: string,
  ) {}

  ask<T>(method: string, params: object): Promise<T> {
    return this.browser.ask<T>(method, params, this.session);
  }

  /** Runs a function in the page, with an argument that JSON can say, and gives what it resolves to. */
  async evaluate<A, T>(run: (argument: A) => T, argument?: A): Promise<Awaited<T>> {
    const said = argument === undefined ? '' : JSON.stringify(argument);
    const expression = `(${String(run)})(${said})`;
    const asked = { expression, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await this.ask<Evaluated>('Runtime.evaluate', asked);
    if (exceptionDetails !== undefined)
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as Awaited<T>;
  }

  async collectGarbage(): Promise<void> {
    await this.ask('HeapProfiler.collectGarbage', {});
  }

  async close(): Promise<void> {
    await this.browser.ask('Target.disposeBrowserContext', { browserContextId: this.context });
  }
}
