import { DataSource } from 'typeorm';
import { First1700000000001 } from './0001-first';

const migrations = [First1700000000001];
/** Any constant of our own: replicas that start together wait here for each other. */
const lockNumber = 4_242_001;

/** Brings a database to the newest tables. Safe to run twice and from several processes at once. Returns the names it ran. */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const source = new DataSource({
    type: 'postgres',
    url: databaseUrl,
    entities: [],
    migrations,
    poolSize: 2,
    logging: false,
    // A database that takes the call and says nothing is none.
    extra: { connectionTimeoutMillis: 10_000 },
  });
  await source.initialize();
  const holder = source.createQueryRunner();
  try {
    await holder.query('SELECT pg_advisory_lock($1)', [lockNumber]);
    const ran = await source.runMigrations({ transaction: 'each' });
    return ran.map(({ name }) => name);
  } finally {
    await holder.query('SELECT pg_advisory_unlock($1)', [lockNumber]).catch(() => undefined);
    await holder.release();
    await source.destroy();
  }
}
