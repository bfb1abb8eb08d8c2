import { Injectable } from '@nestjs/common';
import { mayHold, type LedgerKind, type PersonId, type Scope, type ThreadId } from '@consilium/domain';
import { blobRefs } from '@consilium/ledger';
import { Clock } from '../settings/clock';
import { Database } from '../storage/database';
import { LiveDoor, type Growth } from '../live/live-door';
import type { AnyReplica } from './any-replica';
import { growthOf, type NewEntry } from './growth';
import { LedgersStore, type StoredEntry } from './ledgers.store';
import { newestViewOf, readerOf } from './reading';
import { Replicas, type RegisterNow } from './replicas';
import { Standings } from './standings';

const mostTold = 500;

/** The ledgers' side of the live connection: the same door as a request's. */
@Injectable()
export class LedgersDoor extends LiveDoor {
  constructor(
    private readonly database: Database,
    private readonly store: LedgersStore,
    private readonly replicas: Replicas,
    private readonly clock: Clock,
    private readonly standings: Standings,
  ) {
    super();
  }

  override async activeAmong(people: readonly PersonId[]): Promise<ReadonlySet<PersonId>> {
    return (await this.standings.now()).activeAmong(people);
  }

  override async watchable(person: PersonId, ledger: string): Promise<LedgerKind | undefined> {
    const found = await this.find(ledger);
    const reader = found && readerOf(found.replica, person, found.register, this.clock.now());
    // Who has not accepted is not inside yet: neither seen there, nor shown who is.
    return reader !== undefined && reader.as !== 'invited-outside' ? found?.replica.kind : undefined;
  }

  override async holders(ledger: string, thread: string, people: readonly PersonId[]): Promise<readonly PersonId[]> {
    const found = await this.find(ledger);
    if (found?.replica.kind !== 'room') return [];
    const { state } = found.replica;
    const view = newestViewOf(found.register);
    const now = this.clock.now();
    return people.filter((person) => mayHold(state, thread as ThreadId, person, view, now));
  }

  override async growthOf(ledger: string, from: number): Promise<Growth | undefined> {
    const found = await this.find(ledger);
    if (found === undefined) return undefined;
    const { replica, register } = found;
    const rows = await this.store.entries(this.database, ledger, from - 1, replica.head.seq, mostTold);
    return growthOf(replica, await this.withBlobs(ledger, rows), register, this.clock.now());
  }

  private async withBlobs(ledger: string, rows: readonly StoredEntry[]): Promise<NewEntry[]> {
    const hashes = new Map(rows.map((row) => [row.seq, blobRefs(JSON.parse(row.body)).map(({ hash }) => hash)]));
    const blobs = await this.store.blobs(this.database, ledger, [...hashes.values()].flat());
    return rows.map((row) => {
      const own = (hashes.get(row.seq) ?? []).map((hash) => [hash, blobs.get(hash) ?? ''] as const);
      return { ...row, scope: JSON.parse(row.scope) as Scope, blobs: Object.fromEntries(own) };
    });
  }

  private async find(ledger: string): Promise<{ replica: AnyReplica; register: RegisterNow } | undefined> {
    const row = await this.store.find(this.database, ledger);
    const register = await this.replicas.register();
    if (row === undefined || register === undefined) return undefined;
    return { replica: await this.replicas.atLeast(this.database, row, register), register };
  }
}
