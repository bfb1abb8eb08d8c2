import { Injectable } from '@nestjs/common';
import { mostListed, pageSince, type Mark, type Page } from '../ledgers/marks';
import { Database } from '../storage/database';

/** A request as a list has it. */
export interface AdviceRow {
  readonly ledger: string;
  readonly room: string;
  readonly requester: string;
  readonly adviser: string;
  readonly stage: string;
  readonly urgency: string;
  readonly pictures: number;
  readonly submittedAt: number;
  readonly updatedAt: number;
}

const columns = `a.ledger, a.room, a.requester, a.adviser, a.stage, a.urgency, a.pictures,
  a.submitted_at AS "submittedAt", a.updated_at AS "updatedAt"`;

/** Requests that changed since the mark, by id. */
const changed = (where: string): string =>
  `SELECT ${columns} FROM advice_requests a JOIN ledgers l ON l.id = a.ledger, since
   WHERE ${where} AND a.ledger > $4 AND l.written >= since.written ORDER BY a.ledger LIMIT $5`;

const submittedTo = changed('a.organisation = $3 AND a.submitted_at > 0');
const byRequester = changed('a.requester = $3');

@Injectable()
export class AdviceStore {
  constructor(private readonly database: Database) {}

  /** Requests submitted to a defence organisation. */
  submittedTo(organisation: string, mark: Mark | undefined, after: string): Promise<Page<AdviceRow>> {
    return pageSince<AdviceRow>(this.database, mark, submittedTo, [organisation, after, mostListed]);
  }

  byRequester(requester: string, mark: Mark | undefined, after: string): Promise<Page<AdviceRow>> {
    return pageSince<AdviceRow>(this.database, mark, byRequester, [requester, after, mostListed]);
  }
}
