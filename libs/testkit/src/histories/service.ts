import {
  claimOf,
  grow,
  isRepeat,
  orRegisterMoved,
  readerOf,
  requireContinues,
  requireDoor,
  requireKnownRules,
  requireOwn,
  requireRulesInForce,
  requireRulesJudged,
  shownTo,
  type AnyReplica,
  type RegisterNow,
} from '@consilium/api/testing';
import type { Transport } from '@consilium/client';
import { Problem, type Books, type LedgerId, type LedgerKind, type PersonId } from '@consilium/domain';
import { fromRegister, ledgerIdOf, overlookedSeconds, type AppliedEntry, type SealedEntry } from '@consilium/ledger';
import { gateOf, verdictOf } from './verdicts';

export interface Kept {
  readonly kind: LedgerKind;
  readonly ledger: LedgerId;
  replica: AnyReplica;
  readonly entries: AppliedEntry[];
}

/** What became of entries that somebody sent. `verdict`: of the judgement everybody makes; `gate`: of the service alone. */
export interface Judged {
  readonly kind: LedgerKind;
  readonly ledger: LedgerId;
  readonly wires: readonly SealedEntry[];
  readonly verdict: string;
  readonly gate: string;
  /** Where the ledger and the register stood when they came; −1: nowhere yet. */
  readonly after: number;
  readonly register: number;
  readonly rules: number;
}

const standing = (known: Kept | undefined) => ({
  after: known?.replica.head.seq ?? -1,
  rules: known?.replica.rules ?? 1,
});

interface Sent {
  readonly kind: LedgerKind;
  readonly ledger: LedgerId;
  readonly wires: readonly SealedEntry[];
  readonly author: PersonId;
  readonly known: Kept | undefined;
}

/** What the judgement came to. `moved`: they pass over a change in the register, by no more than a reader takes. */
interface Verdict {
  readonly grown: { readonly replica: AnyReplica; readonly applied: readonly AppliedEntry[] };
  readonly moved?: Problem;
}

/** Seconds ahead of the clock from which on a register entry is not dated by what another ledger holds. */
const mostAhead = 86_400;

/**
 * The append path of the service and its door, without a database: the same gates in the same order, the same judgement.
 * `isCareless`: an operator who stores whatever the judgement passes, and asks nothing beyond it.
 */
export class Service {
  readonly kept = new Map<LedgerId, Kept>();
  /** Everything that was ever sent, in order. */
  readonly sent: Judged[] = [];
  private reader: RegisterNow | undefined;

  constructor(
    readonly books: Books,
    readonly clock: { readonly now: number },
    readonly isCareless = false,
  ) {}

  /** Begins with a register that stands already. */
  holds(register: Kept): void {
    this.kept.set(register.ledger, { ...register, entries: [...register.entries] });
  }

  get register(): Kept {
    const found = [...this.kept.values()].find(({ kind }) => kind === 'register');
    if (found === undefined) throw new Error('No register has begun');
    return found;
  }

  registerNow(): RegisterNow {
    const { replica } = this.register;
    if (replica.kind !== 'register') throw new Error('This is no register');
    if (this.reader?.replica !== replica) this.reader = { replica, reader: fromRegister(replica.state) };
    return this.reader;
  }

  of(kind: LedgerKind): readonly Kept[] {
    return [...this.kept.values()].filter((each) => each.kind === kind);
  }

  /** What an entry of this ledger written now is dated: by what it follows, while that lies ahead of the clock. */
  due(kind: LedgerKind, kept: Kept | undefined): number {
    const { now, newest } = this.time(kind, kept?.replica);
    return Math.max(now, newest);
  }

  private time(kind: LedgerKind, before: AnyReplica | undefined): { readonly now: number; readonly newest: number } {
    const { now } = this.clock;
    const times = kind === 'register' ? [...this.kept.values()].map(({ replica }) => replica.at) : [];
    return { now, newest: Math.max(before?.at ?? 0, ...times.filter((at) => at <= now + mostAhead)) };
  }

  /** Throws `Problem` for what a gate refuses, and what the ledger library throws for what everybody refuses. */
  async append(kind: LedgerKind, ledger: LedgerId | '', wires: readonly SealedEntry[], author: PersonId) {
    const [first] = wires;
    if (first === undefined) throw new Problem('bad-input', 'Nothing was sent.');
    const id = ledger === '' ? ledgerIdOf(kind, first) : ledger;
    const known = this.kept.get(id);
    if (known === undefined && ledger !== '') throw new Problem('not-found', 'There is nothing here.');
    const stored = this.storedBefore(known, wires);
    if (stored === undefined) await this.add({ kind, ledger: id, wires, author, known });
    const standing = stored ?? (this.kept.get(id)?.entries ?? []).slice(-wires.length).map(({ entry }) => entry);
    const named = standing.map(({ id: entry, hash }) => ({ id: entry, hash }));
    return { ledger: id, head: this.headOf(id), now: this.clock.now, stored: named, signed: '' };
  }

  private async add(sent: Sent): Promise<void> {
    const { kind, ledger, wires, known } = sent;
    const { seq: register } = this.registerNow().replica.head;
    const noted = { ...{ kind, ledger, wires, register }, ...standing(known) };
    const judged = await this.judged(sent).catch((error: unknown) => {
      const verdict = verdictOf(error);
      // Its author is asked to load the register, by how much so ever they passed over it.
      const gate = verdict === 'register-overlooked' ? 'register-moved' : '';
      this.sent.push({ ...noted, verdict, gate });
      throw gate === '' ? error : new Problem('wrong-state', 'The register has changed.', { reason: gate });
    });
    const turnedAway = this.gate(sent, judged);
    const gate = turnedAway === undefined ? '' : gateOf(turnedAway);
    this.sent.push({ ...noted, verdict: '', gate });
    if (turnedAway !== undefined && (!this.isCareless || gate === 'incomplete')) throw turnedAway;
    const { replica, applied } = judged.grown;
    this.kept.set(ledger, { kind, ledger, replica, entries: [...(known?.entries ?? []), ...applied] });
  }

  /** What stands here of entries that were sent before; undefined if they were not. */
  private storedBefore(known: Kept | undefined, wires: readonly SealedEntry[]) {
    if (known === undefined || this.isCareless) return undefined;
    const claims = wires.map(({ jws }) => claimOf(jws));
    const ids = new Set<string>(claims.map(({ id }) => id));
    const stored = known.entries
      .filter(({ entry }) => ids.has(entry.id))
      .map(({ entry, wire }) => ({ ...claimOf(wire.jws), hash: entry.hash }));
    return isRepeat(claims, stored) ? stored : undefined;
  }

  /** By the service, to which nothing may pass over a change; what only it refuses for that is judged as readers judge it. */
  private async judged({ kind, known, ledger, wires }: Sent): Promise<Verdict> {
    const register = this.registerNow();
    const { reader, replica } = register;
    const options = { register: kind === 'register' ? undefined : reader, root: replica.ledger, ledger };
    const judge = (mayOverlook: number) =>
      grow(this.books, kind, known?.replica, wires, { ...options, trustStored: false, mayOverlook });
    try {
      return { grown: await orRegisterMoved(register, () => judge(-Infinity)) };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return { grown: await judge(overlookedSeconds), moved: error };
    }
  }

  /** What the service asks beyond the judgement; undefined where it takes the entries. */
  private gate({ kind, known, wires, author }: Sent, { grown: { applied }, moved }: Verdict): Error | undefined {
    const before = known?.replica;
    const register = this.registerNow();
    const { seq = -1, hash = '' } = before?.head ?? {};
    try {
      requireDoor(before, author, register, this.clock.now);
      requireContinues(
        wires.map(({ jws }) => claimOf(jws)),
        before && ({ seq, hash } as never),
      );
      requireRulesJudged(register, this.books[kind].knows);
      if (moved !== undefined) return moved;
      requireOwn(applied, author, this.time(kind, before));
      requireRulesInForce(kind, applied, register);
      requireKnownRules(applied, this.books.register.knows);
      return undefined;
    } catch (error) {
      return error as Error;
    }
  }

  private headOf(id: LedgerId) {
    const { seq, hash } = this.kept.get(id)?.replica.head ?? { seq: -1, hash: '' };
    return { seq, hash };
  }

  /** Entries as this person may have them. */
  shown(person: PersonId, ledger: LedgerId, after: number, limit: number): readonly SealedEntry[] {
    const kept = this.kept.get(ledger);
    const reader = kept && readerOf(kept.replica, person, this.registerNow(), this.clock.now);
    if (kept === undefined || reader === undefined) throw new Problem('not-found', 'There is nothing here for you.');
    return kept.entries.slice(after + 1, after + 1 + limit).map(({ entry: { seq, type, scope }, wire }) => {
      const { jws, body = '', salt = '', blobs = {} } = wire;
      return shownTo(reader, { seq, type, scope, jws, body, salt }, (hash) => blobs[hash]);
    });
  }

  /** The service as one person's device reaches it. A lost race is told as the service tells it. */
  transport(person: PersonId): Transport {
    const entries = (ledger: LedgerId, after: number, limit: number) => ({
      entries: this.shown(person, ledger, after, limit),
      head: this.headOf(ledger),
      now: this.clock.now,
    });
    type Input = { readonly kind: LedgerKind; readonly ledger: LedgerId; readonly entries: readonly SealedEntry[] };
    const call = async (_noun: string, act: string, input: Input & { readonly after: number; limit: number }) => {
      if (act === 'entries') return entries(input.ledger, input.after, input.limit);
      const known = this.kept.get(input.ledger);
      // The register's keys are read before anything is judged, so that whoever lost the race is told just that.
      if (this.storedBefore(known, input.entries) === undefined) {
        const claims = input.entries.map(({ jws }) => claimOf(jws));
        const head = known && this.headOf(input.ledger);
        requireContinues(claims, head as never);
      }
      return this.append(input.kind, input.ledger, input.entries, person);
    };
    const none = () => Promise.reject(new Error('No objects here'));
    return { call: call as never, put: none, get: none };
  }
}
