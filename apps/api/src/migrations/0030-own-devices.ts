import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How long a session may lie unused: a quarter of an hour on a shared computer, as all of them until now; to its end on one's own device. */
export class OwnDevices1700000000030 implements MigrationInterface {
  readonly name = 'OwnDevices1700000000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sessions ADD COLUMN idle_seconds integer NOT NULL DEFAULT 900');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sessions DROP COLUMN idle_seconds');
  }
}
