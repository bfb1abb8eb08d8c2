import { randomBytes } from 'node:crypto';
import { Client as Minio } from 'minio';
import { Client as Postgres } from 'pg';
import { closesAtTheEnd } from '../closing';

export type S3Access = {
  readonly endpoint: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly region: string;
};
export type Infrastructure = { readonly databaseUrl: string; readonly s3: S3Access };

/** The migrated database that `freshDatabase` clones. */
export const templateName = 'consilium_template';

/** How the process that started the servers tells the test processes about them. */
export function environmentOf({ databaseUrl, s3 }: Infrastructure): Record<string, string> {
  return { CONSILIUM_TEST_INFRASTRUCTURE: JSON.stringify({ databaseUrl, s3 } satisfies Infrastructure) };
}

/** The database server (as its administrator) and the object store this test run started. */
export function infrastructure(): Infrastructure {
  const told = process.env['CONSILIUM_TEST_INFRASTRUCTURE'];
  if (told === undefined)
    throw new Error('No servers: run this file in the jest project "system", whose global setup starts them.');
  return JSON.parse(told) as Infrastructure;
}

async function asAdministrator(statement: string): Promise<void> {
  const client = new Postgres({ connectionString: infrastructure().databaseUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The address of a database of its own, migrated and otherwise empty (about 50 ms); dropped when the test file ends. */
export async function freshDatabase(): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdministrator(`create database ${name} template ${templateName} strategy file_copy`);
  const url = new URL(infrastructure().databaseUrl);
  url.pathname = `/${name}`;
  // Whoever is still connected is cut off.
  closesAtTheEnd(() => asAdministrator(`drop database if exists ${name} with (force)`));
  return url.href;
}

/** A copy of a database as it is now: nobody may be connected to it meanwhile. Dropped when the test file ends. */
export async function copyOfDatabase(databaseUrl: string): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const url = new URL(databaseUrl);
  await asAdministrator(`create database ${name} template ${url.pathname.slice(1)} strategy file_copy`);
  closesAtTheEnd(() => asAdministrator(`drop database if exists ${name} with (force)`));
  url.pathname = `/${name}`;
  return url.href;
}

/** Whom the API of every system under test works as: in no test may it do more than in production. */
export const apiRole = { name: 'consilium_api', password: 'of/a?#trial' };

/** The same database as the API's role sees it. */
export function asApi(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  [url.username, url.password] = [apiRole.name, encodeURIComponent(apiRole.password)];
  return url.href;
}

/** The portable S3 client the API uses, for one store. */
export function storeClient({ endpoint, accessKey, secretKey, region }: S3Access): Minio {
  const { hostname, port, protocol } = new URL(endpoint);
  const useSSL = protocol === 'https:';
  return new Minio({
    endPoint: hostname,
    port: Number(port) || (useSSL ? 443 : 80),
    useSSL,
    accessKey,
    secretKey,
    region,
    pathStyle: true,
  });
}

/** A bucket of its own, empty. */
export async function freshBucket(access: S3Access = infrastructure().s3): Promise<string> {
  const name = `test-${randomBytes(6).toString('hex')}`;
  await storeClient(access).makeBucket(name, access.region);
  return name;
}
