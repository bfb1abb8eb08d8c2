import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Telling } from '@consilium/domain';
import { Repository } from 'typeorm';
import type { Sql } from '../storage/database';
import { ToLookAtEntity } from './telling.entities';

const randomId = (): string => randomBytes(16).toString('base64url');

/** Seconds for which the link of a notice leads somewhere. */
const linkSeconds = 7 * 86_400;
/** Seconds between two mails about one ledger to somebody who has not looked at it since the first. */
const apart = 600;
const apartToday = 60;
/** Seconds for which a notice that is being handed over is kept from other processes: whoever dies leaves it to them then. */
export const leaseSeconds = 60;

const said = 'unnest($1::text[], $2::text[], $3::boolean[]) AS said (person, reason, today)';

/** A mail about one ledger to one person, taken to be handed over. */
export interface Taken {
  readonly person: string;
  readonly ledger: string;
  readonly link: string;
  readonly mail: string;
  readonly reasons: readonly string[];
  readonly today: boolean;
  /** When the oldest of its reasons came about. */
  readonly at: number;
  readonly attempts: number;
  /** Whether a process began to hand it over and never said what became of it: this one may be a repeat. */
  readonly isRepeat: boolean;
  /** Whether they have looked at it since. */
  readonly looked: boolean;
}

type Group = Pick<Taken, 'person' | 'ledger' | 'link' | 'mail' | 'looked'>;

interface TakenRow {
  readonly reason: string;
  readonly today: boolean;
  readonly at: string;
  readonly attempts: number;
  readonly was_out: boolean;
}

/** What waits for people to look at, and the notices of it that are still to be mailed. */
@Injectable()
export class TellingStore {
  constructor(@InjectRepository(ToLookAtEntity) private readonly places: Repository<ToLookAtEntity>) {}

  /**
   * In the transaction of an append: it waits for these people now, and those who want a mail for it will get one. What is
   * being handed over already may be gone before it says this, so it is then said once more.
   */
  async add(sql: Sql, ledger: string, concerned: readonly Telling[], now: number): Promise<void> {
    const people = [...new Set(concerned.map(({ person }) => person))].sort();
    await sql.run(
      `INSERT INTO to_look_at (person, ledger, link, until)
       SELECT person, $3, link, $4::bigint FROM unnest($1::text[], $2::text[]) AS who (person, link)
       ON CONFLICT (person, ledger) DO UPDATE SET until = EXCLUDED.until, looked = false,
         mailed_at = CASE WHEN to_look_at.looked THEN 0 ELSE to_look_at.mailed_at END`,
      [people, people.map(randomId), ledger, now + linkSeconds],
    );
    await sql.run(
      `INSERT INTO tellings (person, ledger, reason, today, at, due)
       SELECT said.person, $4, said.reason, said.today, $5::bigint,
         greatest($5::bigint, p.mailed_at + CASE WHEN said.today THEN $6::bigint ELSE $7::bigint END)
       FROM ${said} JOIN told_by_mail w USING (person) JOIN to_look_at p ON p.person = said.person AND p.ledger = $4
       WHERE w.address <> '' AND NOT said.reason = ANY (w.reasons_off)
       ON CONFLICT (person, ledger, reason) DO UPDATE SET today = tellings.today OR EXCLUDED.today,
         due = least(tellings.due, EXCLUDED.due),
         mail = CASE WHEN tellings.is_out THEN '' ELSE tellings.mail END,
         is_out = false`,
      [
        concerned.map(({ person }) => person),
        concerned.map(({ reason }) => reason),
        concerned.map(({ today }) => today),
        ledger,
        now,
        apartToday,
        apart,
      ],
    );
  }

  /** The mail that is due longest, for as long as a lease; the row of its place is the lock, so nobody else takes half of it. */
  async take(sql: Sql, now: number): Promise<Taken | undefined> {
    const [group] = await sql.rows<Group>(
      `SELECT p.person, p.ledger, p.link, p.looked, coalesce((SELECT t.mail FROM tellings t
         WHERE t.person = p.person AND t.ledger = p.ledger AND t.due <= $1 AND t.mail <> '' ORDER BY t.due LIMIT 1), '') AS mail
       FROM to_look_at p WHERE (p.person, p.ledger) IN (SELECT person, ledger FROM tellings WHERE due <= $1 ORDER BY due LIMIT 20)
       ORDER BY (SELECT min(due) FROM tellings t WHERE t.person = p.person AND t.ledger = p.ledger)
       LIMIT 1 FOR UPDATE SKIP LOCKED`,
      [now],
    );
    if (group === undefined) return undefined;
    const { person, ledger } = group;
    const mail = group.mail === '' ? randomId() : group.mail;
    const rows = await sql.rows<TakenRow>(
      `WITH meant AS (SELECT reason, is_out FROM tellings WHERE person = $1 AND ledger = $2 AND mail = $3 AND due <= $5::bigint)
       UPDATE tellings t SET mail = $4, due = $5::bigint + $6::bigint, attempts = attempts + 1, is_out = true
       FROM meant WHERE t.person = $1 AND t.ledger = $2 AND t.reason = meant.reason
       RETURNING t.reason, t.today, t.at, t.attempts, meant.is_out AS was_out`,
      [person, ledger, group.mail, mail, now, leaseSeconds],
    );
    // Somebody else took it between the two statements.
    if (rows.length === 0) return this.take(sql, now);
    return {
      ...group,
      mail,
      reasons: rows.map(({ reason }) => reason),
      today: rows.some(({ today }) => today),
      at: Math.min(...rows.map(({ at }) => Number(at))),
      attempts: Math.max(...rows.map(({ attempts }) => attempts)),
      isRepeat: rows.some(({ was_out: wasOut }) => wasOut),
    };
  }

  /** The mail server took it. */
  async told(sql: Sql, { person, ledger, mail }: Taken, now: number): Promise<void> {
    await this.drop(sql, mail);
    await sql.run('UPDATE to_look_at SET mailed_at = $3 WHERE person = $1 AND ledger = $2 AND NOT looked', [
      person,
      ledger,
      now,
    ]);
  }

  async drop(sql: Sql, mail: string): Promise<void> {
    await sql.run('DELETE FROM tellings WHERE mail = $1', [mail]);
  }

  /** It was not handed over, and is due again then. */
  async later(sql: Sql, mail: string, due: number): Promise<void> {
    await sql.run('UPDATE tellings SET due = $2, is_out = false WHERE mail = $1', [mail, due]);
  }

  /** Somebody has these ledgers before them: nothing waits there, and no mail says that it does. */
  async looked(sql: Sql, person: string, ledgers: readonly string[]): Promise<void> {
    const which = 'WHERE person = $1 AND ledger = ANY ($2::text[])';
    await sql.run(`UPDATE to_look_at SET looked = true, mailed_at = 0 ${which} AND NOT looked`, [person, ledgers]);
    await sql.run(`DELETE FROM tellings ${which} AND NOT is_out`, [person, ledgers]);
  }

  count(person: string): Promise<number> {
    return this.places.countBy({ person, looked: false });
  }

  /** Of everybody for whom something waits in this ledger: how much waits for them in all. */
  async counts(sql: Sql, ledger: string): Promise<readonly { readonly person: string; readonly count: number }[]> {
    return sql.rows(
      `SELECT person, count(*)::int AS count FROM to_look_at
       WHERE NOT looked AND person IN (SELECT person FROM to_look_at WHERE ledger = $1 AND NOT looked) GROUP BY person`,
      [ledger],
    );
  }

  /** Where the link of a notice leads its own person; undefined for anybody else, and once it is over. */
  async led(person: string, link: string, now: number): Promise<string | undefined> {
    const found = await this.places.findOneBy({ person, link });
    return found === null || found.until <= now ? undefined : found.ledger;
  }

  async forgetOld(sql: Sql, now: number): Promise<void> {
    await sql.run('DELETE FROM to_look_at WHERE until <= $1', [now]);
  }

  /** Seconds for which the oldest notice that could be mailed has not been. */
  async oldest(sql: Sql, now: number): Promise<number> {
    const [row] = await sql.rows<{ at: string | null }>('SELECT min(at) AS at FROM tellings WHERE due <= $1', [
      now + leaseSeconds,
    ]);
    return Math.max(0, now - Number(row?.at ?? now));
  }
}
