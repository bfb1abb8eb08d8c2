import type { MigrationInterface, QueryRunner } from 'typeorm';

const securityLog = `
-- Who did what that matters to security. The same by the same person within a minute is one row.
CREATE TABLE security_events (
  minute bigint NOT NULL,
  act text NOT NULL,
  -- "" where nobody was known.
  person text NOT NULL,
  -- Address of the call, or type of the entry; never what anybody wrote.
  about text NOT NULL,
  at bigint NOT NULL,
  times integer NOT NULL,
  PRIMARY KEY (minute, act, person, about)
);

CREATE TABLE security_readings (
  reading text PRIMARY KEY,
  asker text NOT NULL,
  reason text NOT NULL,
  asked_at bigint NOT NULL,
  -- "" and 0 until another officer confirms.
  confirmer text NOT NULL,
  confirmed_at bigint NOT NULL
);
`;

/** A log of persons, apart from the log of requests, and who asked to read it. */
export class SecurityLog1700000000003 implements MigrationInterface {
  readonly name = 'SecurityLog1700000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(securityLog);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE security_events; DROP TABLE security_readings');
  }
}
