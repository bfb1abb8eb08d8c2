import { Injectable } from '@nestjs/common';
import type { Sql } from '../../storage/database';

/** What has to happen once after an append, by name. */
export const topics = ['register-grew', 'tell'] as const;
export type Topic = (typeof topics)[number];
/** What is done by the clock: by one replica at a time, whatever their number. */
export type Chore =
  | 'ticks'
  | 'sweep-pictures'
  | 'forget-sign-ins'
  | 'forget-security-log'
  | 'send-notices'
  | 'tell-overdue'
  | 'tell-ending'
  | 'tell-outcome'
  | 'forget-waits'
  | 'forget-addresses';

/** One row: `seq` is the head that the append brought the ledger to; `newest` the last row of its topic and ledger now. */
export interface Handed {
  readonly id: number;
  readonly topic: Topic | Chore;
  readonly ledger: string;
  readonly seq: number;
  readonly attempts: number;
  /** Seconds after which it is due again; null: once. */
  readonly every: number | null;
  readonly newest: number;
}

/** The database's own time, Unix seconds: one clock for all replicas, and none that a test or a person sets. */
const now = 'extract(epoch FROM clock_timestamp())::bigint';

/** Rows that the append's own statement writes (`LedgersStore.add`), and one for each chore. */
@Injectable()
export class OutboxStore {
  /** Has something done after what this transaction does, as an append does for its own. */
  async add(sql: Sql, topic: Topic, ledger: string): Promise<void> {
    await sql.run('INSERT INTO outbox (topic, ledger, seq, due) VALUES ($1, $2, 0, 0)', [topic, ledger]);
  }

  /** Takes the oldest row of these topics that is due for so many seconds; whoever else asks meanwhile gets another. */
  async take(sql: Sql, of: readonly Handed['topic'][], seconds: number): Promise<Handed | undefined> {
    const [row] = await sql.rows<Omit<Handed, 'id' | 'newest'> & { readonly id: string; readonly newest: string }>(
      `UPDATE outbox o SET due = ${now} + $2, attempts = attempts + 1
       WHERE id = (SELECT id FROM outbox WHERE due <= ${now} AND topic = ANY($1::text[])
                   ORDER BY id FOR UPDATE SKIP LOCKED LIMIT 1)
       RETURNING id, topic, ledger, seq, attempts, every,
         (SELECT max(id) FROM outbox n WHERE n.topic = o.topic AND n.ledger = o.ledger) AS newest`,
      [of, seconds],
    );
    return row && { ...row, id: Number(row.id), newest: Number(row.newest) };
  }

  /** This one was done; with `all`, those like it that stood there when it was taken, too. */
  async done(sql: Sql, { id, newest, topic, ledger }: Handed, all: boolean): Promise<void> {
    await sql.run('DELETE FROM outbox WHERE id >= $1 AND id <= $2 AND topic = $3 AND ledger = $4', [
      id,
      all ? newest : id,
      topic,
      ledger,
    ]);
  }

  /** A chore was done and is due again. */
  async again(sql: Sql, { id }: Handed): Promise<void> {
    await sql.run(`UPDATE outbox SET due = ${now} + every, since = ${now}, attempts = 0 WHERE id = $1`, [id]);
  }

  async later(sql: Sql, { id }: Handed, seconds: number): Promise<void> {
    await sql.run(`UPDATE outbox SET due = ${now} + $2 WHERE id = $1`, [id, seconds]);
  }

  /** Has a chore done now and every so many seconds from then on: whoever else does it keeps to what was said last. */
  async expect(sql: Sql, chore: Chore, every: number): Promise<void> {
    await sql.run(
      `INSERT INTO outbox (topic, ledger, seq, due, every) VALUES ($1, '', 0, 0, $2)
       ON CONFLICT (topic) WHERE every IS NOT NULL
       DO UPDATE SET every = EXCLUDED.every, due = 0`,
      [chore, every],
    );
  }

  /** Seconds by topic since the oldest that waits was written, and since a chore was done. */
  async ages(sql: Sql): Promise<ReadonlyMap<string, number>> {
    const rows = await sql.rows<{ readonly topic: string; readonly age: string }>(
      `SELECT topic, max(${now} - since) AS age FROM outbox GROUP BY topic`,
    );
    return new Map(rows.map(({ topic, age }) => [topic, Number(age)]));
  }
}
