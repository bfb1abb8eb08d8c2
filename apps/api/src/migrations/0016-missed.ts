import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people had of ledgers and are not shown any more, after the database went back to an older copy: for officers to compare. */
export class Missed1700000000016 implements MigrationInterface {
  readonly name = 'Missed1700000000016';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE missed (
        ledger text NOT NULL CONSTRAINT missed_ledger_fkey REFERENCES ledgers (id),
        author text NOT NULL,
        seq integer NOT NULL,
        head text NOT NULL,
        kept_seq integer NOT NULL,
        kept_hash text NOT NULL,
        CONSTRAINT missed_pkey PRIMARY KEY (ledger, author)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE missed');
  }
}
