import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { answerPolicy, type AnswerBy, type OverdueState, type WaitKind } from '@consilium/domain';
import { Between, Repository } from 'typeorm';
import type { Sql } from '../storage/database';
import { AwaitedEntity } from './telling.entities';
import { waitRow } from './wait-rows';

/** Seconds for which a question that is over is remembered, so that whoever was told of it hears that it is. */
const rememberedSeconds = 86_400;
/** Questions looked at in one go. */
const mostAtOnce = 50;

export interface Asked {
  readonly ledger: string;
  readonly asker: string;
  readonly answerBy: AnswerBy;
  readonly addressed: readonly string[];
}

/** That somebody is told of a question, and when the next are, if ever. */
export interface Overdue {
  readonly is: OverdueState;
  readonly told: readonly string[];
  readonly due: number;
}

/** Whose look and whose answer count: those who were asked, or, nobody named, everybody but the asker. */
const isOfThem = (who: string): string =>
  `over_at = 0 AND asker <> ${who} AND (cardinality(addressed) = 0 OR ${who} = ANY (addressed))`;

/** What is measured of questions that changed just now (`done`, at $n): for those who lead, and without the case. */
const measured = (kind: string, from: string, now: string, which = 'true'): string =>
  `INSERT INTO waits (organisation, month, kind, answer_by, seconds)
   SELECT r.organisation, ${waitRow(kind, 'done.answer_by', from, now)} FROM done JOIN rooms r USING (ledger) WHERE ${which}`;

async function over(
  sql: Sql,
  kind: WaitKind,
  which: string,
  parameters: readonly unknown[],
): Promise<readonly string[]> {
  // Whoever answers has read it, whether or not their page said so.
  const unread = `done.read_at = 0 AND '${kind}' = 'answered'`;
  const since =
    kind === 'answered' ? 'CASE done.read_at WHEN 0 THEN $2::bigint ELSE done.read_at END' : 'done.asked_at';
  const rows = await sql.rows<{ told: string[] }>(
    `WITH done AS (UPDATE awaited SET over_at = $2::bigint, due = 0, overdue = '' WHERE ledger = $1 AND ${which}
       RETURNING ledger, told, answer_by, asked_at, read_at),
     seen AS (${measured("'seen'", 'done.asked_at', '$2::bigint', unread)}),
     ended AS (${measured(`'${kind}'`, since, '$2::bigint')})
     SELECT told FROM done`,
    parameters,
  );
  return rows.flatMap(({ told }) => told);
}

const times = Object.entries(answerPolicy);
const policy = 'unnest($4::text[], $5::bigint[], $6::bigint[]) AS policy (answer_by, read_in, answered_in)';
const policyRows = [
  times.map(([by]) => by),
  times.map(([, { readIn }]) => readIn),
  times.map(([, { answeredIn }]) => answeredIn),
];

/** The question that each case waits with, until it is read, and until it is answered. */
@Injectable()
export class AwaitedStore {
  constructor(@InjectRepository(AwaitedEntity) private readonly questions: Repository<AwaitedEntity>) {}

  /**
   * In the transaction of an append. Where others were asked before and none of them has read it, nobody is told any later
   * because one more was asked.
   */
  async ask(sql: Sql, { ledger, asker, answerBy, addressed }: Asked, now: number, due: number): Promise<void> {
    const waits = 'awaited.over_at = 0 AND awaited.read_at = 0 AND cardinality(awaited.addressed) > 0';
    const goesOn = `${waits} AND awaited.overdue = '' AND awaited.answer_by = EXCLUDED.answer_by`;
    await sql.run(
      `INSERT INTO awaited (ledger, asker, answer_by, addressed, asked_at, due)
       VALUES ($1, $2, $3, $4::text[], $5::bigint, $6::bigint)
       ON CONFLICT (ledger) DO UPDATE SET asker = EXCLUDED.asker, answer_by = EXCLUDED.answer_by,
         addressed = CASE WHEN ${waits} THEN awaited.addressed || EXCLUDED.addressed ELSE EXCLUDED.addressed END,
         asked_at = CASE WHEN ${goesOn} THEN awaited.asked_at ELSE EXCLUDED.asked_at END,
         due = CASE WHEN ${goesOn} THEN least(awaited.due, EXCLUDED.due) ELSE EXCLUDED.due END,
         read_at = 0, overdue = '', overdue_at = 0, over_at = 0`,
      [ledger, asker, answerBy, addressed, now, due],
    );
  }

  /** Somebody has read these: of those that nobody had, the answer is waited for now. Gives whom that is news to. */
  async read(sql: Sql, person: string, ledgers: readonly string[], now: number): Promise<readonly string[]> {
    const rows = await sql.rows<{ told: string[] }>(
      `WITH done AS (UPDATE awaited SET read_at = $3::bigint,
         due = CASE WHEN overdue = 'unanswered' THEN due ELSE greatest($3::bigint + policy.read_in, asked_at + policy.answered_in) END,
         overdue = CASE WHEN overdue = 'unanswered' THEN overdue ELSE '' END
       FROM ${policy}
       WHERE ledger = ANY ($1::text[]) AND awaited.answer_by = policy.answer_by AND read_at = 0 AND ${isOfThem('$2')}
         RETURNING awaited.ledger, awaited.told, awaited.answer_by, awaited.asked_at),
       seen AS (${measured("'seen'", 'done.asked_at', '$3::bigint')})
       SELECT told FROM done`,
      [ledgers, person, now, ...policyRows],
    );
    return rows.flatMap(({ told }) => told);
  }

  /** Somebody answered. Gives whom that is news to. */
  answered(sql: Sql, person: string, ledger: string, now: number): Promise<readonly string[]> {
    return over(sql, 'answered', isOfThem('$3'), [ledger, now, person]);
  }

  /** The case was closed: nobody waits there any more. Gives whom that is news to. */
  closed(sql: Sql, ledger: string, now: number): Promise<readonly string[]> {
    return over(sql, 'unanswered', 'over_at = 0', [ledger, now]);
  }

  due(now: number): Promise<readonly AwaitedEntity[]> {
    return this.questions
      .createQueryBuilder('a')
      .where('a.due > 0 AND a.due <= :now', { now })
      .orderBy('a.due')
      .limit(mostAtOnce)
      .getMany();
  }

  /** False where it was read, answered or told of meanwhile: then nobody is told. */
  async tell(sql: Sql, { ledger, due, askedAt, readAt }: AwaitedEntity, over: Overdue, now: number): Promise<boolean> {
    const changed = await sql.run(
      `UPDATE awaited SET overdue = $5, overdue_at = $6, due = $7, told = ARRAY(SELECT DISTINCT unnest(told || $8::text[]))
       WHERE ledger = $1 AND due = $2 AND asked_at = $3 AND read_at = $4 AND over_at = 0`,
      [ledger, due, askedAt, readAt, over.is, now, over.due, over.told],
    );
    return changed > 0;
  }

  /** Who was ever told of the question of this case. */
  async told(ledger: string): Promise<readonly string[]> {
    return (await this.questions.findOneBy({ ledger }))?.told ?? [];
  }

  /** What this person was told of and still waits. */
  of(person: string): Promise<readonly AwaitedEntity[]> {
    return this.questions
      .createQueryBuilder('a')
      .where("a.overdue <> '' AND :person = ANY (a.told)", { person })
      .orderBy('a.overdueAt', 'DESC')
      .limit(100)
      .getMany();
  }

  async forgetOld(now: number): Promise<void> {
    await this.questions.delete({ overAt: Between(1, now - rememberedSeconds) });
  }
}
