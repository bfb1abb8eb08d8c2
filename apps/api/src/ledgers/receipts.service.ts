import { Injectable } from '@nestjs/common';
import {
  Problem,
  whoMayRead,
  type PersonId,
  type Receipt,
  type RoomEntryType,
  type Scope,
  type ThreadId,
} from '@consilium/domain';
import { readReceipt } from '@consilium/ledger';
import { Live } from '../live/live';
import { Clock } from '../settings/clock';
import { Database } from '../storage/database';
import type { RoomReplica } from './any-replica';
import type { Opened } from './ledgers.service';
import { newestViewOf } from './reading';

/** What somebody says in a case, and would know of whether it was seen. */
const said: readonly RoomEntryType[] = ['message', 'opinion', 'picture'];

const notOwn = 'What was sent as seen is not yours, or not of this case. Reload the page.';

const put = `INSERT INTO receipts (ledger, thread, author, seq, receipt) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (ledger, thread, author) DO UPDATE SET seq = EXCLUDED.seq, receipt = EXCLUDED.receipt
  WHERE receipts.seq < EXCLUDED.seq`;

interface ReceiptRow {
  readonly thread: ThreadId;
  readonly author: string;
  readonly seq: number;
  readonly receipt: string;
}

/** Who reads each thread now, asked once for each. */
function readersIn({ replica, register }: Opened, now: number): (thread: ThreadId) => readonly string[] {
  const known = new Map<ThreadId, readonly string[]>();
  const view = newestViewOf(register);
  return (thread) => {
    const readers =
      known.get(thread) ?? whoMayRead((replica as RoomReplica).state, thread, view, now).map(({ person }) => person);
    known.set(thread, readers);
    return readers;
  };
}

/** Signed receipts: how far people looked at the threads of a case. Given to whoever reads the same thread, and kept in no ledger. */
@Injectable()
export class ReceiptsService {
  constructor(
    private readonly database: Database,
    private readonly live: Live,
    private readonly clock: Clock,
  ) {}

  /** By whom the newest thing that this person said in each thread was seen: of those who still read it. */
  async of(person: PersonId, opened: Opened): Promise<readonly string[]> {
    if (opened.replica.kind !== 'room') return [];
    const last = await this.lastSaid(person, opened.replica);
    if (last.size === 0) return [];
    const rows = await this.database.rows<ReceiptRow>(
      'SELECT thread, author, seq, receipt FROM receipts WHERE ledger = $1 AND thread = ANY($2::text[]) AND author <> $3',
      [opened.replica.ledger, [...last.keys()], person],
    );
    const readers = readersIn(opened, this.clock.now());
    return rows
      .filter(({ thread, author, seq }) => {
        const reads = readers(thread);
        return seq >= (last.get(thread) ?? Infinity) && reads.includes(author) && reads.includes(person);
      })
      .map(({ receipt }) => receipt);
  }

  /** Keeps the caller's own receipts, and tells those who read the same thread. */
  async post(person: PersonId, opened: Opened, receipts: readonly string[]): Promise<void> {
    if (receipts.length === 0) return;
    const readers = readersIn(opened, this.clock.now());
    const read = await Promise.all(receipts.map((jws) => this.requireOwn(person, opened, jws)));
    for (const [index, { ledger, thread, seq }] of read.entries()) {
      if (!readers(thread).includes(person)) throw new Problem('bad-input', notOwn);
      const receipt = receipts[index] ?? '';
      const stored = await this.database.run(put, [ledger, thread, person, seq, receipt]);
      const others = readers(thread).filter((each) => each !== person);
      // Not where another device said more before.
      if (stored > 0) this.live.seen(others, { ledger, receipt });
    }
  }

  private async requireOwn(person: PersonId, { replica, register }: Opened, jws: string): Promise<Receipt> {
    const known = newestViewOf(register).person(person);
    if (known === undefined || replica.kind !== 'room') throw new Problem('bad-input', notOwn);
    const receipt = await readReceipt(jws, known.signing);
    const { by, root, ledger, seq, hash } = receipt;
    const isHere = root === replica.root && ledger === replica.ledger && replica.history.at(seq) === hash;
    if (by !== person || !isHere || !replica.state.threads.has(receipt.thread)) throw new Problem('bad-input', notOwn);
    return receipt;
  }

  /** The newest thing this person said in each thread. */
  private async lastSaid(person: PersonId, { ledger }: RoomReplica): Promise<ReadonlyMap<ThreadId, number>> {
    const rows = await this.database.rows<{ scope: string; seq: number }>(
      'SELECT scope, max(seq) AS seq FROM entries WHERE ledger = $1 AND author = $2 AND type = ANY($3::text[]) GROUP BY scope',
      [ledger, person, said],
    );
    const threads = rows.flatMap(({ scope, seq }) => {
      const of = JSON.parse(scope) as Scope;
      return of === 'room' ? [] : of.map((thread) => [thread, seq] as const);
    });
    return new Map(threads.sort(([, one], [, other]) => one - other));
  }
}
