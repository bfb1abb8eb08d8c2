import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ownTransaction } from './own-transaction';

const lists = `
-- By which transaction a row was last written: lists are asked for by what changed since (ledgers/marks.ts).
ALTER TABLE ledgers ADD COLUMN written bigint NOT NULL DEFAULT ${ownTransaction};
ALTER TABLE room_members ADD COLUMN written bigint NOT NULL DEFAULT ${ownTransaction};
-- Whoever changes a row, a replica of the release before included, which knows nothing of it.
CREATE FUNCTION note_transaction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.written := ${ownTransaction};
  RETURN NEW;
END $$;
CREATE TRIGGER ledgers_written BEFORE UPDATE ON ledgers FOR EACH ROW EXECUTE FUNCTION note_transaction();
CREATE TRIGGER room_members_written BEFORE UPDATE ON room_members FOR EACH ROW EXECUTE FUNCTION note_transaction();

-- Rules of the newest entry. Filled, as all below, by the versions of their tables.
ALTER TABLE rooms ADD COLUMN rules integer NOT NULL DEFAULT 1;
ALTER TABLE advice_requests ADD COLUMN rules integer NOT NULL DEFAULT 1;

-- Register entry as of which somebody here knew an internal's keys; what a clearance says of an outside colleague: its hash,
-- whose decision it is, and the recipient it names (JSON).
ALTER TABLE room_members ADD COLUMN known integer NOT NULL DEFAULT 0;
ALTER TABLE room_members ADD COLUMN clearance_hash text NOT NULL DEFAULT '';
ALTER TABLE room_members ADD COLUMN organisation text NOT NULL DEFAULT '';
ALTER TABLE room_members ADD COLUMN recipient text NOT NULL DEFAULT '';

DROP INDEX room_members_person;
CREATE INDEX room_members_person ON room_members (person, room);
`;

/** Lists from tables alone, by page and by what changed since. */
export class Lists1700000000010 implements MigrationInterface {
  readonly name = 'Lists1700000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(lists);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER room_members_written ON room_members; DROP TRIGGER ledgers_written ON ledgers;
      DROP FUNCTION note_transaction;
      DROP INDEX room_members_person; CREATE INDEX room_members_person ON room_members (person);
      ALTER TABLE room_members DROP COLUMN recipient, DROP COLUMN organisation, DROP COLUMN clearance_hash,
        DROP COLUMN known, DROP COLUMN written;
      ALTER TABLE advice_requests DROP COLUMN rules; ALTER TABLE rooms DROP COLUMN rules;
      ALTER TABLE ledgers DROP COLUMN written`);
  }
}
