import { Injectable } from '@nestjs/common';
import type { Sql } from '../../storage/database';

/** What has to happen once after an append, by name. */
export const topics = ['register-grew'] as const;
export type Topic = (typeof topics)[number];

/** One row: `seq` is the head that the append brought the ledger to; `newest` the last row of its topic and ledger now. */
export interface Handed {
  readonly id: number;
  readonly topic: Topic;
  readonly ledger: string;
  readonly seq: number;
  readonly attempts: number;
  readonly newest: number;
}

/** Rows that the append's own statement writes; see `LedgersStore.add`. Times are Unix seconds. */
@Injectable()
export class OutboxStore {
  /** Takes the oldest row that is due for so many seconds; whoever else asks meanwhile gets another. */
  async take(sql: Sql, now: number, seconds: number): Promise<Handed | undefined> {
    const [row] = await sql.rows<Omit<Handed, 'id' | 'newest'> & { readonly id: string; readonly newest: string }>(
      `UPDATE outbox o SET due = $2, attempts = attempts + 1
       WHERE id = (SELECT id FROM outbox WHERE due <= $1 ORDER BY id FOR UPDATE SKIP LOCKED LIMIT 1)
       RETURNING id, topic, ledger, seq, attempts,
         (SELECT max(id) FROM outbox n WHERE n.topic = o.topic AND n.ledger = o.ledger) AS newest`,
      [now, now + seconds],
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

  async later(sql: Sql, { id }: Handed, due: number): Promise<void> {
    await sql.run('UPDATE outbox SET due = $2 WHERE id = $1', [id, due]);
  }
}
