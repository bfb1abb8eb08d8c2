import { Inject, Injectable } from '@nestjs/common';
import { Problem, valueAt, type Books, type LedgerId, type LedgerKind } from '@consilium/domain';
import { fromRegister, Refused, verify, type AppliedEntry, type RegisterReader } from '@consilium/ledger';
import { Database, type Sql } from '../storage/database';
import { log } from '../telemetry/log';
import { grow, type AnyReplica, type RegisterReplica } from './any-replica';
import { BOOKS } from './books.module';
import { judging } from './updating';
import { asSealed, LedgersStore, type LedgerRow } from './ledgers.store';

const mostHeld = 400;
const pageSize = 1000;
const verifiedAtOnce = 256;

/** Where the register stands in the database. */
export type RegisterHead = Pick<LedgerRow, 'id' | 'seq'>;

/** The newest register this process has, and a reader that keeps its views. */
export interface RegisterNow {
  readonly replica: RegisterReplica;
  readonly reader: RegisterReader;
}

/**
 * The server's replicas, in memory, least recently used forgotten first. A replica is only ever replaced by one that
 * was read from the database or committed to it; it may be behind, never ahead.
 */
@Injectable()
export class Replicas {
  private readonly held = new Map<string, AnyReplica>();
  private now: RegisterNow | undefined;
  private reading: Promise<void> | undefined;

  constructor(
    @Inject(BOOKS) private readonly books: Books,
    private readonly database: Database,
    private readonly store: LedgersStore,
  ) {}

  /** The register at its newest entry in the database; `undefined` before it has begun. */
  async register(sql: Sql = this.database): Promise<RegisterNow | undefined> {
    const row = await this.store.register(sql);
    return row === undefined ? undefined : this.registerAt(sql, row);
  }

  /** The register as far as this process knows without asking; for hints, never for a judgement. */
  registerKnown(): RegisterNow | undefined {
    return this.now;
  }

  /** The register, at least as new as the given head. */
  async registerAt(sql: Sql, head: RegisterHead): Promise<RegisterNow> {
    for (;;) {
      const now = this.nowAt(head);
      if (now !== undefined) return now;
      // Who holds a connection waits for nobody who may be waiting for one.
      if (this.reading !== undefined && sql === this.database) await this.reading.catch(() => undefined);
      else await this.readRegister(sql, head);
    }
  }

  /** A ledger at this head or a newer one: for readers. */
  async atLeast(sql: Sql, row: LedgerRow, register: RegisterNow): Promise<AnyReplica> {
    const held = this.held.get(row.id);
    return held !== undefined && held.head.seq > row.seq ? this.touch(row.id, held) : this.at(sql, row, register);
  }

  /** A ledger exactly at this head, as the writer under its lock needs it. */
  async at(sql: Sql, row: LedgerRow, register: RegisterNow): Promise<AnyReplica> {
    if (row.kind === 'register') return (await this.registerAt(sql, row)).replica;
    const held = this.held.get(row.id);
    if (held?.head.seq === row.seq && held.head.hash === row.hash) return this.touch(row.id, held);
    const isBehind = held !== undefined && held.head.seq < row.seq;
    const caughtUp = await this.catchUp(sql, row, isBehind ? held : undefined, register);
    this.keep(caughtUp);
    return caughtUp;
  }

  /** Remembers a replica that is in the database. */
  keep(replica: AnyReplica): void {
    if (replica.kind === 'register') {
      const isNewer = this.now?.replica.ledger !== replica.ledger || this.now.replica.head.seq < replica.head.seq;
      if (isNewer) this.now = { replica, reader: fromRegister(replica.state) };
      return;
    }
    const held = this.held.get(replica.ledger);
    if (held === undefined || held.head.seq <= replica.head.seq) this.touch(replica.ledger, replica);
    if (this.held.size <= mostHeld) return;
    const oldest = this.held.keys().next();
    if (oldest.done !== true) this.held.delete(oldest.value);
  }

  /** Forgets a replica that turned out not to be what the database has. */
  forget(ledger: string): void {
    this.held.delete(ledger);
    if (this.now?.replica.ledger === ledger) this.now = undefined;
  }

  private touch(ledger: string, replica: AnyReplica): AnyReplica {
    this.held.delete(ledger);
    this.held.set(ledger, replica);
    return replica;
  }

  private nowAt({ id, seq }: RegisterHead): RegisterNow | undefined {
    if (this.now === undefined) return undefined;
    if (this.now.replica.ledger !== id) throw unverified('another register', seq);
    return this.now.replica.head.seq >= seq ? this.now : undefined;
  }

  private async readRegister(sql: Sql, head: RegisterHead): Promise<void> {
    const reading = this.catchUp(sql, { ...head, kind: 'register' }, this.now?.replica, undefined).then((replica) => {
      this.keep(replica);
    });
    this.reading = reading;
    try {
      await reading;
    } catch (error) {
      throw error instanceof Refused ? unverified(error.code, error.seq) : error;
    } finally {
      if (this.reading === reading) this.reading = undefined;
    }
  }

  private async catchUp(
    sql: Sql,
    row: Pick<LedgerRow, 'id' | 'seq'> & { readonly kind: LedgerKind },
    from: AnyReplica | undefined,
    register: RegisterNow | undefined,
  ): Promise<AnyReplica> {
    let replica = from;
    const options = {
      register: register?.reader,
      root: register?.replica.ledger ?? (row.id as LedgerId),
      ledger: row.id as LedgerId,
      trustStored: true,
    };
    while (replica === undefined || replica.head.seq < row.seq) {
      const rows = await this.store.entries(sql, row.id, replica?.head.seq ?? -1, row.seq, pageSize);
      if (rows.length === 0) throw new Error('A ledger has fewer entries than its head says; run ledger:verify');
      const before: AnyReplica | undefined = replica;
      const grown = await judging(() => grow(this.books, row.kind, before, rows.map(asSealed), options));
      if (grown.replica.kind === 'register') await requireSigned(grown.replica, grown.applied);
      replica = grown.replica;
    }
    return replica;
  }
}

/**
 * Who may do what hangs on the register: of it not even our own database is believed. Its entries were applied in order;
 * their signatures are checked here, many at once, by the keys the register listed before each. The first entry is
 * signed by the officer it names.
 */
async function requireSigned({ state }: RegisterReplica, applied: readonly AppliedEntry[]): Promise<void> {
  for (let from = 0; from < applied.length; from += verifiedAtOnce) {
    const page = applied.slice(from, from + verifiedAtOnce);
    const isSigned = await Promise.all(
      page.map(async ({ entry, signed, signature }) => {
        const key = valueAt(state.people.get(entry.by), Math.max(0, entry.seq - 1))?.signing;
        return key !== undefined && verify(key, signed, signature);
      }),
    );
    const wrong = page[isSigned.indexOf(false)];
    if (wrong !== undefined) throw unverified('bad-signature', wrong.entry.seq);
  }
}

/** Nobody is let in by a register that does not verify; what exactly is wrong is for the log, and for `ledger:verify`. */
function unverified(code: string, seq: number): Problem {
  log.error({ code, seq }, 'the register in the database does not verify');
  return new Problem(
    'unavailable',
    'The register of people cannot be verified just now, so nobody is let in. Tell whoever runs the service.',
  );
}
