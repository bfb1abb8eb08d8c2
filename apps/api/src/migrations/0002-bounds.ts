import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each case, person and organisation stores in pictures, promised ones included, counted from what is there. */
const storageUse = `
ALTER TABLE object_intents ADD COLUMN organisation text NOT NULL DEFAULT '';
UPDATE object_intents i SET organisation = r.organisation FROM rooms r WHERE r.ledger = i.room;
CREATE INDEX object_intents_open ON object_intents (person) WHERE state IN ('announced', 'stored');

CREATE TABLE storage_use (
  -- 'room …', 'person …' or 'organisation …'
  holder text PRIMARY KEY,
  bytes bigint NOT NULL
);
INSERT INTO storage_use (holder, bytes)
  SELECT holder, sum(size) FROM object_intents,
    LATERAL (VALUES ('room ' || room), ('person ' || person), ('organisation ' || organisation)) AS held (holder)
  WHERE state <> 'swept' GROUP BY holder;
`;

/** Everything one person, case or organisation may use up is counted. */
export class Bounds1700000000002 implements MigrationInterface {
  readonly name = 'Bounds1700000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(storageUse);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE storage_use; DROP INDEX object_intents_open; ALTER TABLE object_intents DROP COLUMN organisation',
    );
  }
}
