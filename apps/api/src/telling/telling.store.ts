import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Telling, TellingReason } from '@consilium/domain';
import { Repository } from 'typeorm';
import type { Sql } from '../storage/database';
import type { RoadKind, Taken } from './roads';
import { ToLookAtEntity } from './telling.entities';

const randomId = (): string => randomBytes(16).toString('base64url');

/** Seconds for which the link of a notice leads somewhere. */
export const linkSeconds = 7 * 86_400;
/** Seconds between two notices about one ledger, by one road, to somebody who has not looked at it since the first. */
const apart = 600;
const apartToday = 60;
/** Seconds for which a notice that is being handed over is kept from other processes: whoever dies leaves it to them then. */
export const leaseSeconds = 60;

const said = 'unnest($1::text[], $2::text[], $3::boolean[]) AS said (person, reason, today)';

/** By which roads each person is told, and for what not: by mail, and to each of their devices. */
const roads = `(SELECT person, 'mail' AS road, reasons_off AS off FROM told_by_mail WHERE address <> '' AND person = ANY ($1::text[])
   UNION ALL SELECT d.person, d.push, coalesce(w.push_off, '{}') FROM told_by_push d LEFT JOIN told_by_mail w USING (person)
   WHERE d.endpoint <> '' AND d.person = ANY ($1::text[])) AS r`;
const roadIs = { mail: "road = 'mail'", push: "road <> 'mail'" } as const satisfies Record<RoadKind, string>;
/** When it was last handed over by a road of this kind, and they have not looked since. */
const handedAt = { mail: 'mailed_at', push: 'pushed_at' } as const satisfies Record<RoadKind, string>;
const kindOf = (road: string): RoadKind => (road === 'mail' ? 'mail' : 'push');

type Group = Pick<Taken, 'person' | 'ledger' | 'road' | 'link' | 'mail' | 'looked'>;

interface TakenRow {
  readonly reason: string;
  readonly today: boolean;
  readonly at: string;
  readonly attempts: number;
  readonly was_out: boolean;
}

/** What waits for people to look at, and the notices of it that are still to be handed over. */
@Injectable()
export class TellingStore {
  constructor(@InjectRepository(ToLookAtEntity) private readonly places: Repository<ToLookAtEntity>) {}

  /**
   * In the transaction of an append: it waits for these people now, and those who want to be told of it will be, by each road they chose. What is
   * being handed over already may be gone before it says this, so it is then said once more.
   */
  async add(sql: Sql, ledger: string, concerned: readonly Telling[], now: number): Promise<void> {
    const people = [...new Set(concerned.map(({ person }) => person))].sort();
    await sql.run(
      `INSERT INTO to_look_at (person, ledger, link, until)
       SELECT person, $3, link, $4::bigint FROM unnest($1::text[], $2::text[]) AS who (person, link)
       ON CONFLICT (person, ledger) DO UPDATE SET until = EXCLUDED.until, looked = false,
         mailed_at = CASE WHEN to_look_at.looked THEN 0 ELSE to_look_at.mailed_at END,
         pushed_at = CASE WHEN to_look_at.looked THEN 0 ELSE to_look_at.pushed_at END`,
      [people, people.map(randomId), ledger, now + linkSeconds],
    );
    await sql.run(
      `INSERT INTO tellings (person, ledger, road, reason, today, at, due)
       SELECT said.person, $4, r.road, said.reason, said.today, $5::bigint,
         greatest($5::bigint, CASE r.road WHEN 'mail' THEN p.mailed_at ELSE p.pushed_at END
           + CASE WHEN said.today THEN $6::bigint ELSE $7::bigint END)
       FROM ${said} JOIN ${roads} USING (person) JOIN to_look_at p ON p.person = said.person AND p.ledger = $4
       WHERE NOT said.reason = ANY (r.off)
       ON CONFLICT (person, ledger, road, reason) DO UPDATE SET today = tellings.today OR EXCLUDED.today,
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

  /** The notice that is due longest, for as long as a lease; the row of its place is the lock, so nobody else takes half of it. */
  async take(sql: Sql, kind: RoadKind, now: number): Promise<Taken | undefined> {
    const isDue = `due <= $1 AND ${roadIs[kind]}`;
    const [group] = await sql.rows<Group>(
      `SELECT p.person, p.ledger, p.link, p.looked, first.road, coalesce((SELECT t.mail FROM tellings t
         WHERE t.person = p.person AND t.ledger = p.ledger AND t.road = first.road AND t.due <= $1 AND t.mail <> ''
         ORDER BY t.due LIMIT 1), '') AS mail
       FROM to_look_at p CROSS JOIN LATERAL (SELECT road, due FROM tellings t
         WHERE t.person = p.person AND t.ledger = p.ledger AND ${isDue} ORDER BY due LIMIT 1) AS first
       WHERE (p.person, p.ledger) IN (SELECT person, ledger FROM tellings WHERE ${isDue} ORDER BY due LIMIT 20)
       ORDER BY first.due LIMIT 1 FOR UPDATE OF p SKIP LOCKED`,
      [now],
    );
    if (group === undefined) return undefined;
    const { person, ledger, road } = group;
    const mail = group.mail === '' ? randomId() : group.mail;
    const rows = await sql.rows<TakenRow>(
      `WITH meant AS (SELECT reason, is_out FROM tellings
         WHERE person = $1 AND ledger = $2 AND road = $7 AND mail = $3 AND due <= $5::bigint)
       UPDATE tellings t SET mail = $4, due = $5::bigint + $6::bigint, attempts = attempts + 1, is_out = true
       FROM meant WHERE t.person = $1 AND t.ledger = $2 AND t.road = $7 AND t.reason = meant.reason
       RETURNING t.reason, t.today, t.at, t.attempts, meant.is_out AS was_out`,
      [person, ledger, group.mail, mail, now, leaseSeconds, road],
    );
    // Somebody else took it between the two statements.
    if (rows.length === 0) return this.take(sql, kind, now);
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

  /** It was handed over, and spoke of these ledgers. */
  async told(sql: Sql, { person, road, mail }: Taken, ledgers: readonly string[], now: number): Promise<void> {
    await this.drop(sql, mail, ledgers);
    await sql.run(
      `UPDATE to_look_at SET ${handedAt[kindOf(road)]} = $3 WHERE person = $1 AND ledger = ANY ($2::text[]) AND NOT looked`,
      [person, ledgers, now],
    );
  }

  /** What it said of these ledgers is not told. What it said of others, as one notice of a day, waits as it did. */
  async drop(sql: Sql, mail: string, ledgers: readonly string[]): Promise<void> {
    await sql.run('DELETE FROM tellings WHERE mail = $1 AND ledger = ANY ($2::text[])', [mail, ledgers]);
  }

  /** It was not handed over, and is due again then. */
  async later(sql: Sql, mail: string, ledgers: readonly string[], due: number): Promise<void> {
    await sql.run('UPDATE tellings SET due = $3, is_out = false WHERE mail = $1 AND ledger = ANY ($2::text[])', [
      mail,
      ledgers,
      due,
    ]);
  }

  /** As a notice of its own: where its name is still that of one of a day, under another, or it would pass for a repeat of that. */
  async alone(sql: Sql, taken: Taken): Promise<Taken> {
    const mail = randomId();
    const renamed = await sql.rows(
      `UPDATE tellings t SET mail = $3 WHERE mail = $1 AND ledger = $2
         AND EXISTS (SELECT 1 FROM tellings o WHERE o.mail = t.mail AND o.ledger <> t.ledger) RETURNING reason`,
      [taken.mail, taken.ledger, mail],
    );
    return renamed.length === 0 ? taken : { ...taken, mail };
  }

  /** Somebody has these ledgers before them: nothing waits there, and no notice says that it does. */
  async looked(sql: Sql, person: string, ledgers: readonly string[]): Promise<void> {
    const which = 'WHERE person = $1 AND ledger = ANY ($2::text[])';
    await sql.run(`UPDATE to_look_at SET looked = true, mailed_at = 0, pushed_at = 0 ${which} AND NOT looked`, [
      person,
      ledgers,
    ]);
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

  /** Those of these people for whom a notice of this reason, not older than that, is still to be handed over by such a road. */
  async waiting(
    sql: Sql,
    people: readonly string[],
    reason: TellingReason,
    { kinds, since }: { readonly kinds: readonly RoadKind[]; readonly since: number },
  ): Promise<ReadonlySet<string>> {
    const byThese = ['false', ...kinds.map((kind) => roadIs[kind])].join(' OR ');
    const rows = await sql.rows<{ person: string }>(
      `SELECT DISTINCT person FROM tellings WHERE person = ANY ($1::text[]) AND reason = $2 AND at >= $3 AND (${byThese})`,
      [people, reason, since],
    );
    return new Set(rows.map(({ person }) => person));
  }

  /** Seconds for which the oldest notice that could be handed over by such a road has not been. */
  async oldest(sql: Sql, kind: RoadKind, now: number): Promise<number> {
    const [row] = await sql.rows<{ at: string | null }>(
      `SELECT min(at) AS at FROM tellings WHERE due <= $1 AND ${roadIs[kind]}`,
      [now + leaseSeconds],
    );
    return Math.max(0, now - Number(row?.at ?? now));
  }
}
