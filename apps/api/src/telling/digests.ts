import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../settings/clock';
import { Database, type Sql } from '../storage/database';
import { lastAt } from './quiet-hours';
import type { Taken } from './roads';
import { leaseSeconds, linkSeconds } from './telling.store';

const day = 86_400;

/** At which minute after midnight, by whose clock. */
interface Hour {
  readonly minute: number;
  readonly zone: string;
}

/** One notice in the place of several: where it leads, and of which ledgers it speaks. */
export interface Digest {
  readonly link: string;
  readonly ledgers: readonly string[];
}

/** What is not for today, as one notice a day: of all that came about before its hour, and of nothing after it. */
@Injectable()
export class Digests {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Seconds until this one is handed over with all the others; 0 where it is time. */
  async waitFor({ person, road, at }: Taken, { minute, zone }: Hour): Promise<number> {
    const now = this.clock.now();
    const last = lastAt(minute, zone, now);
    const [row] = await this.database.rows<{ told: string }>(
      'SELECT told FROM digests WHERE person = $1 AND road = $2',
      [person, road],
    );
    return at <= last && Number(row?.told ?? 0) < last ? 0 : last + day - now;
  }

  /**
   * Takes all that is for this hour into one, under the name of the first. Undefined where another process has it, or had it
   * meanwhile: then this one is gone with the others, or is looked at again when that one's time is over.
   */
  begin(taken: Taken, { minute, zone }: Hour): Promise<Digest | undefined> {
    const now = this.clock.now();
    const { person, road, mail, ledger } = taken;
    return this.database.transaction(async (sql) => {
      const [digest] = await sql.rows<{ link: string }>(
        `INSERT INTO digests (person, road, link, until, mail, out_until) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (person, road) DO UPDATE SET until = EXCLUDED.until, mail = EXCLUDED.mail, out_until = EXCLUDED.out_until
         WHERE digests.out_until <= $7 RETURNING link`,
        [person, road, randomBytes(16).toString('base64url'), now + linkSeconds, mail, now + leaseSeconds, now],
      );
      if (digest === undefined) {
        const isOthers = 'NOT EXISTS (SELECT 1 FROM digests d WHERE d.mail = tellings.mail)';
        await sql.run(`UPDATE tellings SET is_out = false WHERE mail = $1 AND ${isOthers}`, [mail]);
        return undefined;
      }
      const ledgers = await sql.rows<{ ledger: string }>(
        `UPDATE tellings SET mail = $3, due = $4, is_out = true
         WHERE person = $1 AND road = $2 AND NOT today AND at <= $5 RETURNING ledger`,
        [person, road, mail, now + leaseSeconds, lastAt(minute, zone, now)],
      );
      const found = [...new Set(ledgers.map((each) => each.ledger))];
      if (found.includes(ledger)) return { link: digest.link, ledgers: found };
      await this.over(sql, taken);
      return undefined;
    });
  }

  /** It is not on its way any more; `told`: when it was handed over. */
  async over(sql: Sql, { person, road }: Pick<Taken, 'person' | 'road'>, told = 0): Promise<void> {
    await sql.run('UPDATE digests SET out_until = 0, told = greatest(told, $3) WHERE person = $1 AND road = $2', [
      person,
      road,
      told,
    ]);
  }

  /** Whether this is the link of such a notice of theirs. */
  async isOf(person: string, link: string): Promise<boolean> {
    const which = 'person = $1 AND link = $2 AND until > $3';
    const found = await this.database.rows(`SELECT 1 FROM digests WHERE ${which}`, [person, link, this.clock.now()]);
    return found.length > 0;
  }

  async forgetOld(): Promise<void> {
    await this.database.run('DELETE FROM digests WHERE until <= $1', [this.clock.now()]);
  }

  async forget(people: readonly string[]): Promise<void> {
    await this.database.run('DELETE FROM digests WHERE person = ANY ($1::text[])', [people]);
  }
}
