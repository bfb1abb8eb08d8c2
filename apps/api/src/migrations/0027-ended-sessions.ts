import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Sessions that somebody ended from elsewhere, by the hash of their cookie alone, for two days: a device that keeps cases for
 * reading without a connection deletes them when it is told, and not when its session was merely over.
 */
export class EndedSessions1700000000027 implements MigrationInterface {
  readonly name = 'EndedSessions1700000000027';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ended_sessions (
        token_hash text NOT NULL CONSTRAINT ended_sessions_pkey PRIMARY KEY,
        ended_at timestamptz NOT NULL DEFAULT now()
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE ended_sessions');
  }
}
