import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who was told that something comes to its end, and which end: so that each is told once, whoever looks and however often. */
export class Endings1700000000028 implements MigrationInterface {
  readonly name = 'Endings1700000000028';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE endings_told (
        person text NOT NULL,
        ledger text NOT NULL CONSTRAINT endings_told_ledger_fkey REFERENCES ledgers (id),
        reason text NOT NULL,
        -- Unix seconds of the end.
        until bigint NOT NULL,
        CONSTRAINT endings_told_pkey PRIMARY KEY (person, ledger, reason, until)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE endings_told');
  }
}
