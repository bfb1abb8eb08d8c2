import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = `
-- Minutes after midnight at which what is not for today comes as one notice; -1: at once, each alone.
ALTER TABLE told_by_mail ADD mail_daily integer NOT NULL DEFAULT -1;
ALTER TABLE told_by_mail ADD push_daily integer NOT NULL DEFAULT -1;

-- The one notice of a day, of each person and road: it takes the place of those that wait.
CREATE TABLE digests (
  person text NOT NULL,
  road text NOT NULL,
  -- Leads its own person to what waits for them, until then.
  link text NOT NULL CONSTRAINT digests_link_key UNIQUE,
  until bigint NOT NULL,
  -- What the notice that is on its way is called, and until when nobody else begins one.
  mail text NOT NULL,
  out_until bigint NOT NULL,
  -- When one was last handed over.
  told bigint NOT NULL DEFAULT 0,
  CONSTRAINT digests_pkey PRIMARY KEY (person, road)
);
`;

export class Digests1700000000029 implements MigrationInterface {
  readonly name = 'Digests1700000000029';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE digests; ALTER TABLE told_by_mail DROP mail_daily; ALTER TABLE told_by_mail DROP push_daily',
    );
  }
}
