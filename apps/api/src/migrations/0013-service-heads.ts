import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Beside each member's head, the service's own word on that ledger that they were given with the answer to an append; "" for none. */
export class ServiceHeads1700000000013 implements MigrationInterface {
  readonly name = 'ServiceHeads1700000000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE heads ADD COLUMN service text NOT NULL DEFAULT ''`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE heads DROP COLUMN service');
  }
}
