import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far each person has looked at each thread of a case, as they signed it: for whoever reads that thread, and never in the ledger. */
export class Receipts1700000000026 implements MigrationInterface {
  readonly name = 'Receipts1700000000026';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE receipts (
        ledger text NOT NULL CONSTRAINT receipts_ledger_fkey REFERENCES ledgers (id),
        thread text NOT NULL,
        author text NOT NULL,
        seq integer NOT NULL,
        receipt text NOT NULL,
        CONSTRAINT receipts_pkey PRIMARY KEY (ledger, thread, author)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE receipts');
  }
}
