import type { Books } from '@consilium/domain';
import type { Sql } from '../../storage/database';
import { Replaying } from '../replaying';
import type { Projection } from './projection';
import { ProjectionsStore } from './projections.store';

/** All or nothing, on one connection. */
type Transact = <T>(work: (sql: Sql) => Promise<T>) => Promise<T>;

/**
 * Makes tables anew from the ledgers: those of which this build has another version than they were made by, or any. Appends
 * wait for the ledger that is being made no longer than its newest entries take, one ledger after another.
 */
export class Rebuilding {
  private readonly store: ProjectionsStore;

  constructor(
    private readonly sql: Sql,
    private readonly transact: Transact,
    projections: readonly Projection[],
    private readonly books?: Books,
  ) {
    this.store = new ProjectionsStore(projections);
  }

  /** Tables that this build makes in another way than they were made. */
  outdated(): Promise<string[]> {
    return this.store.outdated(this.sql);
  }

  /** Every table there is. */
  get tables(): readonly string[] {
    return this.store.tables;
  }

  /** How many ledgers they were made of. Throws where a ledger does not agree with itself: nothing is made of such a one. */
  async rebuild(names: readonly string[]): Promise<number> {
    const tables = new Set(names);
    const replaying = new Replaying(this.sql, this.books);
    const ledgers = await replaying.ledgers();
    for (const row of ledgers) {
      // What is long is done while appends go on; what came meanwhile, under their lock.
      const known = await replaying.replica(row);
      await this.transact(async (sql) => {
        const [now] = await sql.rows<{ seq: number; hash: string }>(
          'SELECT seq, hash FROM ledgers WHERE id = $1 FOR UPDATE',
          [row.id],
        );
        if (now === undefined) return;
        await this.store.remake(sql, await replaying.replica({ ...row, ...now }, known), tables);
        // Whoever asks what changed in their lists is told of what was mended, but for a row that should never have been.
        await sql.run('UPDATE ledgers SET seq = seq WHERE id = $1', [row.id]);
      });
    }
    await this.transact(async (sql) => {
      await this.store.clear(sql, tables);
      await this.store.noteMade(sql, tables);
    });
    return ledgers.length;
  }
}
