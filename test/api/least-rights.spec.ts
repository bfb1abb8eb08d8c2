import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { closesAtTheEnd } from '@consilium/testkit';
import { asApi } from '@consilium/testkit/servers';
import { startSystem, type System } from '@consilium/testkit/system';
import { migrate } from '../../apps/api/src/migrations/migrate';
import { readSettings } from '../../apps/api/src/settings/config';
import { PlainClinic } from './plain-clinic';

describe('the API’s database role', () => {
  let system: System;
  let role: Client;

  beforeAll(async () => {
    system = await startSystem();
    const clinic = await PlainClinic.open(system);
    await clinic.openRoom(await clinic.clinician());
    role = new Client({ connectionString: asApi(system.databaseUrl) });
    await role.connect();
    closesAtTheEnd(() => role.end());
  });

  const denied = async (statement: string): Promise<string> =>
    role.query(statement).then(
      () => 'done',
      (error: unknown) => String((error as { code?: unknown }).code),
    );

  test.each([
    "UPDATE entries SET body = ''",
    'DELETE FROM entries',
    'TRUNCATE entries',
    'ALTER TABLE entries DISABLE TRIGGER ALL',
    'DROP TRIGGER entries_only_grow ON entries',
    'DROP TABLE entries',
    "UPDATE blobs SET sealed = ''",
    'DELETE FROM blobs',
    'TRUNCATE blobs',
    'DELETE FROM ledgers',
    'DELETE FROM heads',
    'SET session_replication_role = replica',
    'CREATE TABLE of_its_own (a int)',
    'CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$',
    'UPDATE data_format SET format = 0',
    'DELETE FROM migrations',
    'CREATE ROLE another SUPERUSER',
    'ALTER ROLE consilium_api SUPERUSER',
    "COPY entries TO PROGRAM 'cat'",
  ])('may not: %s', async (statement) => {
    expect(await denied(statement)).toBe('42501');
  });

  test('reads and adds where history lies', async () => {
    expect((await role.query('SELECT count(*)::int AS n FROM entries')).rows).toEqual([
      { n: expect.any(Number) as number },
    ]);
  });

  test('keeps its rights when migrations run again, with another password, and for tables that are new', async () => {
    const owner = new Client({ connectionString: system.databaseUrl });
    await owner.connect();
    closesAtTheEnd(() => owner.end());
    await owner.query('CREATE TABLE is_new (a int)');
    await migrate(system.databaseUrl, { name: 'consilium_other', password: `it's "another"` });
    const other = new URL(system.databaseUrl);
    [other.username, other.password] = ['consilium_other', encodeURIComponent(`it's "another"`)];
    const client = new Client({ connectionString: other.href });
    await client.connect();
    await client.query('INSERT INTO is_new VALUES (1)');
    await client.end();
    await owner.query('DROP OWNED BY consilium_other; DROP ROLE consilium_other');
  });
});

describe('secrets and the address of the database', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'consilium-secrets-'));
  const file = (name: string, text: string): string => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  const given = {
    PUBLIC_ORIGIN: 'https://consilium.example',
    S3_ENDPOINT: 'https://store.example',
    S3_BUCKET: 'pictures',
    S3_ACCESS_KEY: 'access',
    S3_SECRET_KEY: 'secret-key',
    SERVICE_KEY: 'A'.repeat(43),
  };

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(['a/b', 'a#b', 'a?b', 'a b+c==', 'ä"%2F'])('a password like %s is taken as it is', (password) => {
    const { database } = readSettings({ ...given, DATABASE_HOST: 'db', DATABASE_PASSWORD: password });
    const url = new URL(database.url);
    expect([url.hostname, url.pathname, decodeURIComponent(url.password)]).toEqual(['db', '/consilium', password]);
  });

  test('secrets may stand in files, without the newline an editor leaves', () => {
    const settings = readSettings({
      ...given,
      S3_SECRET_KEY: undefined,
      S3_SECRET_KEY_FILE: file('s3', 'from-a-file\n'),
      DATABASE_HOST: 'db',
      DATABASE_PASSWORD_FILE: file('db', 'p/w\n'),
    });
    expect([settings.store.secretKey, settings.database.url]).toEqual([
      'from-a-file',
      'postgres://consilium:p%2Fw@db:5432/consilium',
    ]);
  });

  test('a file that is not there, or a secret given twice, is named without its value', () => {
    const database = { DATABASE_URL: 'postgres://a:b@db/c' };
    const nowhere = { ...given, ...database, S3_SECRET_KEY: '', S3_SECRET_KEY_FILE: path.join(folder, 'none') };
    expect(() => readSettings(nowhere)).toThrow('S3_SECRET_KEY_FILE names a file that cannot be read');
    const twice = { ...given, ...database, S3_SECRET_KEY_FILE: file('twice', 'hidden-value') };
    expect(() => readSettings(twice)).toThrow('S3_SECRET_KEY and S3_SECRET_KEY_FILE are both set');
    expect(() => readSettings(twice)).not.toThrow('hidden-value');
  });
});
