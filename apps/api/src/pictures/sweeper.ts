import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Outbox } from '../ledgers/outbox/outbox';
import { Clock } from '../settings/clock';
import { Database } from '../storage/database';
import { ObjectStore } from '../storage/object-store';
import { PicturesStore } from './pictures.store';

const everySeconds = 5 * 60;
const atOnce = 50;

/** Removes what was announced or stored and never became part of a picture entry. Safe with several replicas. */
@Injectable()
export class Sweeper implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly store: PicturesStore,
    private readonly objects: ObjectStore,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  onModuleInit(): void {
    this.outbox.every(everySeconds, 'sweep-pictures', () => this.sweep());
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
