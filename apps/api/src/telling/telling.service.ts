import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { endpoints, OutputOf } from '@consilium/contracts';
import { ledgerKinds, Problem, type PersonId } from '@consilium/domain';
import type { Caller } from '../http/caller';
import { LedgersService } from '../ledgers/ledgers.service';
import { Outbox } from '../ledgers/outbox/outbox';
import { Live } from '../live/live';
import { Clock } from '../settings/clock';
import { Database } from '../storage/database';
import { Addresses } from './addresses';
import { Awaited } from './awaited';
import { Away } from './away';
import { Digests } from './digests';
import { Postman } from './postman';
import { PushDevices } from './push/push-devices';
import { TellingStore } from './telling.store';

type Table = (typeof endpoints)['telling'];

/** What waits for whom: written with the append that makes it wait, told at once to who is there, and by mail and push to who is not. */
@Injectable()
export class TellingService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly store: TellingStore,
    private readonly awaited: Awaited,
    private readonly away: Away,
    private readonly addresses: Addresses,
    private readonly devices: PushDevices,
    private readonly digests: Digests,
    private readonly postman: Postman,
    private readonly ledgers: LedgersService,
    private readonly outbox: Outbox,
    private readonly live: Live,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    for (const kind of ledgerKinds) {
      this.ledgers.on(kind, 'every', async (sql, { replica, concerned, author, reads }) => {
        if (concerned.length === 0) return;
        const told = await this.away.withDeputies(sql, concerned, author, reads);
        await this.store.add(sql, replica.ledger, told, this.clock.now());
      });
    }
    this.outbox.handles('tell', ({ ledger }) => this.tell(ledger), { asOne: true });
  }

  /** How many things wait for somebody, and which questions did for too long. */
  async waiting(person: PersonId): Promise<Pick<OutputOf<Table['mine']>, 'count' | 'overdue'>> {
    const [count, overdue] = await Promise.all([this.store.count(person), this.awaited.overdue(person)]);
    return { count, overdue };
  }

  async looked({ person }: Caller, ledgers: readonly string[]): Promise<OutputOf<Table['looked']>> {
    const before = await this.store.count(person);
    await this.store.looked(this.database, person, ledgers);
    const count = await this.store.count(person);
    const news = await this.awaited.read(person, ledgers);
    await this.tellOverdue(news);
    // Their other devices count, too.
    if (count !== before) this.live.told(person, count);
    return { count };
  }

  /** Where a link leads its own person. Whatever it is to anybody else, it is the same nothing. */
  async follow({ person }: Caller, link: string): Promise<OutputOf<Table['follow']>> {
    if (await this.addresses.arrived(person, link)) return { leads: 'test' };
    if (await this.devices.opened(person, link)) return { leads: 'test' };
    if (await this.digests.isOf(person, link)) return { leads: 'waiting' };
    const ledger = await this.store.led(person, link, this.clock.now());
    if (ledger === undefined) throw nothingHere();
    try {
      const { replica } = await this.ledgers.open(person, ledger);
      return { leads: 'ledger', kind: replica.kind, ledger };
    } catch (error) {
      if (error instanceof Problem && error.kind === 'not-found') return { leads: 'ended' };
      throw error;
    }
  }

  /** A test notice came to a device: whoever waits to see that sees it. */
  async pushArrived(link: string): Promise<void> {
    const person = await this.devices.arrived(link);
    if (person !== undefined) await this.sayAnew(person);
  }

  private async tell(ledger: string): Promise<void> {
    for (const { person, count } of await this.store.counts(this.database, ledger)) this.live.told(person, count);
    await this.tellOverdue(await this.awaited.told(ledger));
    this.postman.wake();
    await this.awaited.look();
  }

  /** What these people were told of a question is something else now. */
  private async tellOverdue(people: readonly string[]): Promise<void> {
    for (const person of new Set(people)) await this.sayAnew(person);
  }

  private async sayAnew(person: string): Promise<void> {
    this.live.told(person, await this.store.count(person), true);
  }
}

const nothingHere = (): Problem =>
  new Problem(
    'not-found',
    'This link leads nowhere here: it is older than seven days, or it belongs to somebody else. Your cases show what waits for you.',
  );
