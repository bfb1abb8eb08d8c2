import { books as productBooks, type Books, type LedgerId } from '@consilium/domain';
import {
  blobRefs,
  fromRegister,
  missingBlobs,
  overlookedSeconds,
  Refused,
  type AppliedEntry,
  type RegisterReader,
} from '@consilium/ledger';
import type { Sql } from '../storage/database';
import { grow, type AnyReplica, type RegisterReplica } from './any-replica';
import { LedgersStore, scopeText, type LedgerRow, type StoredEntry } from './ledgers.store';

const pageSize = 500;

interface Columns {
  readonly seq: number;
  readonly id: string;
  readonly hash: string;
  readonly author: string;
  readonly type: string;
  readonly at: string;
  readonly body_hash: string;
  readonly scope: string;
}

/** What a ledger says and what is stored beside it do not agree. */
export class Trouble extends Error {
  constructor(
    readonly seq: number,
    message: string,
  ) {
    super(message);
  }
}

/** What else the row says must be what is signed: lists and the sync call read these columns. */
function requireColumns(applied: readonly AppliedEntry[], columns: readonly Columns[]): void {
  for (const [index, { entry }] of applied.entries()) {
    const { seq, id, hash, by: author, type, at, bodyHash: body_hash, scope } = entry;
    const signed: Columns = { seq, id, hash, author, type, at: String(at), body_hash, scope: scopeText(scope) };
    if (JSON.stringify(columns[index]) !== JSON.stringify(signed))
      throw new Trouble(entry.seq, 'the row beside the signed entry says something else');
  }
}

function requireHead(row: LedgerRow, replica: AnyReplica | undefined): AnyReplica {
  if (replica?.head.seq === row.seq && replica.head.hash === row.hash) return replica;
  throw new Trouble((replica?.head.seq ?? -1) + 1, 'the entries do not end at the head that is stored');
}

/** Makes the replicas of a database's ledgers anew from their first entries, believing nothing stored beside the signatures. */
export class Replaying {
  private readonly store = new LedgersStore();
  private register: RegisterReplica | undefined;

  constructor(
    private readonly sql: Sql,
    private readonly books: Books = productBooks,
  ) {}

  /** Every ledger, the register first: the others are judged by it. */
  ledgers(): Promise<LedgerRow[]> {
    return this.store.all(this.sql);
  }

  /**
   * The ledger at the head of this row. `known`: as it was replayed before, to go on from. Throws `Trouble`, or what the
   * ledger library refuses with.
   */
  async replica(row: LedgerRow, known?: AnyReplica): Promise<AnyReplica> {
    try {
      return await this.replay(row, known);
    } catch (error) {
      const isAhead = error instanceof Refused && error.code === 'register-unknown' && row.kind !== 'register';
      if (!isAhead) throw error;
      // The register has grown since it was replayed, and somebody has named what is new of it.
      await this.followRegister();
      return this.replay(row, known);
    }
  }

  private async followRegister(): Promise<void> {
    const row = await this.store.register(this.sql);
    if (row !== undefined) await this.replay(row, this.register);
  }

  private async replay(row: LedgerRow, known: AnyReplica | undefined): Promise<AnyReplica> {
    let replica = known;
    const reader = this.register && fromRegister(this.register.state);
    for (;;) {
      const before: AnyReplica | undefined = replica;
      const after = before?.head.seq ?? -1;
      const rows = await this.store.entries(this.sql, row.id, after, row.seq, pageSize);
      if (rows.length === 0) break;
      replica = await this.page(row, before, rows, reader);
    }
    const whole = requireHead(row, replica);
    if (whole.kind === 'register') this.register = whole;
    return whole;
  }

  private async page(
    row: LedgerRow,
    before: AnyReplica | undefined,
    rows: readonly StoredEntry[],
    reader: RegisterReader | undefined,
  ): Promise<AnyReplica> {
    const entries = await this.withBlobs(row.id, rows);
    const options = {
      ...{ register: reader, root: this.register?.ledger, ledger: row.id as LedgerId, trustStored: false },
      mayOverlook: overlookedSeconds,
    };
    const { replica, applied } = await grow(this.books, row.kind, before, entries, options);
    const incomplete = applied.find((each) => each.body === undefined || missingBlobs(each).length > 0);
    if (incomplete !== undefined) throw new Trouble(incomplete.entry.seq, 'a body or blob is missing');
    requireColumns(applied, await this.columns(row.id, before?.head.seq ?? -1, replica.head.seq));
    return replica;
  }

  private async withBlobs(ledger: string, rows: readonly StoredEntry[]) {
    const refs = rows.map((row) => blobHashes(row.body));
    const blobs = await this.store.blobs(this.sql, ledger, [...new Set(refs.flat())]);
    return rows.map(({ jws, body, salt }, index) => {
      const own = (refs[index] ?? []).flatMap((hash) => {
        const text = blobs.get(hash);
        return text === undefined ? [] : [[hash, text] as const];
      });
      return { jws, body, salt, blobs: Object.fromEntries(own) };
    });
  }

  private columns(ledger: string, after: number, upTo: number): Promise<Columns[]> {
    return this.sql.rows<Columns>(
      `SELECT seq, id, hash, author, type, at, body_hash, scope FROM entries
       WHERE ledger = $1 AND seq > $2 AND seq <= $3 ORDER BY seq`,
      [ledger, after, upTo],
    );
  }
}

/** A body that somebody edited may not even be JSON; the ledger library says so afterwards. */
function blobHashes(body: string): string[] {
  try {
    return blobRefs(JSON.parse(body)).map(({ hash }) => hash);
  } catch {
    return [];
  }
}
