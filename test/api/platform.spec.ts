import { endpoints } from '@consilium/contracts';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import request from 'supertest';
import { openApplication } from '../../apps/api/src/application';
import { readSettings } from '../../apps/api/src/settings/config';
import { allEndpoints } from '../../apps/api/src/http/open-api.controller';
import { requireServedOnce } from '../../apps/api/src/http/served-once';
import { closesAtTheEnd, eventually } from '@consilium/testkit';
import { pushingTo } from '@consilium/testkit/servers';
import { startSystem, type System } from '@consilium/testkit/system';

const metricsToken = 'a-token-for-monitoring';
const state = `/api/${endpoints.setup.state.path}`;

describe('the platform', () => {
  let system: System;
  const web = mkdtempSync(path.join(os.tmpdir(), 'consilium-web-'));

  beforeAll(async () => {
    mkdirSync(path.join(web, 'assets'));
    writeFileSync(path.join(web, 'index.html'), '<!doctype html><title>page</title>');
    writeFileSync(path.join(web, 'service-worker.js'), 'serves();');
    writeFileSync(path.join(web, 'no-service-worker.js'), 'ends();');
    writeFileSync(path.join(web, 'manifest.webmanifest'), '{"share_target":{}}');
    writeFileSync(path.join(web, 'no-share.webmanifest'), '{}');
    writeFileSync(path.join(web, 'assets', 'app-1a2b3c.js'), 'export {};');
    writeFileSync(path.join(web, 'assets', 'vault-worker-1a2b3c.js'), 'self.x = 1;');
    const headers = {
      html: {
        'Content-Security-Policy': "connect-src 'self' {{storage}} {{live}}",
        'Strict-Transport-Security': 'max-age=1',
      },
      assets: { 'Cross-Origin-Resource-Policy': 'same-origin' },
      files: { '/assets/vault-worker-1a2b3c.js': { 'Content-Security-Policy': "default-src 'none'" } },
    };
    writeFileSync(path.join(web, 'headers.json'), JSON.stringify(headers));
    system = await startSystem({ WEB_ROOT: web, RATE_FACTOR: '1', METRICS_TOKEN: metricsToken });
  });
  afterAll(() => {
    rmSync(web, { recursive: true, force: true });
  });

  const post = (at: string, body: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(system.address + at, {
      method: 'POST',
      body,
      headers: { origin: system.origin, 'content-type': 'application/json', ...headers },
    });
  const statusOf = async (answer: Promise<Response>): Promise<number> => (await answer).status;

  test('every endpoint of the table is served, and the check that says so notices one missing or doubled', () => {
    const paths = allEndpoints().map(({ path: each }) => each);
    expect(new Set(paths).size).toBe(paths.length);
    requireServedOnce(paths);
    expect(() => {
      requireServedOnce(paths.slice(1));
    }).toThrow(paths[0]);
    expect(() => {
      requireServedOnce([...paths, 'pictures/links']);
    }).toThrow('twice: pictures/links');
  });

  test('a request from another origin, without one, or from another site is refused', async () => {
    expect(await statusOf(post(state, '{}'))).toBe(200);
    expect(await statusOf(post(state, '{}', { origin: 'https://evil.example' }))).toBe(403);
    expect(await statusOf(post(state, '{}', { 'sec-fetch-site': 'cross-site' }))).toBe(403);
    const bare = await fetch(system.address + state, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    });
    expect(bare.status).toBe(403);
  });

  test('what is malformed, deep, polluting, unknown or of another type gets a problem that holds nothing of it', async () => {
    const bodies = [
      '{',
      '[]',
      '"x"',
      '{"canary":1}',
      '['.repeat(4000),
      '{"__proto__":{"a":1}}',
      '{"a":{"\\u0063onstructor":{}}}',
      'null1',
    ];
    for (const body of bodies) {
      const answer = await post(state, body);
      const text = await answer.text();
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        400,
        'application/problem+json; charset=utf-8',
      ]);
      expect(text).not.toMatch(/canary"?:|__proto__/);
    }
    expect(await statusOf(post(state, 'x=1', { 'content-type': 'application/x-www-form-urlencoded' }))).toBe(400);
  });

  test('a body too large is refused by its stated length', async () => {
    expect(await statusOf(post(state, JSON.stringify({ a: 'x'.repeat(1_200_000) })))).toBe(413);
    expect(
      await statusOf(post(`/api/${endpoints.ledgers.append.path}`, JSON.stringify({ a: 'x'.repeat(1_200_000) }))),
    ).toBe(401);
    expect(
      await statusOf(post(`/api/${endpoints.ledgers.append.path}`, JSON.stringify({ a: 'x'.repeat(8_500_000) }))),
    ).toBe(413);
  });

  test('answers are not cached, carry a request id, and an address nobody serves is 404', async () => {
    const answer = await post(state, '{}');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(await statusOf(post('/api/nothing', '{}'))).toBe(404);
    expect(await statusOf(fetch(`${system.address}/api/nothing`))).toBe(404);
    expect(await statusOf(fetch(system.address + state))).toBe(404);
  });

  test('too many attempts are told how long to wait', async () => {
    const begin = `/api/${endpoints.setup.begin.path}`;
    const answers = await Promise.all(Array.from({ length: 60 }, () => post(begin, '{"code":"wrong-code"}')));
    const limited = answers.filter(({ status }) => status === 429);
    expect(limited.length).toBeGreaterThan(10);
    expect(Number(limited[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test('it is live and ready, describes itself, and tells counts to this machine only', async () => {
    const here = request(system.address);
    await here.get('/api/health/live').expect(200);
    await here.get('/api/health/ready').expect(200);
    const { text } = await here.get('/api/metrics').expect(200);
    for (const line of [
      /^consilium_requests_total\{status="2xx"\} \d+$/m,
      /^consilium_request_seconds_bucket\{le="0.5"\} [1-9]\d*$/m,
      /^consilium_request_seconds_bucket\{le="\+Inf"\} [1-9]\d*$/m,
      /^consilium_request_seconds_count [1-9]\d*$/m,
      /^consilium_append_conflicts_total \d+$/m,
      /^consilium_event_loop_seconds\{quantile="0.99"\} \d+\.\d+$/m,
      /^consilium_database_connections\{state="open"\} [1-9]\d*$/m,
      /^consilium_database_connections\{state="waited-for"\} \d+$/m,
      /^consilium_tick_lag_seconds \d+$/m,
      /^consilium_outbox_age_seconds \d+$/m,
      /^consilium_live_sockets \d+$/m,
      /^consilium_memory_bytes \d+$/m,
    ])
      expect(text).toMatch(line);
    // One description of each, as the format demands.
    const described = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name);
    expect(new Set(described).size).toBe(described.length);
    const afar = () => here.get('/api/metrics').set('x-forwarded-for', '10.0.0.1');
    await afar().expect(404);
    await afar()
      .set('authorization', `Bearer ${'x'.repeat(24)}`)
      .expect(404);
    await afar().set('authorization', `Bearer ${metricsToken}`).expect(200);
    const description = await here.get('/api/openapi.json').expect(200);
    const { paths } = JSON.parse(description.text) as { paths: object };
    expect(Object.keys(paths)).toHaveLength(allEndpoints().length);
  });

  test('the page and its files come with the headers the build asks for, hashed files for ever, the page never cached', async () => {
    const here = request(system.address);
    const live = system.origin.replace('http', 'ws');
    const policy = `connect-src 'self' ${system.settings.store.publicEndpoint} ${live}`;
    for (const at of ['/', '/cases/some-room']) {
      const page = await here
        .get(at)
        .expect(200, /<title>page<\/title>/)
        .expect('cache-control', 'no-cache')
        .expect('content-security-policy', policy);
      expect(page.headers['strict-transport-security']).toBeUndefined();
    }
    await here
      .get('/assets/app-1a2b3c.js')
      .expect('cache-control', 'public, max-age=31536000, immutable')
      .expect('cross-origin-resource-policy', 'same-origin');
    await here.get('/assets/vault-worker-1a2b3c.js').expect('content-security-policy', "default-src 'none'");
    for (const at of ['/headers.json', '/assets/none.js', '/../package.json', '/%2e%2e/package.json']) {
      await here.get(at).expect(404);
    }
  });

  test('a service worker is taken away by a setting: in its place comes the one that ends itself', async () => {
    const at = '/service-worker.js?again';
    await request(system.address).get(at).expect(200, 'serves();');
    const without = await startSystem({ WEB_ROOT: web, SERVICE_WORKER: 'off' });
    await request(without.address).get('/service-worker.js').expect(200, 'ends();').expect('cache-control', 'no-cache');
    await request(without.address).get('/').expect(200);
    // Nor is anything offered that only the worker may take.
    await request(system.address).get('/manifest.webmanifest').expect(200, '{"share_target":{}}');
    await request(without.address).get('/manifest.webmanifest').expect(200, '{}');
  });

  test.each(['/shared', '/shared?again'])(
    'what a device shares to %s and no worker takes is not read: the answer goes out before the body, which ends the connection where it does not come',
    async (path) => {
      const { port } = new URL(system.address);
      const socket = connect(Number(port), '127.0.0.1');
      closesAtTheEnd(() => socket.destroy());
      const heard: Buffer[] = [];
      socket.on('data', (bytes) => heard.push(bytes));
      const head = [`POST ${path} HTTP/1.1`, 'Host: localhost', 'Content-Type: multipart/form-data; boundary=b'];
      // Of the body nothing is sent: whoever waited for it would not answer.
      socket.write([...head, 'Content-Length: 900000', '', ''].join('\r\n'));
      await once(socket, 'close');
      const answer = Buffer.concat(heard).toString();
      expect(answer).toMatch(/^HTTP\/1\.1 303 /u);
      expect(answer).toMatch(/^location: \/#\/shared\r$/imu);
    },
  );
});

test('an application whose port is taken leaves no connection to the database', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  closesAtTheEnd(() => taken.close());
  const { settings, databaseUrl, application } = await startSystem();
  await application.close();
  const { port } = taken.address() as AddressInfo;
  await expect(openApplication({ ...settings, port })).rejects.toThrow(/EADDRINUSE/);
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  closesAtTheEnd(() => client.end());
  await eventually(async () => {
    const { rows } = await client.query(
      'SELECT application_name FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    expect(rows).toEqual([]);
  });
});

describe('settings', () => {
  const { VAPID_KEY: vapidKey = '' } = pushingTo({ host: 'push.example' });
  const good = {
    PUBLIC_ORIGIN: 'https://consilium.example',
    DATABASE_URL: 'postgres://a:b@db/c',
    S3_ENDPOINT: 'https://store.example',
    S3_BUCKET: 'pictures',
    S3_ACCESS_KEY: 'access',
    S3_SECRET_KEY: 'secret-key',
    SERVICE_KEY: 'A'.repeat(43),
    DEPLOYMENT: 'production',
    PROFESSIONAL_REGISTER: 'manual',
  };

  test('good settings are read, and the passkey domain is the host of the origin', () => {
    expect(readSettings(good)).toMatchObject({
      rpId: 'consilium.example',
      store: { publicEndpoint: 'https://store.example' },
    });
  });

  test.each([
    ['DATABASE_URL', { DATABASE_URL: '' }],
    ['SERVICE_KEY', { SERVICE_KEY: 'short' }],
    ['S3_SECRET_KEY', { S3_SECRET_KEY: undefined }],
    ['PUBLIC_ORIGIN', { PUBLIC_ORIGIN: 'http://localhost:3000' }],
    ['PUBLIC_ORIGIN', { PUBLIC_ORIGIN: 'http://consilium.example', DEPLOYMENT: 'trial' }],
    ['PUBLIC_ORIGIN', { PUBLIC_ORIGIN: 'https://consilium.example/path' }],
    ['S3_PUBLIC_ENDPOINT', { S3_ENDPOINT: 'http://store.example' }],
    ['PROFESSIONAL_REGISTER', { PROFESSIONAL_REGISTER: 'synthetic' }],
    ['VALKEY_URL', { LIVE_ADAPTER: 'valkey' }],
    ['VAPID_SUBJECT', { VAPID_KEY: vapidKey }],
    ['VAPID_KEY', { VAPID_SUBJECT: 'mailto:a@hospital.example' }],
    ['VAPID_KEY', { VAPID_KEY: '_'.repeat(43), VAPID_SUBJECT: 'mailto:a@hospital.example' }],
    ['VAPID_SUBJECT', { VAPID_KEY: vapidKey, VAPID_SUBJECT: 'a@hospital.example' }],
    ['PUSH_HOSTS', { PUSH_HOSTS: 'https://fcm.googleapis.com' }],
    ['PUSH_HOSTS', { PUSH_HOSTS: 'fcm.googleapis.com,localhost:4000' }],
  ])('production does not start with a wrong %s, and the message names it without its value', (name, change) => {
    expect(() => readSettings({ ...good, ...change })).toThrow(name);
    expect(() => readSettings({ ...good, ...change })).not.toThrow('secret-key');
  });

  test('without a key nothing is pushed, and with one to the push services of the browsers there are', () => {
    expect(readSettings(good).push).toBeUndefined();
    const { push } = readSettings({ ...good, VAPID_KEY: vapidKey, VAPID_SUBJECT: 'mailto:a@hospital.example' });
    expect(push?.hosts).toEqual(expect.arrayContaining(['fcm.googleapis.com', 'web.push.apple.com']));
  });
});
