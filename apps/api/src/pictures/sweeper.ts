import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Outbox } from '../ledgers/outbox/outbox';
import { Clock } from '../settings/clock';
import { Database } from '../storage/database';
import { ObjectStore } from '../storage/object-store';
import { PicturesStore, type ObjectIntent } from './pictures.store';

const everySeconds = 5 * 60;
/** Objects asked for at once, and marked in one round. */
const atOnce = 50;
const most = 1000;

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

  /**
   * One round; gives the number of objects removed. What is over is marked first, so that nothing is locked while the store
   * is asked; what the store does not remove stays marked for the next round, and the first such error is thrown at the end.
   */
  async sweep(): Promise<number> {
    await this.store.takeExpired(this.database, this.clock.now(), most);
    const failed: unknown[] = [];
    let removed = 0;
    for (let after = ''; ;) {
      const lot = await this.store.taken(this.database, after, atOnce);
      const gone = await this.remove(lot, failed);
      await this.database.transaction((sql) => this.store.forget(sql, gone));
      removed += gone.length;
      const last = lot.at(-1);
      if (last === undefined || lot.length < atOnce) break;
      after = last.object;
    }
    if (failed.length > 0) throw failed[0];
    return removed;
  }

  private async remove(lot: readonly ObjectIntent[], failed: unknown[]): Promise<ObjectIntent[]> {
    const gone: ObjectIntent[] = [];
    for (const each of lot) {
      try {
        await this.objects.remove(each.object, each.upload);
        gone.push(each);
      } catch (error) {
        failed.push(error);
      }
    }
    return gone;
  }
}
