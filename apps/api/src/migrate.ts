import { databaseUrlOf, withFiles } from './settings/environment';
import { prepare } from './prepare';

/** Program: brings the database named by DATABASE_URL to the newest tables, and the API's role to its rights. */
async function main(): Promise<void> {
  const given = withFiles(process.env);
  const url = databaseUrlOf(given);
  if (url === undefined) throw new Error('Set DATABASE_URL to the database to migrate.');
  const { API_ROLE: name, API_ROLE_PASSWORD: password } = given;
  if (name !== undefined && password === undefined) throw new Error('Set API_ROLE_PASSWORD for the role API_ROLE.');
  const role = name === undefined || password === undefined ? undefined : { name, password };
  const { migrations: ran, tables, ledgers } = await prepare(url, role);
  if (ledgers > 0) process.stdout.write(`Made anew from ${String(ledgers)} ledgers: ${tables.join(', ')}.\n`);
  process.stdout.write(ran.length === 0 ? 'Tables are up to date.\n' : `Migrated: ${ran.join(', ')}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'Migration failed'}\n`);
  process.exitCode = 1;
});
