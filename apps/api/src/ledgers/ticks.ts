import { BOOKS } from './books.module';
import { Inject, Injectable, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Problem, rulesToName, SERVICE, type Books } from '@consilium/domain';
import { draft, placeAfter, sealBatch } from '@consilium/ledger';
import { Clock } from '../settings/clock';
import { Clocks } from '../storage/clocks';
import { Database, sqlState } from '../storage/database';
import { HeadsService } from './heads.service';
import { Outbox } from './outbox/outbox';
import { LedgersService } from './ledgers.service';
import { LedgersStore, type LedgerRow } from './ledgers.store';
import { MineStore } from './mine.store';
import { newestViewOf } from './reading';
import { Replicas } from './replicas';
import { isUpdating } from './updating';
import { ServiceKey } from './service-key';

const sweepSeconds = 30;
const attempts = 4;

/** One sweep at a time among all replicas; held until its transaction ends. */
const waitForTurn = 'SELECT pg_advisory_xact_lock(4242003)';

/**
 * Advances the register head and time of every ledger that somebody's standing, a clearance, a key or a passed time
 * concerns: at once after a register entry, and every 30 seconds for what only time brings. What is due is asked of
 * the database each time, so a crash between loses nothing.
 */
@Injectable()
export class Ticks implements OnModuleInit, BeforeApplicationShutdown {
  private isClosed = false;

  constructor(
    @Inject(BOOKS) private readonly books: Books,
    private readonly database: Database,
    private readonly store: LedgersStore,
    private readonly mine: MineStore,
    private readonly replicas: Replicas,
    private readonly ledgers: LedgersService,
    private readonly heads: HeadsService,
    private readonly key: ServiceKey,
    private readonly clock: Clock,
    private readonly clocks: Clocks,
    private readonly outbox: Outbox,
  ) {}

  onModuleInit(): void {
    // What a register entry makes due is swept for once it is committed, whoever committed it and whatever became of them.
    this.outbox.handles('register-grew', () => this.sweep(), { asOne: true });
    this.outbox.every(sweepSeconds, 'ticks', () => this.sweep().catch(unlessOthersSweep));
  }

  beforeApplicationShutdown(): void {
    this.isClosed = true;
  }

  /** Signs the register's head and ticks every ledger that is due. Resolves when all are done. */
  async sweep(): Promise<void> {
    // What is due is due still when the clocks agree again, and is swept for every half minute.
    if (!(await this.clocks.agree())) return;
    await this.heads.signRegister();
    await this.database.transaction(async (sql) => {
      for (const row of await this.mine.due(sql, this.clock.now())) {
        if (!this.isClosed) await this.tick(row.id);
      }
    }, waitForTurn);
  }

  private async tick(ledger: string): Promise<void> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const row = await this.store.find(this.database, ledger);
      if (row === undefined || row.kind === 'register') return;
      try {
        await this.ledgers.appendAsService(row.kind, ledger, await this.tickAfter(row));
        return;
      } catch (error) {
        // A ledger that only a newer server can judge is ticked by one; the others go on.
        if (isUpdating(error)) return;
        if (!(error instanceof Problem) || error.kind !== 'wrong-state') throw error;
      }
    }
  }

  private async tickAfter(row: LedgerRow) {
    const register = await this.ledgers.requireRegister();
    const replica = await this.replicas.atLeast(this.database, row, register);
    const place = placeAfter(replica);
    const book = this.books[replica.kind];
    return sealBatch(book, [draft({ type: 'tick', scope: 'room', body: {} })], {
      ...place,
      rules: Math.max(replica.rules, rulesToName(book, newestViewOf(register).rules)),
      register: register.replica.head,
      by: SERVICE,
      at: this.clock.now(),
      signer: await this.key.signer(),
    });
  }
}

/** Another replica sweeps, and for long: what only time brings is its business then. */
function unlessOthersSweep(error: unknown): void {
  if (sqlState(error) !== '55P03') throw error;
}
