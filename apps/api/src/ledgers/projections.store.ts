import { Injectable } from '@nestjs/common';
import type { Sql } from '../platform/database';
import type { AnyReplica } from './any-replica';
import {
  changedRows,
  projectionOf,
  projectionTables,
  tablesOf,
  type Projection,
  type ProjectionName,
  type ProjectionRows,
} from './projection';

@Injectable()
export class ProjectionsStore {
  /** Writes what changed between two states of a ledger; most messages change nothing and cost nothing. */
  async follow(sql: Sql, before: AnyReplica | undefined, after: AnyReplica): Promise<void> {
    if (before !== undefined && before.state === after.state) return;
    const changed = changedRows(before === undefined ? {} : projectionOf(before), projectionOf(after));
    for (const [table, rows] of tablesOf(changed)) await this.put(sql, table, rows);
  }

  /** The stored projection of a ledger, in the form `projectionOf` gives it; of the register, the whole tables. */
  async stored(sql: Sql, replica: AnyReplica): Promise<Projection> {
    const tables = tablesOf(projectionOf(replica));
    const found = await Promise.all(
      tables.map(async ([table]) => {
        const { ledger: column } = projectionTables[table];
        const where = column === undefined ? '' : `WHERE ${column} = $1`;
        const rows = await sql.rows<{ row: Readonly<Record<string, string | number>> }>(
          `SELECT to_jsonb(t) AS row FROM ${table} t ${where}`,
          column === undefined ? [] : [replica.ledger],
        );
        return [table, rows.map(({ row }) => row)] as const;
      }),
    );
    return Object.fromEntries(found);
  }

  private async put(sql: Sql, table: ProjectionName, rows: ProjectionRows): Promise<void> {
    const { key } = projectionTables[table];
    const [first] = rows;
    if (first === undefined) return;
    const others = Object.keys(first).filter((column) => !key.includes(column));
    const set = others.map((column) => `${column} = EXCLUDED.${column}`).join(', ');
    await sql.run(
      `INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)
       ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${set}`,
      [JSON.stringify(rows)],
    );
  }
}
