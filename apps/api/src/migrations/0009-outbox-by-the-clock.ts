import type { MigrationInterface, QueryRunner } from 'typeorm';

const columns = `
ALTER TABLE outbox
  -- Unix seconds at which it was written.
  ADD COLUMN since bigint NOT NULL DEFAULT (extract(epoch FROM clock_timestamp()))::bigint,
  -- Seconds after which it is due again; null: once.
  ADD COLUMN every integer;
-- What is done by the clock stands here once, whatever the number of replicas.
CREATE UNIQUE INDEX outbox_by_the_clock ON outbox (topic) WHERE every IS NOT NULL;
`;

export class OutboxByTheClock1700000000009 implements MigrationInterface {
  readonly name = 'OutboxByTheClock1700000000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(columns);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM outbox WHERE every IS NOT NULL');
    await runner.query('ALTER TABLE outbox DROP COLUMN since, DROP COLUMN every');
  }
}
