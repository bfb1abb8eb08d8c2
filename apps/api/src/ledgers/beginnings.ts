import { Inject, Injectable } from '@nestjs/common';
import type { Books, LedgerKind, PersonId } from '@consilium/domain';
import { readEntry } from '@consilium/ledger';
import { Database } from '../storage/database';
import { BOOKS } from './books.module';
import { asSealed, LedgersStore } from './ledgers.store';

const mostKept = 50_000;

/** What a ledger's first entry fixes for ever. */
export interface Beginning {
  readonly by: PersonId;
  /** Register entry that it names. */
  readonly register: number;
  /** Read by the shape of its type. */
  readonly body: unknown;
}

/**
 * First entries of ledgers, for lists that must not rest on a table's word. A ledger's id is the hash of its first
 * entry, so nothing that is stored beside it can say otherwise; read once, then kept.
 */
@Injectable()
export class Beginnings {
  private readonly kept = new Map<string, Beginning>();

  constructor(
    @Inject(BOOKS) private readonly books: Books,
    private readonly database: Database,
    private readonly store: LedgersStore,
  ) {}

  /** Those of `ledgers` whose first entry is stored and is theirs. */
  async of(kind: LedgerKind, ledgers: readonly string[]): Promise<ReadonlyMap<string, Beginning>> {
    const unknown = ledgers.filter((ledger) => !this.kept.has(ledger));
    for (const { ledger, ...row } of await this.store.firstEntries(this.database, unknown)) {
      const read = await readEntry(this.books[kind], asSealed(row)).catch(() => undefined);
      if (read?.hash !== ledger || read.body === undefined) continue;
      const { by, register } = read.skeleton;
      this.keep(ledger, { by, register: register.seq, body: read.body });
    }
    return new Map(ledgers.flatMap((ledger) => this.entryOf(ledger)));
  }

  private entryOf(ledger: string): [string, Beginning][] {
    const beginning = this.kept.get(ledger);
    return beginning === undefined ? [] : [[ledger, beginning]];
  }

  private keep(ledger: string, beginning: Beginning): void {
    this.kept.set(ledger, beginning);
    if (this.kept.size <= mostKept) return;
    const oldest = this.kept.keys().next();
    if (oldest.done !== true) this.kept.delete(oldest.value);
  }
}
