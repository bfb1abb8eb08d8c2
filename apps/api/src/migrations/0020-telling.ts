import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = `
-- How somebody is told that something waits for them: their own words about themselves, gone when they may act here no more.
CREATE TABLE told_by_mail (
  person text PRIMARY KEY,
  -- Verified; "" for none.
  address text NOT NULL DEFAULT '',
  -- An address to which a code was sent, the hash of the code, until when it counts, and how often it was guessed at.
  pending text NOT NULL DEFAULT '',
  code_hash text NOT NULL DEFAULT '',
  code_until bigint NOT NULL DEFAULT 0,
  code_tries integer NOT NULL DEFAULT 0,
  -- Why the mail server refused the last notice; "" for nothing.
  refused text NOT NULL DEFAULT '',
  reasons_off text[] NOT NULL DEFAULT '{}',
  quiet_from integer NOT NULL DEFAULT 0,
  quiet_until integer NOT NULL DEFAULT 0,
  quiet_zone text NOT NULL DEFAULT 'Europe/London',
  today_anyway boolean NOT NULL DEFAULT true,
  -- The test notice: its link, when the mail server took it, and when the link was opened.
  test_link text NOT NULL DEFAULT '',
  test_at bigint NOT NULL DEFAULT 0,
  test_arrived_at bigint NOT NULL DEFAULT 0
);

-- What waits for somebody to look at it, one row for each ledger: where the link of a notice leads.
CREATE TABLE to_look_at (
  person text NOT NULL,
  ledger text NOT NULL CONSTRAINT to_look_at_ledger_fkey REFERENCES ledgers (id),
  -- Says nothing, and leads nobody else anywhere.
  link text NOT NULL CONSTRAINT to_look_at_link_key UNIQUE,
  -- Unix seconds after which the link leads nowhere.
  until bigint NOT NULL,
  looked boolean NOT NULL DEFAULT false,
  -- When a mail about it was last taken by the mail server, and they have not looked since; 0: none.
  mailed_at bigint NOT NULL DEFAULT 0,
  CONSTRAINT to_look_at_pkey PRIMARY KEY (person, ledger)
);
CREATE INDEX to_look_at_ledger ON to_look_at (ledger);
CREATE INDEX to_look_at_until ON to_look_at (until);

-- Notices that are still to be mailed: written in the transaction of the append, gone once the mail server took them.
CREATE TABLE tellings (
  person text NOT NULL,
  ledger text NOT NULL CONSTRAINT tellings_ledger_fkey REFERENCES ledgers (id),
  reason text NOT NULL,
  today boolean NOT NULL,
  at bigint NOT NULL,
  -- Unix seconds from which on it may be taken (again), and how often it was.
  due bigint NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  -- What its Message-ID is made of, from the first try on: a repeat carries the same.
  mail text NOT NULL DEFAULT '',
  -- Whether a process has begun to hand it over and has not said what became of it.
  is_out boolean NOT NULL DEFAULT false,
  CONSTRAINT tellings_pkey PRIMARY KEY (person, ledger, reason)
);
CREATE INDEX tellings_due ON tellings (due);
CREATE INDEX tellings_mail ON tellings (mail);
`;

export class Telling1700000000020 implements MigrationInterface {
  readonly name = 'Telling1700000000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE tellings; DROP TABLE to_look_at; DROP TABLE told_by_mail');
  }
}
