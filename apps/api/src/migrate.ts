import { migrate } from './migrations/migrate';

/** Program: brings the database named by DATABASE_URL to the newest tables. */
async function main(): Promise<void> {
  const url = process.env['DATABASE_URL'];
  if (url === undefined) throw new Error('Set DATABASE_URL to the database to migrate.');
  const ran = await migrate(url);
  process.stdout.write(ran.length === 0 ? 'Tables are up to date.\n' : `Migrated: ${ran.join(', ')}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'Migration failed'}\n`);
  process.exitCode = 1;
});
