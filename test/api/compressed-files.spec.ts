import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { startSystem, type System } from '@consilium/testkit/system';
import { compress } from '../../apps/web/build/compressed.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'consilium-compressed-'));
const words = 'export const said = "Would you excise this lesion?";\n';
const script = words.repeat(400);
const font = Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 7919) & 255));
const worker = '/assets/vault.worker-now.js';

/** The build of a release with something of each kind, sealed in its headers and compressed as the build is. */
function web(name: string): string {
  const root = path.join(folder, name);
  mkdirSync(path.join(root, 'assets'), { recursive: true });
  const files = {
    'index.html': `<!doctype html><title>${name}</title>${'<p>Question</p>'.repeat(300)}`,
    [`assets/part-${name}.js`]: script,
    [`assets/vault.worker-${name}.js`]: script,
    'assets/short.js': 'a()',
    'assets/font.woff2': font,
    'headers.json': JSON.stringify({
      build: `0.1.0-${name}`,
      html: {},
      assets: { 'Cross-Origin-Resource-Policy': 'same-origin' },
      files: { [worker]: { 'Content-Security-Policy': "default-src 'none'" } },
    }),
  };
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(root, file), text);
  compress(root);
  return root;
}

let system: System;
let root: string;

beforeAll(async () => {
  const kept = path.join(folder, 'kept');
  await startSystem({ WEB_ROOT: web('before'), FORMER_BUILDS: kept });
  root = web('now');
  system = await startSystem({ WEB_ROOT: root, FORMER_BUILDS: kept });
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As it came over the wire. */
  readonly body: Buffer;
}

function ask(at: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(system.address + at, { method, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) });
      });
    });
    asked.on('error', reject).end();
  });
}

const accepting = (coding: string) => ({ 'accept-encoding': coding });
const unpack: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  br: brotliDecompressSync,
  gzip: gunzipSync,
  '': (bytes) => bytes,
};

/** What came, unpacked as its own headers say, and how. */
function opened({ headers, body }: Answer) {
  const coding = headers['content-encoding'] ?? '';
  return { coding, text: unpack[coding]?.(body).toString() ?? 'cannot be unpacked' };
}

test.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip, deflate', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['br;q=0, gzip;q=0', ''],
  ['identity', ''],
  ['', ''],
])(
  'asked with %p, page and parts come in %p, open to the file to the letter, and are as long as they say',
  async (header, coding) => {
    for (const [at, file] of [
      ['/', 'index.html'],
      ['/cases/some-room', 'index.html'],
      ['/assets/part-now.js', 'assets/part-now.js'],
      [worker, worker],
    ] as const) {
      const answer = await ask(at, accepting(header));
      expect(answer.status).toBe(200);
      expect(opened(answer)).toEqual({ coding, text: readFileSync(path.join(root, file), 'utf8') });
      expect(answer.headers['content-length']).toBe(String(answer.body.length));
      expect(answer.headers.vary).toBe('Accept-Encoding');
      if (coding !== '') expect(answer.body.length).toBeLessThan(statSync(path.join(root, file)).size / 10);
    }
  },
);

test('packed or not, a file has its own type and the headers of its build', async () => {
  for (const coding of ['br', 'gzip', 'identity']) {
    const part = await ask('/assets/part-now.js', accepting(coding));
    expect(part.headers['content-type']).toMatch(/^text\/javascript/);
    expect(part.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(part.headers['cross-origin-resource-policy']).toBe('same-origin');
    expect((await ask(worker, accepting(coding))).headers['content-security-policy']).toBe("default-src 'none'");
    const page = await ask('/', accepting(coding));
    expect(page.headers['content-type']).toBe('text/html;charset=utf-8');
    expect(page.headers['cache-control']).toBe('no-cache');
  }
});

test('each coding has a tag of its own, and a page that did not change since is not sent again', async () => {
  const answers = await Promise.all(['br', 'gzip', 'identity'].map((coding) => ask('/', accepting(coding))));
  const [brotli, gzip, plain] = answers.map(({ headers }) => headers.etag ?? '');
  expect(new Set([brotli, gzip, plain]).size).toBe(3);
  const again = await ask('/', { ...accepting('br'), 'if-none-match': brotli ?? '' });
  expect([again.status, again.body.length, again.headers.vary]).toEqual([304, 0, 'Accept-Encoding']);
  const other = await ask('/', { ...accepting('br'), 'if-none-match': gzip ?? '' });
  expect([other.status, other.headers.etag, opened(other).coding]).toEqual([200, brotli, 'br']);
});

test('HEAD says what GET would, and sends nothing', async () => {
  for (const coding of ['br', 'gzip', 'identity']) {
    const [head, get] = [
      await ask('/assets/part-now.js', accepting(coding), 'HEAD'),
      await ask('/assets/part-now.js', accepting(coding)),
    ];
    const said = ({ headers }: Answer) => [headers['content-length'], headers['content-encoding'], headers.etag];
    expect([head.status, head.body.length, said(head)]).toEqual([200, 0, said(get)]);
  }
});

test('what is packed already, or would grow, is sent as it is', async () => {
  const woff = await ask('/assets/font.woff2', accepting('br, gzip'));
  expect([woff.headers['content-encoding'], woff.body.equals(font)]).toEqual([undefined, true]);
  expect(opened(await ask('/assets/short.js', accepting('br, gzip')))).toEqual({ coding: '', text: 'a()' });
});

test('a packed file is not there by its own name, nor are the headers in any coding', async () => {
  for (const at of [
    '/index.html.br',
    '/assets/part-now.js.gz',
    '/assets/part-now.js.BR',
    '/headers.json',
    '/headers.json.br',
  ])
    expect((await ask(at, accepting('br, gzip'))).status).toBe(404);
  expect(existsSync(path.join(root, 'headers.json.br'))).toBe(false);
});

test('of a build before the parts come packed too', async () => {
  expect(opened(await ask('/assets/part-before.js', accepting('br')))).toEqual({ coding: 'br', text: script });
});

test('a build that is compressed again keeps nothing of what it was', () => {
  const again = web('again');
  const file = path.join(again, 'assets/part-again.js');
  writeFileSync(file, 'b()');
  utimesSync(file, 1, 1);
  compress(again);
  expect(['.br', '.gz'].map((coding) => existsSync(file + coding))).toEqual([false, false]);
});
