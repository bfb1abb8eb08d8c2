import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource, QueryFailedError, type QueryRunner } from 'typeorm';
import { SETTINGS, type Settings } from './config';
import { log } from './log';

/** Runs SQL with `$1` parameters: inside a transaction, or each statement alone. */
export interface Sql {
  /** Rows of a SELECT or of a RETURNING. */
  rows<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** Number of rows changed. */
  run(sql: string, parameters?: readonly unknown[]): Promise<number>;
}

/** SQL over one connection, or over a pool where each statement may take another. */
export function sqlOf(source: QueryRunner | DataSource): Sql {
  const runner = source instanceof DataSource ? { query: queryOf(source) } : source;
  return {
    async rows<Row>(sql: string, parameters: readonly unknown[] = []) {
      const result = await runner.query(sql, [...parameters], true);
      return result.records as Row[];
    },
    async run(sql, parameters = []) {
      const result = await runner.query(sql, [...parameters], true);
      return result.affected ?? 0;
    },
  };
}

function queryOf(source: DataSource): QueryRunner['query'] {
  return async (sql: string, parameters?: unknown[]) => {
    const runner = source.createQueryRunner();
    try {
      return await runner.query(sql, parameters, true);
    } finally {
      await runner.release();
    }
  };
}

/** PostgreSQL's code of an error (`23505` unique violation, …), or "" for anything else. */
export function sqlState(error: unknown): string {
  if (!(error instanceof QueryFailedError)) return '';
  const code: unknown = (error.driverError as { code?: unknown }).code;
  return typeof code === 'string' ? code : '';
}

export function isDuplicate(error: unknown): boolean {
  return sqlState(error) === '23505';
}

/** A connected pool. A lost idle connection is logged, never fatal: the next query opens another. */
export async function connect(url: string, connections: number): Promise<DataSource> {
  const source = new DataSource({
    type: 'postgres',
    url,
    entities: [],
    poolSize: connections,
    logging: false,
    applicationName: 'consilium',
    poolErrorHandler: () => {
      log.warn('a database connection was lost');
    },
    extra: { connectionTimeoutMillis: 5000, keepAlive: true },
  });
  return source.initialize();
}

/** The one way to the database: parametrised SQL, and transactions. */
@Injectable()
export class Database implements Sql, OnApplicationShutdown {
  private source: DataSource | undefined;

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  async open(): Promise<void> {
    this.source ??= await connect(this.settings.database.url, this.settings.database.connections);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.source?.destroy();
    this.source = undefined;
  }

  async rows<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return sqlOf(this.pool()).rows<Row>(sql, parameters);
  }

  async run(sql: string, parameters: readonly unknown[] = []): Promise<number> {
    return sqlOf(this.pool()).run(sql, parameters);
  }

  /** All or nothing. `opening`: parameterless SQL sent together with BEGIN, to save a round trip. */
  async transaction<T>(work: (sql: Sql) => Promise<T>, opening = ''): Promise<T> {
    const runner = this.pool().createQueryRunner();
    try {
      await runner.query(`BEGIN;${opening}`);
      const result = await work(sqlOf(runner));
      await runner.query('COMMIT');
      return result;
    } catch (error) {
      await runner.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }

  async isReachable(): Promise<boolean> {
    return this.rows('SELECT 1').then(
      () => true,
      () => false,
    );
  }

  private pool(): DataSource {
    if (this.source === undefined) throw new Error('The database is not open');
    return this.source;
  }
}
