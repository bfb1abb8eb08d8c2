import { databaseUrlOf, withFiles } from './settings/environment';
import { rebuild } from './rebuild';

/** Program: makes every table that is made of ledgers anew, in the database named by DATABASE_URL. */
async function main(): Promise<void> {
  const url = databaseUrlOf(withFiles(process.env));
  if (url === undefined) throw new Error('Set DATABASE_URL to the database whose tables are made anew.');
  const { tables, ledgers } = await rebuild(url, 'all');
  process.stdout.write(`Made anew from ${String(ledgers)} ledgers: ${tables.join(', ')}.\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'Nothing was made anew'}\n`);
  process.exitCode = 1;
});
