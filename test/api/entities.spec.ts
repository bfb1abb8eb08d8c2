import { DataSource } from '@consilium/api/testing';
import { freshDatabase } from '@consilium/testkit/servers';
import { entities } from '../../apps/api/src/entities';
import { connect, sqlOf } from '../../apps/api/src/storage/database';

/** TypeORM's own table, and one of the adapter between replicas, which has no key. Triggers and STORAGE no entity can say. */
const beyond = ['migrations', 'socket_io_attachments'];

interface Schema {
  readonly columns: readonly unknown[];
  readonly constraints: readonly unknown[];
  readonly indexes: readonly unknown[];
}

async function schemaOf(source: DataSource): Promise<Schema> {
  const sql = sqlOf(source);
  const own = `AND NOT (c.relname = ANY ($1::text[]))`;
  return {
    columns: await sql.rows(
      `SELECT c.relname AS in_table, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS required,
              a.attidentity AS identity, pg_get_expr(d.adbin, d.adrelid) AS standard
       FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped ${own}
       ORDER BY 1, 2`,
      [beyond],
    ),
    constraints: await sql.rows(
      `SELECT c.relname AS in_table, k.conname AS name, pg_get_constraintdef(k.oid) AS says
       FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
       WHERE c.relnamespace = 'public'::regnamespace AND k.contype <> 'n' ${own} ORDER BY 1, 2`,
      [beyond],
    ),
    indexes: await sql.rows(
      `SELECT c.relname AS in_table, i.relname AS name, pg_get_indexdef(i.oid) AS says
       FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
       WHERE c.relnamespace = 'public'::regnamespace ${own} ORDER BY 1, 2`,
      [beyond],
    ),
  };
}

async function read(url: string): Promise<Schema> {
  const source = await connect(url, 1);
  try {
    return await schemaOf(source);
  } finally {
    await source.destroy();
  }
}

/** The tables as TypeORM makes them from the entities alone. */
async function synchronized(made: readonly unknown[]): Promise<Schema> {
  const url = await freshDatabase();
  const source = new DataSource({ type: 'postgres', url, entities: made as never, logging: false });
  await source.initialize();
  try {
    await source.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
    await source.synchronize();
    return await schemaOf(source);
  } finally {
    await source.destroy();
  }
}

test('what the migrations make and what the entities say is the same: columns, defaults, constraints and indexes, by name', async () => {
  const migrated = await read(await freshDatabase());
  const said = await synchronized(entities);
  expect(said.columns).toEqual(migrated.columns);
  expect(said.constraints).toEqual(migrated.constraints);
  expect(said.indexes).toEqual(migrated.indexes);
  expect(migrated.columns.length).toBeGreaterThan(150);
});

test('an entity that is left out is missed', async () => {
  const without = await synchronized(entities.filter(({ name }) => name !== 'SecurityReadingEntity'));
  const migrated = await read(await freshDatabase());
  expect(without.columns).not.toEqual(migrated.columns);
});
