import { Injectable, type OnModuleInit } from '@nestjs/common';
import { endingPolicy, type Telling } from '@consilium/domain';
import { LedgersService } from '../ledgers/ledgers.service';
import { Outbox } from '../ledgers/outbox/outbox';
import { Clock } from '../settings/clock';
import { Database, type Sql } from '../storage/database';
import { Away } from './away';
import { TellingStore } from './telling.store';

/** Seconds between two looks for what comes to its end. */
const lookSeconds = 300;

interface Ending {
  readonly person: string;
  readonly ledger: string;
  readonly reason: 'renewal' | 'share-ends';
}

/**
 * What ends soon, for whom: a registration, for its own person; a share, for the colleague outside and for the owner of its case.
 * The tables say when to look, and no more than that: whoever may not read the ledger then is told nothing.
 */
const soon = `SELECT p.person, l.id AS ledger, 'renewal' AS reason, p.expires AS until
   FROM people p JOIN ledgers l ON l.kind = 'register'
   WHERE p.status = 'good' AND p.expires > $1 AND p.expires <= $1 + $2::bigint
 UNION
 SELECT who.person, m.room, 'share-ends', m.member_until
   FROM room_members m JOIN rooms r ON r.ledger = m.room CROSS JOIN LATERAL (VALUES (m.person), (r.owner)) AS who (person)
   WHERE r.state = 'open' AND m.stage = 'accepted' AND m.member_until > $1 AND m.member_until <= $1 + $3::bigint`;

/** Registrations and shares that end soon: whom it concerns is told once of each, while there is time to do something. */
@Injectable()
export class Endings implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly tellings: TellingStore,
    private readonly ledgers: LedgersService,
    private readonly outbox: Outbox,
    private readonly away: Away,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.outbox.every(lookSeconds, 'tell-ending', () => this.look());
  }

  /** Tells of every end that nobody was told of yet. A repeat, and another process at the same time, change nothing. */
  async look(): Promise<void> {
    const now = this.clock.now();
    const found = await this.database.transaction(async (sql) => {
      await sql.run('DELETE FROM endings_told WHERE until <= $1', [now]);
      const endings = await sql.rows<Ending>(
        `INSERT INTO endings_told (person, ledger, reason, until) SELECT * FROM (${soon}) soon
         ON CONFLICT DO NOTHING RETURNING person, ledger, reason`,
        [now, endingPolicy.renewal, endingPolicy['share-ends']],
      );
      for (const ledger of new Set(endings.map((each) => each.ledger))) {
        const notices = endings.filter((each) => each.ledger === ledger).map(noticeOf);
        await this.tellings.add(sql, ledger, await this.withDeputies(sql, ledger, notices), now);
        await this.outbox.afterwards(sql, 'tell', ledger);
      }
      return endings.length;
    });
    if (found > 0) this.outbox.hint();
  }

  /** A share is the business of whoever stands in for somebody, too; a registration is its person's own. */
  private async withDeputies(sql: Sql, ledger: string, notices: readonly Telling[]): Promise<readonly Telling[]> {
    const found = await this.ledgers.asItIs(ledger);
    if (found?.replica.kind !== 'room') return notices;
    return this.away.withDeputies(sql, notices, '', found.reads);
  }
}

const noticeOf = ({ person, reason }: Ending): Telling => ({ person, reason, today: false });
