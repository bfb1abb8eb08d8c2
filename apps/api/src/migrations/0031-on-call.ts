import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = `
-- Who of a team is on call until when, and who said so: they themselves, whoever was on call before them, or who leads it.
CREATE TABLE on_call (
  organisation text NOT NULL,
  team text NOT NULL,
  person text NOT NULL,
  until bigint NOT NULL,
  said_by text NOT NULL,
  PRIMARY KEY (organisation, team)
);
`;

export class OnCall1700000000031 implements MigrationInterface {
  readonly name = 'OnCall1700000000031';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE on_call');
  }
}
