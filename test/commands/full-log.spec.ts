import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import path from 'node:path';
import { endsAtTheEnd, eventually } from '@consilium/testkit';
import { startSystem } from '@consilium/testkit/system';
import { freePort } from '../../tools/embedded/free-port';

const root = path.join(__dirname, '..', '..');
/** A file that takes nothing, as one on a full disk does; Linux has it. */
const fullFile = '/dev/full';

beforeAll(() => {
  const { status } = spawnSync(process.execPath, ['tools/build.mjs'], { cwd: root });
  expect(status).toBe(0);
}, 300_000);

(existsSync(fullFile) ? test : test.skip)(
  'with a full disk under its log the service answers, and ends when it is told to',
  async () => {
    const { settings, databaseUrl, bucket } = await startSystem();
    const port = String(await freePort());
    const output = openSync(fullFile, 'w');
    const child = spawn(process.execPath, ['dist/apps/api/src/main.js'], {
      cwd: root,
      stdio: ['ignore', output, output],
      env: {
        PORT: port,
        PUBLIC_ORIGIN: `http://localhost:${port}`,
        DATABASE_URL: databaseUrl,
        S3_ENDPOINT: settings.store.endpoint,
        S3_BUCKET: bucket,
        S3_ACCESS_KEY: settings.store.accessKey,
        S3_SECRET_KEY: settings.store.secretKey,
        SERVICE_KEY: settings.serviceKey,
      },
    });
    closeSync(output);
    endsAtTheEnd(child);
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    const status = async (): Promise<number> =>
      (await fetch(`http://127.0.0.1:${port}/api/health/ready`, { signal: AbortSignal.timeout(3000) })).status;
    await eventually(async () => {
      expect(await status()).toBe(200);
    });
    const statuses: number[] = [];
    for (let turn = 0; turn < 50; turn += 1) statuses.push(await status());
    expect(new Set(statuses)).toEqual(new Set([200]));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  },
);
