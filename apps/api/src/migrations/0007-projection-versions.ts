import type { MigrationInterface, QueryRunner } from 'typeorm';

/** In which way each table that is made of ledgers was made: another version in the program has it made anew. */
export class ProjectionVersions1700000000007 implements MigrationInterface {
  readonly name = 'ProjectionVersions1700000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE projection_versions (name text PRIMARY KEY, version integer NOT NULL)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE projection_versions');
  }
}
