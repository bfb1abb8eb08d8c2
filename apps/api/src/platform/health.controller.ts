import { Controller, Get, Req } from '@nestjs/common';
import { Problem } from '@consilium/domain';
import { Open } from './audience.guard';
import { Database } from './database';
import { Live } from './live';
import { ObjectStore } from './object-store';
import { answered } from './request-log';
import type { ApiRequest } from './request';

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** For the machine that runs us: no id, no name, nothing about anybody. */
@Controller('api')
export class HealthController {
  constructor(
    private readonly database: Database,
    private readonly store: ObjectStore,
    private readonly live: Live,
  ) {}

  /** The process answers. */
  @Get('health/live')
  @Open()
  alive(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** Database and object store answer too, and something can be written. */
  @Get('health/ready')
  @Open()
  async ready(): Promise<{ status: 'ok' }> {
    const [database, writing, store] = await Promise.all([
      this.database.isReachable(),
      this.database.isWritable(),
      this.store.isReachable(),
    ]);
    if (!database || !writing || !store) {
      throw new Problem('unavailable', 'Not ready yet.', { database, writing, store });
    }
    return { status: 'ok' };
  }

  /** Counts, in the text format monitoring reads; only asked from this machine itself. */
  @Get('metrics')
  @Open()
  metrics(@Req() request: ApiRequest): string {
    const forwarded = request.headers['x-forwarded-for'] !== undefined;
    if (forwarded || !loopback.has(request.socket.remoteAddress ?? ''))
      throw new Problem('not-found', 'There is nothing here.');
    const requests = [...answered].map(
      ([status, count]) => `consilium_requests_total{status="${status}"} ${String(count)}`,
    );
    const memory = `consilium_memory_bytes ${String(process.memoryUsage.rss())}`;
    return [...requests, `consilium_live_sockets ${String(this.live.count())}`, memory, ''].join('\n');
  }
}
