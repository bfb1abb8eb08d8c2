import type { QueryRunner } from 'typeorm';

/** The role the API works as: not the one that owns the tables. Its password is set at every migration. */
export interface ApiRole {
  readonly name: string;
  readonly password: string;
}

/** What nobody changes or takes away once it is written. */
const history = ['entries', 'blobs'];
/** What is changed and never taken away. */
const kept = ['ledgers', 'heads', 'receipts', 'readiness'];
/** What only migrations write. */
const given = ['data_format', 'migrations', 'projection_versions'];

function rightsOn(table: string): string {
  if (given.includes(table)) return 'SELECT';
  if (history.includes(table)) return 'SELECT, INSERT';
  return kept.includes(table) ? 'SELECT, INSERT, UPDATE' : 'SELECT, INSERT, UPDATE, DELETE';
}

/** Names and texts are quoted by the server itself: neither can be a parameter here. */
async function quoted(runner: QueryRunner, form: string, ...values: string[]): Promise<void> {
  const places = values.map((_, index) => `$${String(index + 1)}::text`).join(', ');
  const [{ statement }] = (await runner.query(`SELECT format('${form}', ${places}) AS statement`, values)) as [
    { statement: string },
  ];
  await runner.query(statement);
}

/**
 * Makes the API's role if it is missing and gives it what it needs, no more: it owns nothing, so it can neither change a
 * table nor disable the triggers that keep history, and where history lies it may read and add.
 */
export async function grantApiRole(runner: QueryRunner, { name, password }: ApiRole): Promise<void> {
  const found = (await runner.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name])) as unknown[];
  if (found.length === 0) await quoted(runner, 'CREATE ROLE %I', name);
  const plain = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS';
  await quoted(runner, `ALTER ROLE %I ${plain} PASSWORD %L`, name, password);
  await runner.query('REVOKE CREATE ON SCHEMA public FROM PUBLIC');
  await quoted(runner, 'GRANT USAGE ON SCHEMA public TO %I', name);
  const tables = (await runner.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")) as {
    tablename: string;
  }[];
  for (const { tablename } of tables) {
    await quoted(runner, 'REVOKE ALL ON TABLE public.%I FROM %I', tablename, name);
    await quoted(runner, `GRANT ${rightsOn(tablename)} ON TABLE public.%I TO %I`, tablename, name);
  }
  await quoted(runner, 'GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO %I', name);
}
