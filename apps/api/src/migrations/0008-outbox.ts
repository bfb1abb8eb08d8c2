import type { MigrationInterface, QueryRunner } from 'typeorm';

const outbox = `
-- What has to happen once after an append: written by the append's own statement, gone once it was done.
CREATE TABLE outbox (
  id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  topic text NOT NULL,
  ledger text NOT NULL,
  -- The head that the append brought the ledger to.
  seq integer NOT NULL,
  -- Unix seconds from which on it may be taken (again), and how often it was.
  due bigint NOT NULL,
  attempts integer NOT NULL DEFAULT 0
);
CREATE INDEX outbox_due ON outbox (due);
`;

export class Outbox1700000000008 implements MigrationInterface {
  readonly name = 'Outbox1700000000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(outbox);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE outbox');
  }
}
