import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = `
-- The statement that a joiner's invitation proof is over, where they have made another one since; else "".
ALTER TABLE join_requests ADD COLUMN first_join text NOT NULL DEFAULT '';

-- What somebody in the register says of themselves anew, until an officer has signed or refused it.
CREATE TABLE statements (
  person text PRIMARY KEY REFERENCES accounts (person),
  signed_join text NOT NULL,
  -- When it was signed, as it says; the register says when the one that stands was.
  signed_at bigint NOT NULL,
  refused boolean NOT NULL DEFAULT false,
  -- The register has it, or something newer.
  done boolean NOT NULL DEFAULT false,
  reason text NOT NULL DEFAULT '',
  at bigint NOT NULL
);

-- Somebody else stated this person's number and was refused; one row a day, with its last time.
CREATE TABLE number_claims (
  owner text NOT NULL,
  day bigint NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (owner, day)
);
`;

/** Who is in the register, or was refused, says who they are once more: to be renewed, to move, to correct. */
export class Statements1700000000005 implements MigrationInterface {
  readonly name = 'Statements1700000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(statements);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE number_claims; DROP TABLE statements; ALTER TABLE join_requests DROP COLUMN first_join',
    );
  }
}
