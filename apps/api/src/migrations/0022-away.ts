import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = `
-- Who said of themselves that they are away, until when, and who stands in for them ("" for nobody).
CREATE TABLE away (
  person text PRIMARY KEY,
  until bigint NOT NULL,
  deputy text NOT NULL DEFAULT ''
);
`;

export class Away1700000000022 implements MigrationInterface {
  readonly name = 'Away1700000000022';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE away');
  }
}
