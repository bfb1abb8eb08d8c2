import { Rebuilding } from './ledgers/projections/rebuilding';
import { connect, sqlOf, transactionOn } from './storage/database';
import { projections } from './projections';

/** What was made anew, and of how many ledgers. */
export interface Rebuilt {
  readonly tables: readonly string[];
  readonly ledgers: number;
}

/** Makes tables anew from the ledgers of a database: `all` of them, or those this build makes in another way than they were. */
export async function rebuild(databaseUrl: string, which: 'all' | 'outdated'): Promise<Rebuilt> {
  const source = await connect(databaseUrl, 2);
  try {
    const rebuilding = new Rebuilding(sqlOf(source), (work) => transactionOn(source, work), projections);
    const tables = which === 'all' ? rebuilding.tables : await rebuilding.outdated();
    return { tables, ledgers: tables.length === 0 ? 0 : await rebuilding.rebuild(tables) };
  } finally {
    await source.destroy();
  }
}
