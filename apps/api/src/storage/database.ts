import { Injectable } from '@nestjs/common';
import { DatabaseError, type Pool, type PoolClient, type QueryConfig, type QueryResult } from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSource, QueryFailedError, type DataSourceOptions, type QueryRunner } from 'typeorm';
import { log } from '../telemetry/log';

/** Runs SQL with `$1` parameters: inside a transaction, or each statement alone. */
export interface Sql {
  /** Rows of a SELECT or of a RETURNING. */
  rows<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** Number of rows changed. */
  run(sql: string, parameters?: readonly unknown[]): Promise<number>;
}

/** What is asked of a connection: one of the pool's, or whichever is free. */
type Ask = (query: QueryConfig) => Promise<QueryResult>;

/** A statement's name on each connection, where it is parsed and planned once. Texts are constants of the program. */
const names = new Map<string, string>();

function nameOf(text: string): string {
  const name = names.get(text) ?? `s${String(names.size)}`;
  names.set(text, name);
  return name;
}

/** SQL over one connection, or over a pool where each statement may take another. */
export function sqlOf(source: PoolClient | DataSource): Sql {
  const ask: Ask = source instanceof DataSource ? askAny(source) : (query) => source.query(query);
  const query = (text: string, values: readonly unknown[]) => ask({ name: nameOf(text), text, values: [...values] });
  return {
    async rows<Row>(sql: string, parameters: readonly unknown[] = []) {
      return (await query(sql, parameters)).rows as Row[];
    },
    async run(sql, parameters = []) {
      return (await query(sql, parameters)).rowCount ?? 0;
    },
  };
}

function askAny(source: DataSource): Ask {
  return (query) => withConnection(source, (client) => client.query(query));
}

/** Borrows a connection. None to be had in time, or one that ends meanwhile, is an outage and not a bug. */
async function withConnection<T>(source: DataSource, act: (client: PoolClient) => Promise<T>): Promise<T> {
  const runner = source.createQueryRunner();
  const client = await connectionOf(runner);
  try {
    return await act(client);
  } catch (error) {
    throw await metOn(source, client, error);
  } finally {
    await runner.release();
  }
}

/** What an error of a connection is to whoever asked; one that is over is not lent out again by the pool. */
async function metOn(source: DataSource, client: PoolClient, error: unknown): Promise<unknown> {
  if (/^(?:53100|58030|25006)$/.test(sqlState(error))) refusedAt.set(source, performance.now());
  if (!isOver(error)) return error;
  await Promise.race([client.end().catch(() => undefined), pause(1000)]);
  return new NoConnection(error);
}

/** When a database last said that nothing can be written: the disk full, the server closed to it. */
const refusedAt = new WeakMap<DataSource, number>();

async function connectionOf(runner: QueryRunner): Promise<PoolClient> {
  try {
    return (await runner.connect()) as PoolClient;
  } catch (cause) {
    throw new NoConnection(cause);
  }
}

/** Whether a connection ended under a statement: the server's last word, or the driver's, whose errors have no code. */
function isOver(error: unknown): boolean {
  if (error instanceof DatabaseError) return error.severity === 'FATAL';
  return error instanceof Error && /^Connection terminated|is not queryable$|^Query read timeout$/.test(error.message);
}

/** The database is away, or all its connections are taken for longer than anybody waits. */
export class NoConnection extends Error {
  override readonly name = 'NoConnection';

  constructor(cause: unknown) {
    super('No connection to the database', { cause });
  }
}

/** PostgreSQL's code of an error (`23505` unique violation, …), or "" for anything else. */
export function sqlState(error: unknown): string {
  return error instanceof DatabaseError ? (error.code ?? '') : '';
}

/** `of`: constraints by name; without, any. */
export function isDuplicate(error: unknown, of?: readonly string[]): boolean {
  if (sqlState(error) !== '23505') return false;
  return of === undefined || (error instanceof DatabaseError && of.includes(error.constraint ?? ''));
}

/** Seconds a lock is waited for at most, and a transaction may stand idle: the sweep of ticks does while it appends. */
const lockSeconds = 10;
const idleSeconds = 300;

/** What no statement may exceed, on the server; and here, where a server that hangs says nothing of it. */
function limitsOf(seconds: number): Record<string, number> {
  return {
    statement_timeout: seconds * 1000,
    lock_timeout: Math.min(seconds, lockSeconds) * 1000,
    idle_in_transaction_session_timeout: idleSeconds * 1000,
    query_timeout: seconds * 1000 + 2000,
  };
}

/** A pool whose repositories meet an outage by the same errors as plain SQL does. */
class GuardedSource extends DataSource {
  override createQueryRunner(...mode: Parameters<DataSource['createQueryRunner']>): QueryRunner {
    const runner = super.createQueryRunner(...mode);
    const ask = runner.query.bind(runner) as (...asked: readonly unknown[]) => Promise<unknown>;
    const query = async (...asked: readonly unknown[]): Promise<unknown> => {
      const client = await connectionOf(runner);
      try {
        return await ask(...asked);
      } catch (error) {
        throw await metOn(this, client, error instanceof QueryFailedError ? error.driverError : error);
      }
    };
    return Object.assign(runner, { query });
  }
}

/**
 * A pool over these entities. A lost idle connection is logged, never fatal: the next query opens another. `seconds`: how
 * long one statement may take; without, as long as it likes.
 */
export function poolOptions(
  { url, connections, seconds }: { url: string; connections: number; seconds?: number | undefined },
  entities: readonly (new () => object)[] = [],
): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities: [...entities],
    poolSize: connections,
    logging: false,
    applicationName: 'consilium',
    poolErrorHandler: () => {
      log.warn('a database connection was lost');
    },
    extra: {
      connectionTimeoutMillis: 5000,
      keepAlive: true,
      pipeline: true,
      ...(seconds === undefined ? {} : limitsOf(seconds)),
    },
  };
}

export function openPool(options: DataSourceOptions): Promise<DataSource> {
  return new GuardedSource(options).initialize();
}

/** A connected pool for SQL alone. */
export function connect(url: string, connections: number, seconds?: number): Promise<DataSource> {
  return openPool(poolOptions({ url, connections, seconds }));
}

/** How long somebody who asks whether all is well waits for an answer, and a refused write counts (milliseconds). */
const readinessMilliseconds = 3000;
const refusedMilliseconds = 8000;

/** False when it fails, or takes longer. */
export async function within(milliseconds: number, act: Promise<boolean>): Promise<boolean> {
  const late = pause(milliseconds, false, { ref: false });
  return Promise.race([act, late]).catch(() => false);
}

/**
 * All or nothing. `opening`: parameterless SQL sent together with BEGIN. Neither waits for an answer before the work's
 * first statement follows: should they fail, so does every statement after them.
 */
export async function transactionOn<T>(source: DataSource, work: (sql: Sql) => Promise<T>, opening = ''): Promise<T> {
  return withConnection(source, async (client) => {
    try {
      const begun = client.query(`BEGIN;${opening}`);
      begun.catch(() => undefined);
      const result = await work(sqlOf(client));
      await begun;
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
  });
}

/** SQL with parameters and transactions, over the pool that repositories ask too: where every statement counts, and locks. */
@Injectable()
export class Database implements Sql {
  constructor(private readonly source: DataSource) {}

  rows<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return sqlOf(this.source).rows<Row>(sql, parameters);
  }

  run(sql: string, parameters: readonly unknown[] = []): Promise<number> {
    return sqlOf(this.source).run(sql, parameters);
  }

  /** All or nothing: see `transactionOn`. */
  transaction<T>(work: (sql: Sql) => Promise<T>, opening = ''): Promise<T> {
    return transactionOn(this.source, work, opening);
  }

  async isReachable(): Promise<boolean> {
    return within(
      readinessMilliseconds,
      this.rows('SELECT 1').then(() => true),
    );
  }

  /**
   * Whether a row can be written now, and whether the disk was found full, or the server closed to writing, just before:
   * of a full disk one row more says little.
   */
  async isWritable(): Promise<boolean> {
    if (performance.now() - (refusedAt.get(this.source) ?? -Infinity) < refusedMilliseconds) return false;
    const writes = this.run('UPDATE readiness SET at = extract(epoch FROM now())::bigint');
    return within(
      readinessMilliseconds,
      writes.then((rows) => rows === 1),
    );
  }

  /** Connections of the pool: open, idle among them, or asked for and not there. */
  connections(): Readonly<Record<'open' | 'idle' | 'waited-for', number>> {
    const { master } = this.source.driver as unknown as { readonly master: Pool };
    return { open: master.totalCount, idle: master.idleCount, 'waited-for': master.waitingCount };
  }
}
