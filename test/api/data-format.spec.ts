import { freshDatabase } from '@consilium/testkit/servers';
import { dataFormat } from '../../apps/api/src/migrations/data-format';
import { migrate } from '../../apps/api/src/migrations/migrate';
import { connect, Database } from '../../apps/api/src/storage/database';
import type { DataSource } from 'typeorm';

let url: string;
let source: DataSource;
let database: Database;

beforeAll(async () => {
  url = await freshDatabase();
  source = await connect(url, 2);
  database = new Database(source);
});
afterAll(async () => {
  await source.destroy();
});

test('a database of this format is brought up to date, once and again', async () => {
  await migrate(url);
  await expect(migrate(url)).resolves.toEqual([]);
  expect(await database.rows('SELECT format FROM data_format')).toEqual([{ format: dataFormat }]);
});

test('a database that another format was written to is met with a sentence and left as it is', async () => {
  await migrate(url);
  const sentence = /another version of Consilium wrote.*name an empty database/;
  await database.run('UPDATE data_format SET format = $1', [dataFormat - 1]);
  await expect(migrate(url)).rejects.toThrow(sentence);
  await database.run('DROP TABLE data_format');
  await expect(migrate(url)).rejects.toThrow(sentence);
  expect(await database.rows(`SELECT to_regclass('data_format') AS marked`)).toEqual([{ marked: null }]);
});
