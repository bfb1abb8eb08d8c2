import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = `
-- Devices on which somebody is told, as they said themselves: gone when they may act here no more.
CREATE TABLE told_by_push (
  -- The hash of the endpoint: a device knows by it which row is its own.
  push text PRIMARY KEY,
  person text NOT NULL,
  -- What its owner calls the device.
  name text NOT NULL,
  -- Where the push service takes notices for it, and what they are sealed with; "" once the push service said that it is gone.
  endpoint text NOT NULL,
  key text NOT NULL,
  secret text NOT NULL,
  at bigint NOT NULL,
  -- Why the push service refused the last notice; "" for nothing. When it said that the device is gone; 0: it did not.
  refused text NOT NULL DEFAULT '',
  gone_at bigint NOT NULL DEFAULT 0,
  -- The test notice: its link, when the push service took it, and when the device said that it came.
  test_link text NOT NULL DEFAULT '',
  test_at bigint NOT NULL DEFAULT 0,
  test_arrived_at bigint NOT NULL DEFAULT 0
);
CREATE INDEX told_by_push_person ON told_by_push (person);
CREATE INDEX told_by_push_test ON told_by_push (test_link) WHERE test_link <> '';

ALTER TABLE told_by_mail ADD push_off text[] NOT NULL DEFAULT '{}';
-- When a push about it was last taken, as mailed_at for mails.
ALTER TABLE to_look_at ADD pushed_at bigint NOT NULL DEFAULT 0;
-- By which road a notice goes: "mail", or the device.
ALTER TABLE tellings ADD road text NOT NULL DEFAULT 'mail';
ALTER TABLE tellings DROP CONSTRAINT tellings_pkey;
ALTER TABLE tellings ADD CONSTRAINT tellings_pkey PRIMARY KEY (person, ledger, road, reason);
`;

const back = `
DROP TABLE told_by_push;
ALTER TABLE told_by_mail DROP push_off;
ALTER TABLE to_look_at DROP pushed_at;
DELETE FROM tellings WHERE road <> 'mail';
ALTER TABLE tellings DROP CONSTRAINT tellings_pkey;
ALTER TABLE tellings DROP road;
ALTER TABLE tellings ADD CONSTRAINT tellings_pkey PRIMARY KEY (person, ledger, reason);
`;

export class Push1700000000025 implements MigrationInterface {
  readonly name = 'Push1700000000025';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(back);
  }
}
