import { Injectable } from '@nestjs/common';
import { Problem } from '@consilium/domain';
import { Clock } from '../settings/clock';
import { log } from '../telemetry/log';
import { Metrics } from '../telemetry/metrics';
import { Database, type Sql } from './database';

/** Seconds by which clocks may part before nothing is signed or taken any more. */
const mostApart = 30;
/** When to try again, seconds. */
const again = 30;

const apartText =
  'The clock of the service is wrong just now, so it takes nothing and signs nothing. Nothing is lost, and what you wrote is kept; try again in a few minutes.';

/** Unix seconds. */
async function databaseNow(sql: Sql): Promise<number> {
  const [row] = await sql.rows<{ now: number }>('SELECT extract(epoch FROM clock_timestamp())::float8 AS now', []);
  return row?.now ?? NaN;
}

/**
 * Whether the service knows what time it is. Where its clock parts from the database's, or jumped, nothing new is dated by
 * it: what is signed once stands for ever. A ledger whose newest entry lies ahead is no reason.
 */
@Injectable()
export class Clocks {
  private wasApart = false;
  private last = 0;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    metrics.gauge(
      'consilium_clock_apart_seconds',
      'By which clocks part, at the last look; at 31 nothing is taken.',
      () => Math.round(this.last),
    );
  }

  /** Whether the clocks agree, by what the database says now. */
  async agree(): Promise<boolean> {
    return this.agreeAt(await databaseNow(this.database));
  }

  /** The time by which what lay unused is over (`Clock.sure`). */
  async sure(sql: Sql = this.database): Promise<number> {
    return this.clock.sure(await databaseNow(sql));
  }

  /** Refuses to date anything. `database`: what the database's clock says now. */
  require(database: number): void {
    if (!this.agreeAt(database))
      throw new Problem('unavailable', apartText, { reason: 'clocks-apart', seconds: again });
  }

  private agreeAt(database: number): boolean {
    this.last = this.clock.apart(database);
    const isApart = this.last > mostApart;
    if (isApart !== this.wasApart) {
      const seconds = Math.round(this.last);
      if (isApart)
        log.error({ seconds }, 'the clocks of this process and of the database part: nothing is taken or signed');
      else log.warn({ seconds }, 'the clocks agree again');
    }
    this.wasApart = isApart;
    return !isApart;
  }
}
