import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { OutputOf, endpoints } from '@consilium/contracts';
import {
  answerBy,
  fewestWaits,
  isActiveAdviser,
  officesOf,
  Problem,
  waitMonths,
  type OrganisationId,
  type PersonId,
} from '@consilium/domain';
import type { Accepted } from '../ledgers/accepted';
import { LedgersService } from '../ledgers/ledgers.service';
import { newestViewOf } from '../ledgers/reading';
import { Outbox } from '../ledgers/outbox/outbox';
import { Clock } from '../settings/clock';
import { Database, type Sql } from '../storage/database';
import { monthOf, waitRow } from './wait-rows';

type Told = OutputOf<(typeof endpoints)['telling']['waits']>;
type Row = Told['waits'][number];

/** Seconds between two looks for what is older than it is kept. */
const forgetSeconds = 3_600;

/** Only of months that are over: from one look to the next it cannot be seen what one more question did. */
const told = `SELECT month, kind, answer_by AS "answerBy", count(*)::int AS count,
     percentile_disc(0.5) WITHIN GROUP (ORDER BY seconds)::float8 AS median,
     percentile_disc(0.9) WITHIN GROUP (ORDER BY seconds)::float8 AS ninetieth
   FROM waits WHERE organisation = $1 AND month >= $2 AND month < $3
   GROUP BY month, kind, answer_by ORDER BY month DESC, kind, answer_by`;

/** How long questions wait, for those who lead: by month and by when an answer was needed, of no case and nobody. */
@Injectable()
export class Waits implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly ledgers: LedgersService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.ledgers.on('advice', ['decision'], (sql, accepted) => this.decided(sql, accepted));
    this.outbox.every(forgetSeconds, 'forget-waits', async () => {
      await this.database.run('DELETE FROM waits WHERE month < $1', [monthOf(this.clock.now(), waitMonths)]);
    });
  }

  async of(caller: PersonId): Promise<Told> {
    const organisation = await this.spokenForBy(caller);
    const now = this.clock.now();
    const rows = await this.database.rows<Row>(told, [organisation, monthOf(now, waitMonths), monthOf(now)]);
    return {
      waits: rows.map((row) => (row.count < fewestWaits ? { ...row, count: 0, median: 0, ninetieth: 0 } : row)),
    };
  }

  /** By whom it was asked, and by whom decided: each organisation reads of its own. */
  private async decided(sql: Sql, { replica: { state } }: Accepted<'advice', 'decision'>): Promise<void> {
    const urgency = state.dossier?.body.urgency;
    const now = this.clock.now();
    if (urgency === undefined || state.submittedAt === 0) return;
    const asked = newestViewOf(await this.ledgers.requireRegister()).person(state.requester)?.organisation ?? '';
    const organisations = [asked, state.org].filter((each) => each !== '');
    await sql.run(
      `INSERT INTO waits (organisation, month, kind, answer_by, seconds)
       SELECT organisation, ${waitRow("'decided'", '$2::text', '$3::bigint', '$4::bigint')} FROM unnest($1::text[]) AS of (organisation)`,
      [organisations, answerBy(urgency), state.submittedAt, now],
    );
  }

  /** A clinical organisation is spoken for by its lead and its Caldicott guardian, a defence organisation by its advisers. */
  private async spokenForBy(caller: PersonId): Promise<OrganisationId> {
    const view = newestViewOf(await this.ledgers.requireRegister());
    const [self, now] = [view.person(caller), this.clock.now()];
    const work = self && self.organisation !== '' ? view.organisation(self.organisation) : undefined;
    if (self !== undefined && work !== undefined && officesOf(work, self, now).length > 0) return work.id;
    if (self !== undefined && self.advises !== '' && isActiveAdviser(self, self.advises, now)) return self.advises;
    throw new Problem('not-allowed', 'This is for those who speak for an organisation. Ask who leads yours.');
  }
}
