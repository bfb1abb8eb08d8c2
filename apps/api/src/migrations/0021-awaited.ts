import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = `
-- The question that a case waits with, one row for each: written in the transaction of the append that asked it, and over
-- in that of the one that answered it. Nothing of what is asked stands here.
CREATE TABLE awaited (
  ledger text PRIMARY KEY CONSTRAINT awaited_ledger_fkey REFERENCES ledgers (id),
  asker text NOT NULL,
  -- When an answer is needed: today, this-week, later.
  answer_by text NOT NULL,
  -- Who was asked; nobody named: whoever reads the case, but for the asker.
  addressed text[] NOT NULL,
  asked_at bigint NOT NULL,
  -- When one of them had read it; 0: nobody has.
  read_at bigint NOT NULL DEFAULT 0,
  -- Unix seconds at which somebody is told that nobody came; 0: never (again).
  due bigint NOT NULL,
  -- What was told: '' for nothing that holds any more; when, and whom.
  overdue text NOT NULL DEFAULT '',
  overdue_at bigint NOT NULL DEFAULT 0,
  told text[] NOT NULL DEFAULT '{}',
  -- When it was answered, or its case closed; 0: it waits.
  over_at bigint NOT NULL DEFAULT 0
);
CREATE INDEX awaited_due ON awaited (due) WHERE due > 0;
CREATE INDEX awaited_overdue ON awaited (overdue) WHERE overdue <> '';
`;

export class Awaited1700000000021 implements MigrationInterface {
  readonly name = 'Awaited1700000000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE awaited');
  }
}
