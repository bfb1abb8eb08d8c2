import { Injectable } from '@nestjs/common';
import { endpoints, type InputOf, type OutputOf } from '@consilium/contracts';
import { Problem } from '@consilium/domain';
import { headClaim, readHead } from '@consilium/ledger';
import type { Caller } from '../http/caller';
import { Database } from '../storage/database';
import { LedgersService } from './ledgers.service';
import { newestViewOf } from './reading';

type Table = typeof endpoints.ledgers;

interface MissedRow {
  readonly ledger: string;
  readonly head: string;
  readonly kept_seq: number;
  readonly kept_hash: string;
}

const put = `INSERT INTO missed (ledger, author, seq, head, kept_seq, kept_hash) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (ledger, author) DO UPDATE SET seq = EXCLUDED.seq, head = EXCLUDED.head,
    kept_seq = EXCLUDED.kept_seq, kept_hash = EXCLUDED.kept_hash`;

/** Most records told of at once; a `restore` names no more. */
const mostTold = 200;

/** What people had before the database went back to an older copy. Nothing here is believed: it is for officers to compare. */
@Injectable()
export class MissedService {
  constructor(
    private readonly database: Database,
    private readonly ledgers: LedgersService,
  ) {}

  /** Takes the caller's own head of a ledger that has not got it. */
  async tell(caller: Caller, { ledger, head, kept }: InputOf<Table['tellMissed']>): Promise<void> {
    const { replica, register } = await this.ledgers.open(caller.person, ledger);
    const claim = headClaim(head).payload;
    const person = newestViewOf(register).person(caller.person);
    if (person === undefined || claim.by !== caller.person || claim.ledger !== ledger || claim.root !== replica.root) {
      throw new Problem('bad-input', 'This head is not yours or names another record. Reload the page.');
    }
    await readHead(head, person.signing);
    const isKept = kept.seq === -1 || replica.history.at(kept.seq) === kept.hash;
    if (!isKept || kept.seq >= claim.seq || replica.history.at(claim.seq) === claim.hash) {
      throw new Problem('bad-input', 'Nothing of this record is missing. Reload the page.');
    }
    await this.database.run(put, [ledger, caller.person, claim.seq, head, kept.seq, kept.hash]);
  }

  async told(): Promise<OutputOf<Table['missed']>> {
    const rows = await this.database.rows<MissedRow>(
      `SELECT DISTINCT ON (ledger) ledger, head, kept_seq, kept_hash FROM missed ORDER BY ledger, seq DESC, author
        LIMIT ${String(mostTold)}`,
    );
    return {
      missed: rows.map((row) => ({
        ledger: row.ledger,
        head: row.head,
        kept: { seq: row.kept_seq, hash: row.kept_hash },
      })),
    };
  }
}
