import { DataSource, type QueryRunner } from 'typeorm';
import { First1700000000001 } from './0001-first';
import { Bounds1700000000002 } from './0002-bounds';
import { SecurityLog1700000000003 } from './0003-security-log';
import { Founders1700000000004 } from './0004-founders';
import { Statements1700000000005 } from './0005-statements';
import { Operating1700000000006 } from './0006-operating';
import { ProjectionVersions1700000000007 } from './0007-projection-versions';
import { Outbox1700000000008 } from './0008-outbox';
import { OutboxByTheClock1700000000009 } from './0009-outbox-by-the-clock';
import { Lists1700000000010 } from './0010-lists';
import { ServiceHeads1700000000013 } from './0013-service-heads';
import { Missed1700000000016 } from './0016-missed';
import { Telling1700000000020 } from './0020-telling';
import { Awaited1700000000021 } from './0021-awaited';
import { Away1700000000022 } from './0022-away';
import { Push1700000000025 } from './0025-push';
import { Receipts1700000000026 } from './0026-receipts';
import { EndedSessions1700000000027 } from './0027-ended-sessions';
import { Endings1700000000028 } from './0028-endings';
import { Digests1700000000029 } from './0029-digests';
import { OwnDevices1700000000030 } from './0030-own-devices';
import { OnCall1700000000031 } from './0031-on-call';
import { KeyRequests1700000000032 } from './0032-key-requests';
import { Outcomes1700000000034 } from './0034-outcomes';
import { Waits1700000000035 } from './0035-waits';
import { grantApiRole, type ApiRole } from './api-role';
import { dataFormat } from './data-format';

const migrations = [
  First1700000000001,
  Bounds1700000000002,
  SecurityLog1700000000003,
  Founders1700000000004,
  Statements1700000000005,
  Operating1700000000006,
  ProjectionVersions1700000000007,
  Outbox1700000000008,
  OutboxByTheClock1700000000009,
  Lists1700000000010,
  ServiceHeads1700000000013,
  Missed1700000000016,
  Telling1700000000020,
  Awaited1700000000021,
  Away1700000000022,
  Push1700000000025,
  Receipts1700000000026,
  EndedSessions1700000000027,
  Endings1700000000028,
  Digests1700000000029,
  OwnDevices1700000000030,
  OnCall1700000000031,
  KeyRequests1700000000032,
  Outcomes1700000000034,
  Waits1700000000035,
];
/** Any constant of our own: replicas that start together wait here for each other. */
const lockNumber = 4_242_001;

/**
 * Brings a database to the newest tables. Safe to run twice and from several processes at once. Returns the names it ran.
 * `apiRole`: whom the API works as, where that is not who migrates.
 */
export async function migrate(databaseUrl: string, apiRole?: ApiRole): Promise<string[]> {
  const source = new DataSource({
    type: 'postgres',
    url: databaseUrl,
    entities: [],
    migrations,
    poolSize: 2,
    logging: false,
    // A database that takes the call and says nothing is none.
    extra: { connectionTimeoutMillis: 10_000 },
  });
  await source.initialize();
  const holder = source.createQueryRunner();
  try {
    await holder.query('SELECT pg_advisory_lock($1)', [lockNumber]);
    await requireFormat(holder);
    const ran = await source.runMigrations({ transaction: 'each' });
    for (const statement of ownNumbers) await holder.query(statement);
    if (apiRole !== undefined) await grantApiRole(holder, apiRole);
    return ran.map(({ name }) => name);
  } finally {
    await holder.query('SELECT pg_advisory_unlock($1)', [lockNumber]).catch(() => undefined);
    await holder.release();
    await source.destroy();
  }
}

/** Rows that came with a backup from a database with higher numbers would count as changed for ever. */
const ownNumbers = ['ledgers', 'room_members'].map(
  (table) =>
    `UPDATE ${table} SET written = DEFAULT WHERE written >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint`,
);

const otherFormat =
  'This database holds data that another version of Consilium wrote, and that this one cannot read. Data of trials are not carried over: name an empty database, or start the version that wrote it.';

/** Refuses a database whose signed history is spelt in another way than this program reads. */
async function requireFormat(runner: QueryRunner): Promise<void> {
  const places = `SELECT to_regclass('entries') IS NOT NULL AS written, to_regclass('data_format') IS NOT NULL AS marked`;
  const [{ written, marked }] = (await runner.query(places)) as [{ written: boolean; marked: boolean }];
  if (!written) return;
  const found = marked ? ((await runner.query('SELECT format FROM data_format')) as { format: number }[]) : [];
  if (found[0]?.format !== dataFormat) throw new Error(otherFormat);
}
