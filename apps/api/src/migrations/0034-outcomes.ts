import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By which opinions are found that were filed three weeks ago, and what was said of them since. */
export class Outcomes1700000000034 implements MigrationInterface {
  readonly name = 'Outcomes1700000000034';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("CREATE INDEX entries_opinions ON entries (at) WHERE type = 'opinion'");
    await runner.query("CREATE INDEX entries_outcomes ON entries (ledger) WHERE type = 'outcome'");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX entries_outcomes');
    await runner.query('DROP INDEX entries_opinions');
  }
}
