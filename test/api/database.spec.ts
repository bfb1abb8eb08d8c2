import { problemOf } from '../../apps/api/src/http/problem.filter';
import { ReadinessEntity } from '../../apps/api/src/storage/storage.entities';
import { Database, isDuplicate, openPool, poolOptions } from '../../apps/api/src/storage/database';
import type { Repository } from 'typeorm';
import { closesAtTheEnd } from '@consilium/testkit';
import { freshDatabase } from '@consilium/testkit/servers';

let database: Database;
let readiness: Repository<ReadinessEntity>;
const kindOf = (error: unknown) => problemOf(error)?.kind;

beforeAll(async () => {
  const url = await freshDatabase();
  const source = await openPool(poolOptions({ url, connections: 2 }, [ReadinessEntity]));
  readiness = source.getRepository(ReadinessEntity);
  closesAtTheEnd(() => source.destroy());
  database = new Database(source);
  await database.run('CREATE TABLE notes (id int PRIMARY KEY, said text)');
});

const said = async (): Promise<string[]> =>
  (await database.rows<{ said: string }>('SELECT said FROM notes ORDER BY id')).map((row) => row.said);

const write = 'INSERT INTO notes VALUES ($1, $2)';

test('a transaction keeps all of it or nothing, whether a statement or the program refuses', async () => {
  await database.transaction(async (sql) => {
    await sql.run(write, [1, 'kept']);
    await sql.run(write, [2, 'kept as well']);
  });
  const twice = database.transaction(async (sql) => {
    await sql.run(write, [3, 'lost']);
    await sql.run(write, [1, 'a second one']);
  });
  expect(isDuplicate(await twice.catch((error: unknown) => error))).toBe(true);
  const refused = database.transaction(async (sql) => {
    await sql.run(write, [4, 'lost']);
    throw new Error('no');
  });
  await expect(refused).rejects.toThrow('no');
  expect(await said()).toEqual(['kept', 'kept as well']);
});

test('nothing is written outside the transaction when what opens it fails', async () => {
  const failing = database.transaction((sql) => sql.run(write, [5, 'alone']), 'SELECT 1 / 0');
  await expect(failing).rejects.toMatchObject({ code: '25P02' });
  expect(await said()).toEqual(['kept', 'kept as well']);
});

test('a statement is planned once for each connection', async () => {
  const text = 'SELECT said FROM notes WHERE id = $1';
  await database.transaction(async (sql) => {
    for (const id of [1, 2, 3]) await sql.rows(text, [id]);
    const [known] = await sql.rows<{ count: string }>(
      'SELECT count(*) FROM pg_prepared_statements WHERE statement = $1',
      [text],
    );
    expect(Number(known?.count)).toBe(1);
  });
});

test('when all connections are taken for too long, or one is cut, the caller is told to try again', async () => {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const holders = [1, 2].map(() => database.transaction(() => held));
  expect(kindOf(await database.rows('SELECT 1').catch((error: unknown) => error))).toBe('unavailable');
  release();
  await Promise.all(holders);
  const cut = database.rows('SELECT pg_terminate_backend(pg_backend_pid())');
  expect(kindOf(await cut.catch((error: unknown) => error))).toBe('unavailable');
  expect(await said()).toEqual(['kept', 'kept as well']);
});

test('a repository meets a duplicate, a wait that is too long and a cut line as plain SQL does', async () => {
  const again = readiness.insert({ onlyRow: true, at: 0 });
  expect(isDuplicate(await again.catch((error: unknown) => error))).toBe(true);
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const holders = [1, 2].map(() => database.transaction(() => held));
  expect(kindOf(await readiness.find().catch((error: unknown) => error))).toBe('unavailable');
  release();
  await Promise.all(holders);
  const cut = readiness.query('SELECT pg_terminate_backend(pg_backend_pid())');
  expect(kindOf(await cut.catch((error: unknown) => error))).toBe('unavailable');
  expect(await readiness.count()).toBe(1);
});

test('a repository that finds the server closed to writing is remembered as such', async () => {
  expect(await database.isWritable()).toBe(true);
  const closed = readiness.query(`DO $$ BEGIN RAISE SQLSTATE '25006'; END $$`);
  expect(kindOf(await closed.catch((error: unknown) => error))).toBe('unavailable');
  expect(await database.isWritable()).toBe(false);
});
