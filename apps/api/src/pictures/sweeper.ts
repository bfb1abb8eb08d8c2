import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../settings/clock';
import { Database } from '../storage/database';
import { log, placeOf } from '../telemetry/log';
import { ObjectStore } from '../storage/object-store';
import { PicturesStore } from './pictures.store';

const everyMilliseconds = 5 * 60 * 1000;
const atOnce = 50;

/** Removes what was announced or stored and never became part of an picture entry. Safe with several replicas. */
@Injectable()
export class Sweeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly store: PicturesStore,
    private readonly objects: ObjectStore,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.sweep().catch((error: unknown) => {
        log.warn({ ...placeOf(error) }, 'sweeper');
      });
    }, everyMilliseconds).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** One round; gives the number of objects removed. The row lock keeps an append from committing what is being removed. */
  async sweep(): Promise<number> {
    return this.database.transaction(async (sql) => {
      const expired = await this.store.takeExpired(sql, this.clock.now(), atOnce);
      for (const { object, upload } of expired) await this.objects.remove(object, upload);
      await this.store.forget(sql, expired);
      return expired.length;
    });
  }
}
