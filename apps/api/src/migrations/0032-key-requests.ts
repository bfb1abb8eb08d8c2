import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Links for somebody who lost every passkey and the words, and what they came with: their statement, and the account sealed
 * under the new keys, which takes the place of the former one when two officers have confirmed them.
 */
export class KeyRequests1700000000032 implements MigrationInterface {
  readonly name = 'KeyRequests1700000000032';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE invitations ADD COLUMN person text NOT NULL DEFAULT ''`);
    await runner.query(`
      CREATE TABLE key_requests (
        invitation text NOT NULL CONSTRAINT key_requests_pkey PRIMARY KEY
          CONSTRAINT key_requests_invitation_fkey REFERENCES invitations,
        person text NOT NULL CONSTRAINT key_requests_person_fkey REFERENCES accounts,
        signed_join text NOT NULL,
        proof text NOT NULL,
        sealed_account jsonb NOT NULL,
        passkey jsonb NOT NULL,
        at bigint NOT NULL
      )`);
    await runner.query('CREATE INDEX key_requests_person ON key_requests (person)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE key_requests');
    await runner.query('ALTER TABLE invitations DROP COLUMN person');
  }
}
