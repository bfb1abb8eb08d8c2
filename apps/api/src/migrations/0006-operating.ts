import type { MigrationInterface, QueryRunner } from 'typeorm';

const operating = `
-- Written whenever a process is asked whether it is ready: whether anything can be written shows by writing.
CREATE TABLE readiness (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  at bigint NOT NULL
);
INSERT INTO readiness (at) VALUES (0);

-- What the adapter between replicas sends apart when it is too long for a NOTIFY.
CREATE TABLE IF NOT EXISTS socket_io_attachments (
  id bigserial UNIQUE,
  created_at timestamptz DEFAULT now(),
  payload bytea
);
`;

/** What running the service needs and no ledger knows. */
export class Operating1700000000006 implements MigrationInterface {
  readonly name = 'Operating1700000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(operating);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE readiness; DROP TABLE socket_io_attachments');
  }
}
