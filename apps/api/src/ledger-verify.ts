import { databaseUrlOf, withFiles } from './settings/environment';
import { connect, sqlOf } from './storage/database';
import { Verification } from './ledgers/verification';
import { projections } from './projections';

/** Program: replays every ledger of the database named by DATABASE_URL. Ends with 1 if anything does not agree. */
async function main(): Promise<void> {
  const url = databaseUrlOf(withFiles(process.env));
  if (url === undefined) throw new Error('Set DATABASE_URL to the database to verify.');
  const source = await connect(url, 2);
  let troubles = 0;
  let ledgers = 0;
  try {
    for await (const { kind, ledger, seq, trouble } of new Verification(sqlOf(source), projections).findings()) {
      ledgers += 1;
      if (trouble !== '') troubles += 1;
      process.stdout.write(
        trouble === ''
          ? `ok      ${kind} ${ledger} entries 0–${String(seq)}\n`
          : `TROUBLE ${kind} ${ledger} at entry ${String(seq)}: ${trouble}\n`,
      );
    }
  } finally {
    await source.destroy();
  }
  process.stdout.write(
    troubles === 0
      ? `${String(ledgers)} ledgers agree.\n`
      : `${String(troubles)} of ${String(ledgers)} ledgers do not agree.\n`,
  );
  process.exitCode = troubles === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'Verification failed'}\n`);
  process.exitCode = 1;
});
