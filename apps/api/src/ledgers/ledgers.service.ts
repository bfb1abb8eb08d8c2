import { Injectable } from '@nestjs/common';
import type { InputOf, OutputOf, endpoints } from '@consilium/contracts';
import {
  Problem,
  SERVICE,
  type LedgerKind,
  type PersonId,
  type RegisterState,
  type Scope,
  type Telling,
} from '@consilium/domain';
import type { SealedEntry } from '@consilium/ledger';
import type { Caller } from '../http/caller';
import { Clock } from '../settings/clock';
import { Database, type Sql } from '../storage/database';
import { Live } from '../live/live';
import { RateLimits } from '../http/rate-limits';
import type { AnyReplica } from './any-replica';
import { Appending, type Alongside, type Append, type Appended, type Outcome } from './appending';
import type { EntryTypeOf, OnAccepted, Types } from './accepted';
import { growthOf } from './growth';
import { Outbox } from './outbox/outbox';
import { LedgersStore, pageCharacters, type LedgerRow, type StoredEntry } from './ledgers.store';
import { blobsFor, isReader, readerOf, shownTo, type Reader } from './reading';
import { ServiceWord } from './service-word';
import { Replicas, type RegisterNow } from './replicas';

type Table = (typeof endpoints)['ledgers'];

/** A ledger opened for somebody who may read it. */
export interface Opened {
  readonly replica: AnyReplica;
  readonly reader: Reader;
  readonly register: RegisterNow;
}

/** A ledger, and who may read it. */
export interface AsItIs {
  readonly replica: AnyReplica;
  readonly reads: (person: string) => boolean;
}

const nothingHere = (): Problem => new Problem('not-found', 'There is nothing here, or you may not see it.');

/** Characters of entries with all that hangs on them, which is about their bytes. */
function sizeOf(entries: readonly SealedEntry[]): number {
  return entries.reduce(
    (sum, { jws, body, blobs }) =>
      sum + jws.length + (body?.length ?? 0) + Object.values(blobs ?? {}).reduce((all, { length }) => all + length, 0),
    0,
  );
}

function seqOrder(a: StoredEntry, b: StoredEntry): number {
  return a.seq - b.seq;
}

/** Reading and appending, for the endpoints and for every other feature. */
@Injectable()
export class LedgersService {
  constructor(
    private readonly database: Database,
    private readonly store: LedgersStore,
    private readonly replicas: Replicas,
    private readonly appending: Appending,
    private readonly live: Live,
    private readonly clock: Clock,
    private readonly limits: RateLimits,
    private readonly outbox: Outbox,
    private readonly word: ServiceWord,
  ) {}

  /** Appends a caller's own entries; `alongside` runs in the same transaction and may refuse. */
  async append(
    caller: Pick<Caller, 'person'>,
    request: Omit<Append, 'author' | 'notify'> & { readonly notify?: readonly Telling[] | undefined },
    options: { readonly alongside?: Alongside } = {},
  ): Promise<OutputOf<Table['append']>> {
    if (request.kind === 'register' && request.ledger === '') throw nothingHere();
    this.limits.count('written', caller.person, sizeOf(request.entries));
    const { notify = [], ...asked } = request;
    const { ledger, head, stored } = await this.write({ ...asked, notify, author: caller.person }, options.alongside);
    const { replica: register } = this.replicas.registerKnown() ?? (await this.requireRegister());
    const signed = await this.word.on(register.root, ledger, head, request.kind === 'register' ? head : register.head);
    return { ledger, head: { seq: head.seq, hash: head.hash }, stored: [...stored], signed, now: this.clock.now() };
  }

  /** Begins the register with its first entry. Gives what `alongside` gave in the same transaction. */
  async begin<T>(person: PersonId, entry: SealedEntry, alongside: (sql: Sql) => Promise<T>): Promise<T> {
    const given: T[] = [];
    await this.write({ kind: 'register', ledger: '', entries: [entry], author: person }, async (sql) => {
      given.push(await alongside(sql));
    });
    const [result] = given;
    if (result === undefined) throw new Problem('wrong-state', 'The register has begun already. Sign in instead.');
    return result;
  }

  /** The service's own append: ticks only, the rule books see to that. */
  async appendAsService(
    kind: Exclude<LedgerKind, 'register'>,
    ledger: string,
    entries: readonly SealedEntry[],
  ): Promise<Outcome> {
    return this.write({ kind, ledger, entries, author: SERVICE });
  }

  /** Another feature's part of the transaction of every append with entries of these types. Called once, at start. */
  on<K extends LedgerKind, T extends EntryTypeOf<K>>(kind: K, types: Types<T>, act: OnAccepted<K, T>): void {
    this.appending.on(kind, types, act);
  }

  /** The door to a ledger for everybody: a ledger one may not read looks like one that is not there. */
  async open(person: PersonId, ledger: string): Promise<Opened> {
    const row = await this.store.find(this.database, ledger);
    return this.openRow(person, row);
  }

  /** A ledger as it is now, for what is done by the clock; undefined where there is none. */
  async asItIs(ledger: string): Promise<AsItIs | undefined> {
    const [row, register] = await Promise.all([this.store.find(this.database, ledger), this.replicas.register()]);
    if (row === undefined || register === undefined) return undefined;
    const replica = await this.replicas.atLeast(this.database, row, register);
    const now = this.clock.now();
    return { replica, reads: (person) => isReader(replica, person, register, now) };
  }

  async entries(caller: Caller, input: InputOf<Table['entries']>): Promise<OutputOf<Table['entries']>> {
    const row = await this.store.find(this.database, input.ledger);
    const { replica, reader } = await this.openRow(caller.person, row);
    const head = { seq: replica.head.seq, hash: replica.head.hash };
    const rows = await this.store.entries(this.database, input.ledger, input.after, head.seq, input.limit);
    const page = await this.pageFor(reader, input.ledger, rows.sort(seqOrder));
    return { kind: replica.kind, entries: page, head, now: this.clock.now() };
  }

  /** What the caller is to a ledger now. */
  async standing(caller: Caller, ledger: string): Promise<OutputOf<Table['standing']>> {
    const { replica, reader } = await this.open(caller.person, ledger);
    return { kind: replica.kind, as: reader.as, now: this.clock.now() };
  }

  /** The register as far as this process knows it: inside an append's transaction that is the newest. */
  registerKnown(): RegisterState | undefined {
    return this.replicas.registerKnown()?.replica.state;
  }

  /** What a register entry written now is dated: no earlier than any ledger's newest entry. */
  async registerTime(): Promise<number> {
    const now = this.clock.now();
    return Math.max(now, await this.store.newestTime(this.database, now));
  }

  async registerIfBegun(): Promise<RegisterNow | undefined> {
    return this.replicas.register();
  }

  /** The register at its newest entry. Throws `wrong-state` before set-up. */
  async requireRegister(): Promise<RegisterNow> {
    const register = await this.replicas.register();
    if (register === undefined)
      throw new Problem('wrong-state', 'The register has not begun. The first officer has to set it up.');
    return register;
  }

  private async write(request: Append, alongside?: Alongside): Promise<Outcome> {
    const outcome = await this.appending.append(request, alongside);
    if (outcome.appended === undefined) return outcome;
    this.tell(outcome.appended);
    if (request.kind === 'register' || outcome.appended.concerned.length > 0) this.outbox.hint();
    return outcome;
  }

  private tell(appended: Appended): void {
    const { replica, applied } = appended;
    const register = this.replicas.registerKnown();
    if (register === undefined) return;
    const entries = applied.map(({ entry, wire }) => ({
      seq: entry.seq,
      type: entry.type,
      scope: entry.scope,
      jws: wire.jws,
      body: wire.body ?? '',
      salt: wire.salt ?? '',
      blobs: wire.blobs ?? {},
    }));
    this.live.grew(growthOf(replica, entries, register, this.clock.now()));
  }

  private async openRow(person: PersonId, row: LedgerRow | undefined): Promise<Opened> {
    const register = await this.replicas.register();
    if (row === undefined || register === undefined) throw nothingHere();
    const replica = await this.replicas.atLeast(this.database, row, register);
    const reader = readerOf(replica, person, register, this.clock.now());
    if (reader === undefined) throw nothingHere();
    return { replica, reader, register };
  }

  /** Stored entries as the reader may have them, cut where the page would grow too large; at least one. */
  private async pageFor(reader: Reader, ledger: string, rows: readonly StoredEntry[]) {
    const wanted = rows.map((row) => {
      const scope = JSON.parse(row.scope) as Scope;
      const entry = { ...row, scope };
      const refs = blobsFor(reader, entry);
      const size = row.jws.length + row.body.length + refs.reduce((sum, ref) => sum + (ref.size * 4) / 3, 0);
      return { entry, refs, size };
    });
    let total = 0;
    const page = wanted.filter(({ size }, index) => (total += size) <= pageCharacters || index === 0);
    const blobs = await this.store.blobs(this.database, ledger, [
      ...new Set(page.flatMap(({ refs }) => refs.map(({ hash }) => hash))),
    ]);
    return page.map(({ entry }) => shownTo(reader, entry, (hash) => blobs.get(hash)));
  }
}
