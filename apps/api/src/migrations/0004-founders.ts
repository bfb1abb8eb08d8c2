import type { MigrationInterface, QueryRunner } from 'typeorm';

const founders = `
-- First officers who are about to begin a register together; empty once it has begun.
CREATE TABLE founders (
  person text PRIMARY KEY,
  -- First come, first.
  place bigint GENERATED ALWAYS AS IDENTITY,
  signed_join text NOT NULL,
  -- The passkey as it was verified (JSON), and the name of the device.
  passkey text NOT NULL,
  device text NOT NULL,
  at bigint NOT NULL,
  -- What this founder agreed to, or "": the first entry (JSON), its hash, and their account sealed for it (JSON).
  entry text NOT NULL DEFAULT '',
  root text NOT NULL DEFAULT '',
  account text NOT NULL DEFAULT ''
);
`;

/** Two first officers begin a register for real use: what each has said and agreed to, until both have. */
export class Founders1700000000004 implements MigrationInterface {
  readonly name = 'Founders1700000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(founders);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE founders');
  }
}
