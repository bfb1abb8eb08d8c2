import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { endpoints, InputOf, OutputOf, SecurityAct } from '@consilium/contracts';
import { Problem, type PersonId } from '@consilium/domain';
import { Standings } from '../ledgers/standings';
import type { Caller } from '../http/caller';
import { Clock } from '../settings/clock';
import { SETTINGS, type Settings } from '../settings/config';
import { Database, type Sql } from '../storage/database';
import { NotedEvents } from './noted-events';
import { SecurityLogStore, type Reading } from './security-log.store';

type Table = (typeof endpoints)['securityLog'];

/** Seconds a question waits for the other officer, and then the log stays open to both. */
const hour = 3600;
const pageSize = 200;

const nothingAsked = (): Problem =>
  new Problem('not-found', 'There is no such question to read the security log. Reload the page and ask again.');
const over = (): Problem =>
  new Problem('wrong-state', 'This question is over, an hour after it was asked or confirmed. Ask again.');

/** Two officers read the security log together: one asks and says why, another confirms, and it all stands in the log. */
@Injectable()
export class ReadingsService {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly standings: Standings,
    private readonly store: SecurityLogStore,
    private readonly noted: NotedEvents,
  ) {}

  async ask({ person: asker }: Caller, { reason }: InputOf<Table['ask']>): Promise<OutputOf<Table['ask']>> {
    const reading = randomBytes(16).toString('base64url');
    await this.database.transaction(async (sql) => {
      await this.store.ask(sql, { reading, asker, reason, askedAt: this.clock.now() });
      await this.tell(sql, 'log-asked-for', asker);
    });
    return { reading };
  }

  async list(): Promise<OutputOf<Table['readings']>> {
    const open = await this.store.since(this.clock.now() - hour);
    const readings = open.map(({ reading, asker, reason, askedAt, confirmer, confirmedAt }) => ({
      ...{ reading, asker, reason, askedAt, confirmer },
      until: (confirmer === '' ? askedAt : confirmedAt) + hour,
    }));
    return { readings, keptDays: this.settings.securityLogDays };
  }

  async confirm({ person }: Caller, { reading }: InputOf<Table['confirm']>): Promise<void> {
    const asked = await this.found(reading);
    if (asked.asker === person) {
      throw new Problem('not-allowed', 'You asked yourself. Another registration officer has to confirm it.');
    }
    const now = this.clock.now();
    if (asked.confirmer !== '' || asked.askedAt <= now - hour) throw over();
    await this.requireOfficers(asked.asker);
    await this.database.transaction(async (sql) => {
      if (!(await this.store.confirm(sql, reading, person, now))) throw over();
      await this.tell(sql, 'log-confirmed', person);
    });
  }

  async read({ person }: Caller, { reading, page }: InputOf<Table['read']>): Promise<OutputOf<Table['read']>> {
    const open = await this.found(reading);
    if (person !== open.asker && person !== open.confirmer) throw nothingAsked();
    if (open.confirmer === '') {
      throw new Problem(
        'wrong-state',
        'Another registration officer has to confirm this first. Ask them to do it now.',
      );
    }
    if (open.confirmedAt <= this.clock.now() - hour) throw over();
    await this.requireOfficers(open.asker, open.confirmer);
    await this.noted.written();
    await this.tell(this.database, 'log-read', person);
    const rows = await this.store.page(open.confirmedAt, page * pageSize, pageSize + 1);
    return { events: rows.slice(0, pageSize), more: rows.length > pageSize };
  }

  private async found(reading: string): Promise<Reading> {
    const found = await this.store.find(reading);
    if (found === undefined) throw nothingAsked();
    return found;
  }

  /** Whoever is no officer any more counts as nobody's second. */
  private async requireOfficers(...people: readonly string[]): Promise<void> {
    const officers = (await this.standings.now()).officers();
    if (people.every((person) => officers.includes(person as PersonId))) return;
    throw new Problem('wrong-state', 'One of the two is no registration officer any more. Ask again.');
  }

  /** In the transaction of what is told, or before it: the log is not read where that cannot be written down. */
  private tell(sql: Sql, act: SecurityAct, person: string): Promise<void> {
    return this.store.add(sql, [{ act, person, about: '', at: this.clock.now(), times: 1 }]);
  }
}
