import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './embedded';
import { closesAtTheEnd, endsAtTheEnd } from '../closing';
import { infrastructure, type S3Access } from './infrastructure';

/** An object store to hold to the conformance suite. What is started for it ends with the test file. */
export type StoreUnderTest = { readonly name: string; readonly open: () => Promise<S3Access> };

const embedded: StoreUnderTest = {
  name: 'the embedded store',
  open: () => Promise.resolve(infrastructure().s3),
};

/** A store somebody runs: named by the same settings the API takes. */
function given(): StoreUnderTest[] {
  const {
    S3_ENDPOINT: endpoint,
    S3_ACCESS_KEY: accessKey = '',
    S3_SECRET_KEY: secretKey = '',
    S3_REGION: region,
  } = process.env;
  if (endpoint === undefined || endpoint === '') return [];
  const access = { endpoint, accessKey, secretKey, region: region ?? 'us-east-1' };
  return [{ name: 'the store at S3_ENDPOINT', open: () => Promise.resolve(access) }];
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function openMinio(program: string): Promise<S3Access> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'consilium-minio-'));
  closesAtTheEnd(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const port = String(await freePort());
  const access: S3Access = {
    endpoint: `http://127.0.0.1:${port}`,
    accessKey: 'conformance',
    secretKey: 'conformance-secret',
    region: 'us-east-1',
  };
  const env = {
    ...process.env,
    MINIO_ROOT_USER: access.accessKey,
    MINIO_ROOT_PASSWORD: access.secretKey,
    MINIO_BROWSER: 'off',
  };
  const child = spawn(program, ['server', '--quiet', '--address', `127.0.0.1:${port}`, folder], {
    env,
    stdio: 'ignore',
  });
  endsAtTheEnd(child);
  for (const until = Date.now() + 30_000; Date.now() < until;) {
    if (await answers(`${access.endpoint}/minio/health/ready`)) return access;
    await pause(100);
  }
  throw new Error('The MinIO program did not become ready within 30 seconds.');
}

function minio(): StoreUnderTest[] {
  const program = process.env['MINIO_PROGRAM'] ?? 'minio';
  if (spawnSync(program, ['--version']).status !== 0) return [];
  return [{ name: 'MinIO', open: () => openMinio(program) }];
}

/** Every store there is to test here: the embedded one always, a real one when there is one. */
export function storesUnderTest(): StoreUnderTest[] {
  return [embedded, ...given(), ...minio()];
}
