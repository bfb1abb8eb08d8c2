import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = `
-- How long questions of an organisation waited: one row for each that was read, answered or decided, and of one that nobody
-- answered. Of whose and of which case it was nothing stands here, nor when beyond the month.
CREATE TABLE waits (
  -- Drawn by lot: it says nothing of what came before.
  id uuid NOT NULL DEFAULT gen_random_uuid() CONSTRAINT waits_pkey PRIMARY KEY,
  organisation text NOT NULL,
  -- In Greenwich: '2026-11'.
  month text NOT NULL,
  kind text NOT NULL,
  -- When an answer was needed: today, this-week, later.
  answer_by text NOT NULL,
  -- To the minute, in seconds.
  seconds bigint NOT NULL
);
CREATE INDEX waits_month ON waits (organisation, month);
`;

export class Waits1700000000035 implements MigrationInterface {
  readonly name = 'Waits1700000000035';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE waits');
  }
}
