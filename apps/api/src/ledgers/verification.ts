import { Problem, type Books } from '@consilium/domain';
import { Refused } from '@consilium/ledger';
import type { Sql } from '../storage/database';
import type { LedgerRow } from './ledgers.store';
import type { Projection } from './projections/projection';
import { ProjectionsStore } from './projections/projections.store';
import { Replaying, Trouble } from './replaying';

/** What was found of one ledger. `trouble` is "" when everything agrees; `seq` then is its head. */
export interface Finding {
  readonly kind: LedgerRow['kind'];
  readonly ledger: string;
  readonly seq: number;
  readonly trouble: string;
}

/** Replays every ledger of a database and holds the tables made of them against it. */
export class Verification {
  private readonly replaying: Replaying;
  private readonly projections: ProjectionsStore;

  constructor(
    private readonly sql: Sql,
    projections: readonly Projection[],
    books?: Books,
  ) {
    this.replaying = new Replaying(sql, books);
    this.projections = new ProjectionsStore(projections);
  }

  /** One finding per ledger, the register first. */
  async *findings(): AsyncGenerator<Finding> {
    for (const row of await this.replaying.ledgers()) yield await this.findingOf(row);
    for (const table of await this.projections.strays(this.sql)) {
      yield { kind: 'register', ledger: '', seq: -1, trouble: `table ${table} has rows of no ledger of its kind` };
    }
  }

  private async findingOf(row: LedgerRow): Promise<Finding> {
    const { kind, id: ledger } = row;
    try {
      const table = await this.projections.differing(this.sql, await this.replaying.replica(row));
      if (table !== undefined) throw new Trouble(row.seq, `table ${table} is not what the entries say`);
      return { kind, ledger, seq: row.seq, trouble: '' };
    } catch (error) {
      if (error instanceof Trouble) return { kind, ledger, seq: error.seq, trouble: error.message };
      if (error instanceof Refused) return { kind, ledger, seq: error.seq, trouble: `refused: ${error.code}` };
      if (error instanceof Problem) return { kind, ledger, seq: -1, trouble: error.message };
      throw error;
    }
  }
}
