import type { ApiRole } from './migrations/api-role';
import { migrate } from './migrations/migrate';
import { rebuild, type Rebuilt } from './rebuild';

/** What was done to a database, by name. */
export interface Prepared extends Rebuilt {
  readonly migrations: readonly string[];
}

/**
 * Brings a database to what this build needs: its tables, and in them what it makes of the ledgers in another way than the
 * build before. Safe to run twice and from several processes at once. `apiRole`: see `migrate`.
 */
export async function prepare(databaseUrl: string, apiRole?: ApiRole): Promise<Prepared> {
  const migrations = await migrate(databaseUrl, apiRole);
  return { migrations, ...(await rebuild(databaseUrl, 'outdated')) };
}
