import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { freePort, isFree } from './free-port';
import { orStopped } from './or-stopped';
import { canEnter, postgresAccount, type Account } from './postgres-account';
import { outsideFolder, postgresBinaries, type Say } from './postgres-binaries';
import { endLeftover, runServer } from './postgres-process';
import { fullDisk, StartProblem, writing } from './start-problem';

export type PostgresOptions = {
  /** Made and initialised when missing. */
  readonly dataDir: string;
  /** Of the one role, `consilium`; set when the data folder is initialised. */
  readonly password: string;
  /** Taken when free; otherwise any free port. */
  readonly port?: number;
  /** A file the server writes its log to. */
  readonly log?: string;
  /** False trades safety for speed: for tests, whose data nobody misses. */
  readonly durable?: boolean;
  readonly say?: Say;
};

export type RunningPostgres = {
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  readonly stop: () => Promise<void>;
  /** Rejects when it ends without having been asked to. */
  readonly failure: Promise<never>;
};

const role = 'consilium';

function own(folder: string, account: Account | undefined): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (account !== undefined) chownSync(folder, account.uid, account.gid);
}

/** Always the same for the same data folder, so that the next start finds it. */
function elsewhereOf(dataDir: string): string {
  return path.join(outsideFolder('databases'), createHash('sha256').update(dataDir).digest('hex').slice(0, 16));
}

const noteOf = (dataDir: string): string => `${dataDir}.is-elsewhere.txt`;

/** Throws a database away, ending the server that may still work on it. */
export async function discardPostgres(dataDir: string): Promise<void> {
  const asked = path.resolve(dataDir);
  for (const folder of existsSync(noteOf(asked)) ? [asked, elsewhereOf(asked)] : [asked]) {
    await endLeftover(folder);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Where the data really goes: elsewhere when the account PostgreSQL runs under cannot get into the folder asked for. */
function reachable(dataDir: string, account: Account | undefined, say: Say): string {
  mkdirSync(path.dirname(dataDir), { recursive: true });
  own(dataDir, account);
  if (canEnter(dataDir, account)) return dataDir;
  const elsewhere = elsewhereOf(dataDir);
  own(elsewhere, account);
  writeFileSync(noteOf(dataDir), `PostgreSQL cannot enter this folder, so the database is in ${elsewhere}\n`);
  say(`PostgreSQL runs under another account, which cannot enter ${dataDir}; the database is in ${elsewhere}.`);
  return elsewhere;
}

function initialise(bin: string, dataDir: string, password: string, account: Account | undefined): void {
  const draft = `${dataDir}.new`;
  rmSync(draft, { recursive: true, force: true });
  own(draft, account);
  // Beside the data, where the account can reach it for certain.
  const secret = `${dataDir}.secret`;
  rmSync(secret, { recursive: true, force: true });
  own(secret, account);
  const passwordFile = path.join(secret, 'password');
  try {
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (account !== undefined) chownSync(passwordFile, account.uid, account.gid);
    const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--encoding=UTF8'];
    const login = ['-U', role, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
    const { status, stderr, error } = spawnSync(path.join(bin, 'initdb'), ['-D', draft, ...login, ...locale], {
      ...account,
      cwd: draft,
      encoding: 'utf8',
    });
    if (error !== undefined) throw error;
    if (/No space left on device/.test(stderr)) throw fullDisk(dataDir);
    if (status !== 0) throw new StartProblem(`PostgreSQL could not prepare ${dataDir}:\n${stderr.trim()}`);
    rmSync(dataDir, { recursive: true, force: true });
    renameSync(draft, dataDir);
  } finally {
    rmSync(secret, { recursive: true, force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

/** The port wanted, if any, when nobody else has it by now. */
async function portFor(wanted: number | undefined, say: Say): Promise<number> {
  if (wanted === undefined) return await freePort();
  if (await isFree(wanted)) return wanted;
  const port = await freePort();
  say(`Port ${String(wanted)} of the database is taken; it uses ${String(port)} instead.`);
  return port;
}

async function ensureDatabase(adminUrl: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  try {
    await client.connect();
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [role]);
    if (rowCount === 0) await client.query(`create database ${role}`);
  } catch (error) {
    if (error instanceof Error && /password authentication failed/.test(error.message)) {
      throw new StartProblem(
        'The database does not know the password in settings.json. Put back the settings.json that belongs to this data folder.',
      );
    }
    throw error;
  } finally {
    await client.end();
  }
}

/**
 * Starts the PostgreSQL that comes as an npm package, on the loopback address only, and makes the database `consilium`
 * in it. Initialises the data folder the first time (about a second), ends a server left over from a killed start.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const say = options.say ?? ((): void => undefined);
  const account = postgresAccount();
  const bin = postgresBinaries(account, say);
  return await writing(path.dirname(options.dataDir), async () => {
    const dataDir = reachable(path.resolve(options.dataDir), account, say);
    if (!existsSync(path.join(dataDir, 'PG_VERSION'))) initialise(bin, dataDir, options.password, account);
    chmodSync(dataDir, 0o700);
    await endLeftover(dataDir);
    const port = await portFor(options.port, say);
    const log = options.log ?? path.join(path.dirname(dataDir), 'postgres.log');
    const program = path.join(bin, 'postgres');
    const { stop, failure } = await runServer({
      program,
      dataDir,
      port,
      log,
      durable: options.durable ?? true,
      account,
    });
    const server = `postgres://${role}:${encodeURIComponent(options.password)}@127.0.0.1:${String(port)}`;
    await orStopped({ stop }, () => ensureDatabase(`${server}/postgres`));
    return { url: `${server}/${role}`, port, dataDir, stop, failure };
  });
}
