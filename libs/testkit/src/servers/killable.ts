import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { closesAtTheEnd, endsAtTheEnd } from '../closing';
import { freePort, startPostgres } from './embedded';
import type { S3Access } from './infrastructure';

/** A server that can be killed (SIGKILL) and begun again on the same data and port: what the kernel has of it is kept. */
export interface Killable {
  kill(): Promise<void>;
  begin(): Promise<void>;
}

/** A folder that is gone when the test file ends. */
export function ownFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'consilium-killed-'));
  closesAtTheEnd(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** PostgreSQL with all its processes. */
export async function killablePostgres(folder: string): Promise<Killable & { readonly url: string }> {
  const port = await freePort();
  const start = () => startPostgres({ dataDir: path.join(folder, 'postgres'), password: 'killed-often', port });
  let running = await start();
  closesAtTheEnd(() => running.stop());
  return {
    url: running.url,
    kill: () => {
      const [pid] = readFileSync(path.join(running.dataDir, 'postmaster.pid'), 'utf8').split('\n');
      process.kill(-Number(pid), 'SIGKILL');
      return running.failure.catch(() => undefined);
    },
    begin: async () => {
      running = await start();
      if (running.port !== port) throw new Error(`Somebody took port ${String(port)} meanwhile.`);
    },
  };
}

/** A program by its file that says over its channel when it is ready; `told`: what it is told first. */
export async function killableProgram(
  file: string,
  env: Readonly<Record<string, string>>,
  told?: object,
): Promise<Killable> {
  let child: ChildProcess;
  const begin = async (): Promise<void> => {
    child = fork(file, { env: { ...process.env, ...env }, stdio: 'inherit' });
    endsAtTheEnd(child, 'SIGKILL');
    if (told !== undefined) child.send(told);
    await once(child, 'message');
  };
  await begin();
  return {
    begin,
    kill: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** The embedded object store as `file` runs it. */
export async function killableStore(
  file: string,
  folder: string,
  origin: string,
): Promise<Killable & { readonly s3: S3Access }> {
  const port = await freePort();
  const s3 = { accessKey: 'killed', secretKey: 'killed-often-secret', region: 'us-east-1' };
  const program = await killableProgram(file, {
    STORE_FOLDER: path.join(folder, 'objects'),
    STORE_PORT: String(port),
    STORE_ORIGINS: origin,
    S3_ACCESS_KEY: s3.accessKey,
    S3_SECRET_KEY: s3.secretKey,
    S3_REGION: s3.region,
  });
  return { ...program, s3: { ...s3, endpoint: `http://127.0.0.1:${String(port)}` } };
}
