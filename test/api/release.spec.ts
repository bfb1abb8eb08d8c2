import { contract, endpoints, oldestContract, releaseHeader, releaseText } from '@consilium/contracts';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openApi } from '../../apps/api/src/http/open-api.controller';
import { startSystem, type System } from '@consilium/testkit/system';

const folder = mkdtempSync(path.join(tmpdir(), 'consilium-release-'));
const day = 86_400;

/** The web build of a release: a page, a lazy part and a worker with a policy of its own. */
function web(name: string): string {
  const root = path.join(folder, name);
  mkdirSync(path.join(root, 'assets'), { recursive: true });
  writeFileSync(path.join(root, 'index.html'), `<!doctype html><title>${name}</title>`);
  writeFileSync(path.join(root, 'assets', `part-${name}.js`), `export const of = '${name}';`);
  writeFileSync(path.join(root, 'assets', `vault.worker-${name}.js`), `self.of = '${name}';`);
  const headers = {
    build: `0.1.0-${name}`,
    html: {},
    assets: { 'Cross-Origin-Resource-Policy': 'same-origin' },
    files: { [`/assets/vault.worker-${name}.js`]: { 'Content-Security-Policy': `connect-src ${name}.example` } },
  };
  writeFileSync(path.join(root, 'headers.json'), JSON.stringify(headers));
  return root;
}

const kept = path.join(folder, 'kept');
let system: System;

beforeAll(async () => {
  await startSystem({ WEB_ROOT: web('before'), FORMER_BUILDS: kept });
  system = await startSystem({ WEB_ROOT: web('now'), FORMER_BUILDS: kept });
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const post = (at: string, headers: Record<string, string> = {}, body = '{}'): Promise<Response> =>
  fetch(`${system.address}/api/${at}`, {
    method: 'POST',
    body,
    headers: { origin: system.origin, 'content-type': 'application/json', ...headers },
  });
const file = (name: string): Promise<Response> => fetch(`${system.address}/assets/${name}`);

test('every answer of the API names the build that gave it: done, refused, malformed, too large, nowhere', async () => {
  const state = endpoints.setup.state.path;
  const answers = [
    await post(state),
    await post(state, { origin: 'https://evil.example' }),
    await post(state, {}, '{'),
    await post(state, {}, JSON.stringify({ a: 'x'.repeat(1_100_000) })),
    await post(endpoints.ledgers.mine.path),
    await post('nothing'),
    await fetch(`${system.address}/api/health/live`),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 403, 400, 413, 401, 404, 200]);
  const said = releaseText({ build: '0.1.0-now', contract });
  expect(answers.map(({ headers }) => headers.get(releaseHeader))).toEqual(answers.map(() => said));
});

test('a page whose contract is too old is told to reload, and not that what it sends is wrong', async () => {
  const old = releaseText({ build: '0.0.1-old', contract: oldestContract - 1 });
  const answer = await post(endpoints.setup.state.path, { [releaseHeader]: old }, '{"unknown":1}');
  expect(answer.status).toBe(409);
  expect(await answer.json()).toMatchObject({
    title: expect.stringMatching(/older version.*Reload it; what you are writing is kept/) as string,
    details: { reason: 'reload' },
  });
  for (const said of [releaseText({ build: '0.0.1-old', contract: oldestContract }), 'what is this']) {
    expect((await post(endpoints.setup.state.path, { [releaseHeader]: said })).status).toBe(200);
  }
});

test('the description says which header names the build, on every call and on every answer', () => {
  const { paths, components } = openApi() as {
    paths: Record<string, { post: { parameters: object[]; responses: Record<string, { headers: object }> } }>;
    components: { headers: { release: object } };
  };
  const operations = Object.values(paths).map((each) => each.post);
  expect(operations.length).toBeGreaterThan(20);
  for (const { parameters, responses } of operations) {
    expect(parameters).toEqual([{ $ref: '#/components/parameters/release' }]);
    for (const { headers } of Object.values(responses)) expect(Object.keys(headers)).toEqual([releaseHeader]);
  }
  expect(components.headers.release).toBeDefined();
});

test('a lazy part of the build before is served for a day, under the headers of its own build, and then no more', async () => {
  const part = await file('part-before.js');
  expect({ status: part.status, text: await part.text() }).toEqual({
    status: 200,
    text: "export const of = 'before';",
  });
  expect(part.headers.get('cross-origin-resource-policy')).toBe('same-origin');
  expect(part.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  const worker = await file('vault.worker-before.js');
  expect(worker.headers.get('content-security-policy')).toBe('connect-src before.example');
  expect((await file('part-now.js')).status).toBe(200);
  system.clock.forward(day - 60);
  expect((await file('part-before.js')).status).toBe(200);
  system.clock.forward(120);
  const gone = await file('part-before.js');
  expect({ status: gone.status, text: await gone.text() }).toEqual({
    status: 404,
    text: 'This part of Consilium is no longer served. Reload the page; what you are writing is kept.',
  });
  expect(gone.headers.get('cache-control')).toBe('no-store');
});

test('of a build before only the hashed files are served: its page, its headers and what is above it are not', async () => {
  expect(await (await fetch(system.address)).text()).toContain('<title>now</title>');
  for (const name of ['../headers.json', '%2e%2e/headers.json', '../replaced.json', 'part-never.js']) {
    expect((await file(name)).status).toBe(404);
  }
});
