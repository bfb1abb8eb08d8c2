import { Injectable } from '@nestjs/common';
import type { Sql } from '../platform/database';

export interface AdviceRow {
  readonly ledger: string;
  readonly room: string;
  readonly stage: string;
  readonly urgency: string;
  readonly requester: string;
  readonly adviser: string;
  readonly submittedAt: number;
  readonly updatedAt: number;
  readonly pictures: number;
}

const columns = `a.ledger, a.room, a.stage, a.urgency, a.requester, a.adviser, a.submitted_at::float8 AS "submittedAt",
  a.updated_at::float8 AS "updatedAt", a.pictures`;

@Injectable()
export class AdviceStore {
  /** Requests submitted to a defence organisation, oldest first. */
  async submittedTo(sql: Sql, organisation: string): Promise<AdviceRow[]> {
    return sql.rows<AdviceRow>(
      `SELECT ${columns} FROM advice_requests a WHERE a.organisation = $1 AND a.submitted_at > 0
       ORDER BY a.submitted_at, a.ledger`,
      [organisation],
    );
  }

  async byRequester(sql: Sql, requester: string): Promise<AdviceRow[]> {
    return sql.rows<AdviceRow>(
      `SELECT ${columns} FROM advice_requests a WHERE a.requester = $1 ORDER BY a.updated_at DESC, a.ledger`,
      [requester],
    );
  }
}
