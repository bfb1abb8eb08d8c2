import { Inject, Injectable } from '@nestjs/common';
import type { Sql } from '../../storage/database';
import type { AnyReplica } from '../any-replica';
import { PROJECTIONS } from './projections.module';
import type { AnyRow, Projection } from './projection';

/** "ledger text, at bigint": the columns of a projection as a list of definitions. */
const definitions = ({ columns }: Projection): string =>
  Object.entries(columns)
    .map(([name, type]) => `${name} ${type}`)
    .join(', ');

const ofNone = (ledger: string): string => `${ledger} NOT IN (SELECT id FROM ledgers WHERE kind = $1)`;

@Injectable()
export class ProjectionsStore {
  constructor(@Inject(PROJECTIONS) private readonly projections: readonly Projection[]) {}

  /** Writes what changed between two states of a ledger. What an append leaves as it was is not looked at. */
  async follow(sql: Sql, before: AnyReplica | undefined, after: AnyReplica): Promise<void> {
    for (const projection of this.of(after)) await this.put(sql, projection, projection.changed(before, after));
  }

  /** The first table whose rows of this ledger are not what its state says; of the register, the whole table. */
  async differing(sql: Sql, replica: AnyReplica): Promise<string | undefined> {
    for (const projection of this.of(replica)) {
      const stored = await this.stored(sql, projection, replica);
      if (sorted(stored) !== sorted(projection.rows(replica))) return projection.table;
    }
    return undefined;
  }

  /** Makes a ledger's rows of these tables anew, in place of whatever stood there. */
  async remake(sql: Sql, replica: AnyReplica, tables: ReadonlySet<string>): Promise<void> {
    for (const projection of this.of(replica).filter(({ table }) => tables.has(table))) {
      const { table, ledger } = projection;
      await sql.run(
        `DELETE FROM ${table}${ledger === undefined ? '' : ` WHERE ${ledger} = $1`}`,
        ledger === undefined ? [] : [replica.ledger],
      );
      await this.put(sql, projection, projection.rows(replica));
    }
  }

  /** Tables with rows of something that is no ledger of their kind: nothing is made of it, so nothing would make them anew. */
  async strays(sql: Sql): Promise<string[]> {
    const found = await Promise.all(
      this.withLedger(this.tables).map(async ({ table, ledger, kind }) => {
        const rows = await sql.rows(`SELECT 1 FROM ${table} WHERE ${ofNone(ledger)} LIMIT 1`, [kind]);
        return rows.length === 0 ? [] : [table];
      }),
    );
    return found.flat();
  }

  /** Takes such rows away. */
  async clear(sql: Sql, tables: ReadonlySet<string>): Promise<void> {
    for (const { table, ledger, kind } of this.withLedger([...tables])) {
      await sql.run(`DELETE FROM ${table} WHERE ${ofNone(ledger)}`, [kind]);
    }
  }

  private withLedger(tables: readonly string[]) {
    return this.projections.flatMap(({ table, ledger, kind }) =>
      ledger === undefined || !tables.includes(table) ? [] : [{ table, ledger, kind }],
    );
  }

  /** Tables that this build makes in another way than they were made, or that were never made. */
  async outdated(sql: Sql): Promise<string[]> {
    const rows = await sql.rows<{ name: string; version: number }>('SELECT name, version FROM projection_versions');
    const made = new Map(rows.map(({ name, version }) => [name, version]));
    return this.projections.filter(({ table, version }) => made.get(table) !== version).map(({ table }) => table);
  }

  /** Notes that these tables are made as this build makes them. */
  async noteMade(sql: Sql, tables: ReadonlySet<string>): Promise<void> {
    for (const { table, version } of this.projections.filter((each) => tables.has(each.table))) {
      await sql.run(
        `INSERT INTO projection_versions (name, version) VALUES ($1, $2)
         ON CONFLICT (name) DO UPDATE SET version = EXCLUDED.version`,
        [table, version],
      );
    }
  }

  get tables(): readonly string[] {
    return this.projections.map(({ table }) => table);
  }

  private of({ kind }: AnyReplica): readonly Projection[] {
    return this.projections.filter((each) => each.kind === kind);
  }

  private async stored(sql: Sql, projection: Projection, replica: AnyReplica): Promise<readonly AnyRow[]> {
    const { table, ledger } = projection;
    const where = ledger === undefined ? '' : `WHERE ${ledger} = $1`;
    const rows = await sql.rows<{ row: AnyRow }>(
      `SELECT to_jsonb(t)${projection.written ? " - 'written'" : ''} AS row FROM ${table} t ${where}`,
      ledger === undefined ? [] : [replica.ledger],
    );
    return rows.map(({ row }) => row);
  }

  private async put(sql: Sql, projection: Projection, rows: readonly AnyRow[]): Promise<void> {
    if (rows.length === 0) return;
    const { table, key, columns } = projection;
    const names = Object.keys(columns);
    const others = names.filter((name) => !key.includes(name));
    const set = others.map((name) => `${name} = EXCLUDED.${name}`).join(', ');
    await sql.run(
      `INSERT INTO ${table} (${names.join(', ')})
       SELECT ${names.join(', ')} FROM jsonb_to_recordset($1::jsonb) AS made (${definitions(projection)})
       ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${set}`,
      [JSON.stringify(rows)],
    );
  }
}

const sorted = (rows: readonly AnyRow[]): string =>
  JSON.stringify(rows.map((row) => JSON.stringify(Object.fromEntries(Object.entries(row).sort()))).sort());
