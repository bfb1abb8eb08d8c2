import { Controller, Get, Inject, Req } from '@nestjs/common';
import { Problem } from '@consilium/domain';
import { createHash, timingSafeEqual } from 'node:crypto';
import { Open } from '../http/audience.guard';
import { SETTINGS, type Settings } from '../settings/config';
import { Database } from '../storage/database';
import { Live } from '../live/live';
import { Clocks } from '../storage/clocks';
import { Metrics } from '../telemetry/metrics';
import { ObjectStore } from '../storage/object-store';
import type { ApiRequest } from '../http/request';

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** For the machine that runs us: no id, no name, nothing about anybody. */
@Controller('api')
export class HealthController {
  constructor(
    private readonly database: Database,
    private readonly store: ObjectStore,
    private readonly clocks: Clocks,
    private readonly metrics: Metrics,
    @Inject(SETTINGS) private readonly settings: Settings,
    live: Live,
  ) {
    metrics.gauge('consilium_live_sockets', 'Open live connections.', () => live.count());
    metrics.gauge('consilium_memory_bytes', 'Resident memory.', () => process.memoryUsage.rss());
    const pool = 'consilium_database_connections';
    for (const state of Object.keys(database.connections()) as (keyof ReturnType<Database['connections']>)[]) {
      const says = 'Connections to PostgreSQL, and who waits for one.';
      metrics.gauge(`${pool}{state="${state}"}`, says, () => database.connections()[state]);
    }
  }

  /** The process answers. */
  @Get('health/live')
  @Open()
  alive(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** Database and object store answer too, something can be written, and the clocks agree. */
  @Get('health/ready')
  @Open()
  async ready(): Promise<{ status: 'ok' }> {
    const [database, writing, store, clocks] = await Promise.all([
      this.database.isReachable(),
      this.database.isWritable(),
      this.store.isReachable(),
      this.clocks.agree().catch(() => false),
    ]);
    if (!database || !writing || !store || !clocks) {
      throw new Problem('unavailable', 'Not ready yet.', { database, writing, store, clocks });
    }
    return { status: 'ok' };
  }

  /** Counts, in the text format monitoring reads: to this machine itself, and to whoever shows the token. */
  @Get('metrics')
  @Open()
  count(@Req() request: ApiRequest): string {
    const forwarded = request.headers['x-forwarded-for'] !== undefined;
    const isHere = !forwarded && loopback.has(request.socket.remoteAddress ?? '');
    if (!isHere && !this.isMonitor(request.headers.authorization)) {
      throw new Problem('not-found', 'There is nothing here.');
    }
    return this.metrics.text();
  }

  private isMonitor(shown = ''): boolean {
    const { metricsToken } = this.settings;
    if (metricsToken === undefined) return false;
    const [own, theirs] = [`Bearer ${metricsToken}`, shown].map((text) => createHash('sha256').update(text).digest());
    return own !== undefined && theirs !== undefined && timingSafeEqual(own, theirs);
  }
}
