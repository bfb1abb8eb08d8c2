import { Injectable, type OnModuleInit } from '@nestjs/common';
import { isWithdrawnPicture, outcomePolicy, type EntryId, type RoomState } from '@consilium/domain';
import { LedgersService } from '../ledgers/ledgers.service';
import { Outbox } from '../ledgers/outbox/outbox';
import { Clock } from '../settings/clock';
import { Database } from '../storage/database';
import { TellingStore } from './telling.store';

/** Seconds between two looks for opinions of which nobody said what became of it. */
const lookSeconds = 300;

interface Due {
  readonly person: string;
  readonly ledger: string;
  readonly opinion: EntryId;
  readonly until: string;
}

/**
 * Opinions that somebody else gave the owner of their case three weeks ago, and of which nothing was said since. The service
 * knows that one was filed, and that something was said of it, and what neither says. Whether the case is closed is no matter.
 */
const due = `SELECT r.owner AS person, e.ledger, e.id AS opinion, e.at + $2::bigint AS until
   FROM entries e JOIN rooms r ON r.ledger = e.ledger
   WHERE e.type = 'opinion' AND e.at > $1::bigint - $2::bigint AND e.at <= $1::bigint - $3::bigint AND e.author <> r.owner
     AND NOT EXISTS (SELECT 1 FROM entries said
       WHERE said.ledger = e.ledger AND said.type = 'outcome' AND said.body::jsonb ->> 'opinion' = e.id)
     AND NOT EXISTS (SELECT 1 FROM endings_told t
       WHERE t.person = r.owner AND t.ledger = e.ledger AND t.reason = 'outcome-due' AND t.until = e.at + $2::bigint)`;

/** Whoever asked is asked once, three weeks after an opinion, what became of it. */
@Injectable()
export class Outcomes implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly tellings: TellingStore,
    private readonly ledgers: LedgersService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.outbox.every(lookSeconds, 'tell-outcome', () => this.look());
  }

  /** Asks of every opinion that is due. A repeat, and another process at the same time, change nothing. */
  async look(): Promise<void> {
    const now = this.clock.now();
    const found = await this.database.rows<Due>(due, [now, outcomePolicy.until, outcomePolicy.from]);
    for (const ledger of new Set(found.map((each) => each.ledger))) {
      await this.ask(
        ledger,
        found.filter((each) => each.ledger === ledger),
        now,
      );
    }
  }

  private async ask(ledger: string, opinions: readonly Due[], now: number): Promise<void> {
    const known = await this.ledgers.asItIs(ledger);
    const { replica } = known ?? {};
    const asked = replica?.kind === 'room' ? opinions.filter(({ opinion }) => canBeSaid(replica.state, opinion)) : [];
    const isTold = await this.database.transaction(async (sql) => {
      const [first] = await sql.rows<Due>(
        `INSERT INTO endings_told (person, ledger, reason, until)
         SELECT person, $1, 'outcome-due', until FROM unnest($2::text[], $3::bigint[]) AS due (person, until)
         ON CONFLICT DO NOTHING RETURNING person`,
        [ledger, opinions.map(({ person }) => person), opinions.map(({ until }) => until)],
      );
      if (first === undefined || asked.length === 0) return false;
      await this.tellings.add(sql, ledger, [{ person: first.person, reason: 'outcome-due', today: false }], now);
      await this.outbox.afterwards(sql, 'tell', ledger);
      return true;
    });
    if (isTold) this.outbox.hint();
  }
}

/** Beside a picture that was withdrawn nothing is written any more. */
function canBeSaid({ opinions, threads }: RoomState, opinion: EntryId): boolean {
  const filed = opinions.get(opinion);
  const thread = filed && threads.get(filed.thread);
  return thread !== undefined && !isWithdrawnPicture(thread);
}
