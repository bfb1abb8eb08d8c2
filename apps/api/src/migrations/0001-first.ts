import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dataFormat } from './data-format';
import { accountTables } from './tables/accounts';
import { ledgerTables } from './tables/ledgers';
import { projectionTables } from './tables/projections';

/** Everything the first issue stores. Content only in `sealed…` columns and blobs; ids and hashes as their base64url text. */
export class First1700000000001 implements MigrationInterface {
  readonly name = 'First1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ledgerTables);
    await runner.query(projectionTables);
    await runner.query(accountTables);
    await runner.query('CREATE TABLE data_format (format integer PRIMARY KEY)');
    await runner.query('INSERT INTO data_format (format) VALUES ($1)', [dataFormat]);
  }

  /** Signed history is never dropped by a program. */
  down(): Promise<void> {
    return Promise.reject(new Error('The first migration is not undone: it would destroy signed history.'));
  }
}
