import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { startObjectStore } from './object-store/server';
import { orStopped } from './or-stopped';
import { startPostgres } from './postgres';

export type S3Access = {
  readonly endpoint: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly region: string;
};

export type Infrastructure = {
  readonly databaseUrl: string;
  readonly s3: S3Access;
  readonly stop: () => Promise<void>;
};

/** A database server and an object store for tests and benches: in a folder that can be thrown away, on free ports, without fsync. */
export async function startInfrastructure(folder: string, durable = false): Promise<Infrastructure> {
  mkdirSync(folder, { recursive: true });
  const keys = {
    accessKey: `test-${randomBytes(6).toString('hex')}`,
    secretKey: randomBytes(24).toString('hex'),
    region: 'us-east-1',
  };
  const store = await startObjectStore({
    ...keys,
    folder: path.join(folder, 'objects'),
    port: 0,
    origins: '*',
    durable,
  });
  const password = randomBytes(12).toString('hex');
  const postgres = await orStopped(store, () =>
    startPostgres({ dataDir: path.join(folder, 'postgres'), password, durable }),
  );
  return {
    databaseUrl: postgres.url,
    s3: { ...keys, endpoint: store.endpoint },
    stop: async () => {
      await Promise.all([postgres.stop(), store.stop()]);
    },
  };
}
