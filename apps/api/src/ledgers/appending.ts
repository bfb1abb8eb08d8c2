import { Inject, Injectable } from '@nestjs/common';
import {
  Problem,
  type AnswerBy,
  type Books,
  type LedgerId,
  type LedgerKind,
  type PersonId,
  type Telling,
} from '@consilium/domain';
import { ledgerIdOf, type AppliedEntry, type SealedEntry } from '@consilium/ledger';
import { Clock } from '../settings/clock';
import { Clocks } from '../storage/clocks';
import { Database, isDuplicate, type Sql } from '../storage/database';
import { Listeners, type Afterwards, type EntryTypeOf, type OnAccepted, type Types } from './accepted';
import { grow, type AnyReplica } from './any-replica';
import { BOOKS } from './books.module';
import { claimOf, type Claim } from './claims';
import { concernedOf } from './concerned';
import {
  headMoved,
  isRepeat,
  orRegisterMoved,
  requireContinues,
  requireDoor,
  requireKnownRules,
  requireOwn,
  requireRulesInForce,
  requireRulesJudged,
  type Time,
} from './gates';
import { LedgersStore, type KnownEntry, moveRegister, shareRegister, type Place } from './ledgers.store';
import type { Topic } from './outbox/outbox.store';
import { ProjectionsStore } from './projections/projections.store';
import { isReader } from './reading';
import { judging } from './updating';
import { Replicas, type RegisterNow } from './replicas';

export interface Append {
  readonly kind: LedgerKind;
  /** `""`: the entries begin a ledger. */
  readonly ledger: string;
  readonly entries: readonly SealedEntry[];
  /** Who must have signed every entry. */
  readonly author: PersonId;
  /** Whom the author says to tell that something waits for them. */
  readonly notify?: readonly Telling[];
  /** When the author needs an answer, where they ask somebody. */
  readonly answerBy?: AnswerBy | undefined;
}

/** What is about to be stored, for what else belongs into the same transaction. */
export interface Appended {
  readonly replica: AnyReplica;
  readonly before: AnyReplica | undefined;
  readonly applied: readonly AppliedEntry[];
  readonly author: PersonId;
  /** Who is to be told of it, and why. */
  readonly concerned: readonly Telling[];
  readonly answerBy: AnswerBy | undefined;
  /** Whether somebody may read the ledger as it is now. */
  readonly reads: (person: string) => boolean;
}

/** One entry as it was stored. */
type Stored = Pick<KnownEntry, 'id' | 'hash'>;

/** What one caller does inside the transaction of its own append: throws to refuse, writes its own tables. */
export type Alongside = (sql: Sql, appended: Appended) => Promise<void>;

export interface Outcome {
  readonly ledger: LedgerId;
  readonly head: { readonly seq: number; readonly hash: string };
  /** What stands there now of each entry that was sent: after a lost answer that may be a former spelling of its signature. */
  readonly stored: readonly Stored[];
  /** Absent when the entries were stored before and only the answer was lost. */
  readonly appended: Appended | undefined;
}

/** What is done with an append: in its transaction, and once that is over. */
interface Beside {
  readonly alongside: Alongside | undefined;
  readonly afterwards: Afterwards;
}

/** What has to happen once after an append. */
const topicsOf = ({ replica, concerned }: Appended): readonly Topic[] => [
  ...(replica.kind === 'register' ? (['register-grew'] as const) : []),
  ...(concerned.length === 0 ? [] : (['tell'] as const)),
];

/** The one append path. Everything that is ever written to a ledger is verified here, in one transaction with its projections. */
@Injectable()
export class Appending {
  private readonly turns = new Map<string, Promise<unknown>>();
  private readonly listeners = new Listeners();

  constructor(
    @Inject(BOOKS) private readonly books: Books,
    private readonly database: Database,
    private readonly store: LedgersStore,
    private readonly projections: ProjectionsStore,
    private readonly replicas: Replicas,
    private readonly clock: Clock,
    private readonly clocks: Clocks,
  ) {}

  /** Another feature's part of every append with entries of these types. Called once, at start. */
  on<K extends LedgerKind, T extends EntryTypeOf<K>>(kind: K, types: Types<T>, act: OnAccepted<K, T>): void {
    this.listeners.on(kind, types, act);
  }

  /** Appends atomically. Throws `Problem`; a lost race is `wrong-state` with `details.reason` `head-moved` and the head. */
  async append(request: Append, alongside?: Alongside): Promise<Outcome> {
    const [genesis] = request.entries;
    if (genesis === undefined) throw new Problem('bad-input', 'Nothing was sent.');
    const id = request.ledger === '' ? ledgerIdOf(request.kind, genesis) : (request.ledger as LedgerId);
    return this.inTurn(id, () => this.transact(id, request, alongside));
  }

  private async transact(id: LedgerId, request: Append, alongside: Alongside | undefined): Promise<Outcome> {
    const opening = request.kind === 'register' ? moveRegister : shareRegister;
    try {
      const later: (() => void)[] = [];
      const beside: Beside = { alongside, afterwards: (act) => void later.push(act) };
      const outcome = await this.database.transaction((sql) => this.within(sql, id, request, beside), opening);
      if (outcome.appended !== undefined) this.replicas.keep(outcome.appended.replica);
      for (const act of later) act();
      return outcome;
    } catch (error) {
      if (!isDuplicate(error, appendedTwice)) throw error;
      // Another process stored the same first entry or the same id between our look and our write.
      throw headMoved(await this.store.find(this.database, id));
    }
  }

  private async within(sql: Sql, id: LedgerId, request: Append, beside: Beside): Promise<Outcome> {
    const claims = request.entries.map(({ jws }) => claimOf(jws));
    const place = await this.store.lock(
      sql,
      id,
      claims.map((claim) => claim.id),
    );
    this.clocks.require(place.now);
    requireKind(request, place);
    const register = await this.registerFor(sql, request.kind, place);
    const before = place.ledger && (await this.before(sql, place.ledger, register));
    requireDoor(before, request.author, register, this.clock.now());
    const stored = await this.storedBefore(sql, id, claims, place);
    if (stored !== undefined) return stored;
    requireContinues(claims, place.ledger);
    requireRulesJudged(register, this.books[request.kind].knows);
    const options = {
      ...{ register: register?.reader, root: register?.replica.ledger, ledger: id, trustStored: false },
      mayOverlook: -Infinity,
    };
    const grown = await judging(() =>
      orRegisterMoved(register, () => grow(this.books, request.kind, before, request.entries, options)),
    );
    requireOwn(grown.applied, request.author, await this.time(sql, request.kind, before));
    requireRulesInForce(request.kind, grown.applied, register);
    requireKnownRules(grown.applied, this.books.register.knows);
    const { author, notify = [], answerBy } = request;
    const now = this.clock.now();
    const concerned = concernedOf({ ...grown, before, author, notify }, register, now);
    const reads = (person: string): boolean => register !== undefined && isReader(grown.replica, person, register, now);
    const appended: Appended = { ...grown, before, author, concerned, answerBy, reads };
    const ledger = { id, kind: request.kind, isNew: before === undefined };
    await this.store.add(sql, ledger, grown.applied, topicsOf(appended));
    await this.projections.follow(sql, before, grown.replica);
    await beside.alongside?.(sql, appended);
    await this.listeners.tell(sql, appended, beside.afterwards);
    return { ledger: id, head: grown.replica.head, stored: storedOf(grown.applied), appended };
  }

  /** The answer to a repeated append. A concurrent twin may have committed while we waited for the lock, so look again. */
  private async storedBefore(
    sql: Sql,
    id: LedgerId,
    claims: readonly Claim[],
    { ledger, known }: Place,
  ): Promise<Outcome | undefined> {
    if (ledger === undefined) return undefined;
    const isCurrent = claims[0]?.seq === ledger.seq + 1;
    const found =
      known.length > 0 || isCurrent
        ? known
        : await this.store.known(
            sql,
            id,
            claims.map((claim) => claim.id),
          );
    if (!isRepeat(claims, found)) return undefined;
    const stored = found.map(({ id: entry, hash }) => ({ id: entry, hash }));
    return { ledger: id, head: { seq: ledger.seq, hash: ledger.hash }, stored, appended: undefined };
  }

  /** A register entry is dated no earlier than anything that was written before it, so that no reader takes that for later. */
  private async time(sql: Sql, kind: LedgerKind, before: AnyReplica | undefined): Promise<Time> {
    const now = this.clock.now();
    const newest = kind === 'register' ? await this.store.newestTime(sql, now) : 0;
    return { now, newest: Math.max(newest, before?.at ?? 0) };
  }

  private async registerFor(sql: Sql, kind: LedgerKind, { register }: Place): Promise<RegisterNow | undefined> {
    if (register !== undefined) return this.replicas.registerAt(sql, register);
    if (kind === 'register') return undefined;
    throw new Problem('wrong-state', 'The register has not begun. The first officer has to set it up.');
  }

  private async before(
    sql: Sql,
    row: NonNullable<Place['ledger']>,
    register: RegisterNow | undefined,
  ): Promise<AnyReplica> {
    if (register === undefined) throw new Error('A ledger exists without a register');
    try {
      return await this.replicas.at(sql, row, register);
    } catch (error) {
      this.replicas.forget(row.id);
      throw error;
    }
  }

  /** One append after another for each ledger in this process; the row lock does the same between processes. */
  private async inTurn<T>(ledger: string, act: () => Promise<T>): Promise<T> {
    const previous = this.turns.get(ledger) ?? Promise.resolve();
    const mine = previous.then(act, act);
    const settled = mine.catch(() => undefined);
    this.turns.set(ledger, settled);
    void settled.then(() => {
      if (this.turns.get(ledger) === settled) this.turns.delete(ledger);
    });
    return mine;
  }
}

/** What another process may have stored meanwhile. A row of anything else that is there twice is a fault, and no race. */
const appendedTwice = ['ledgers_pkey', 'one_register', 'entries_pkey', 'entries_ledger_id_key'];

const storedOf = (applied: readonly AppliedEntry[]): Stored[] =>
  applied.map(({ entry: { id, hash } }) => ({ id, hash }));

function requireKind({ kind, ledger }: Append, place: Place): void {
  if (place.ledger !== undefined && place.ledger.kind !== kind)
    throw new Problem('not-found', 'There is nothing here.');
  if (place.ledger === undefined && ledger !== '') throw new Problem('not-found', 'There is nothing here.');
  if (kind === 'register' && place.register !== undefined && place.ledger === undefined) {
    throw new Problem('wrong-state', 'The register has begun already. Sign in instead.');
  }
}
