import {
  type Applied,
  type Entry,
  type EntryId,
  type Facts,
  type Hash,
  type LedgerId,
  noFacts,
  outOfScope,
  type PersonId,
  type RegisterView,
  type RuleBook,
  type Scope,
} from '@consilium/domain';
import { hash, id16 } from './names';
import { record, type Step } from './recording';

export interface Offer {
  readonly by: PersonId;
  readonly type: string;
  readonly scope?: Scope;
  readonly body?: unknown;
  readonly facts?: Facts;
  /** The reader was not given the body. */
  readonly withheld?: boolean;
  /** Parts of the skeleton that differ from what an honest client writes. */
  readonly entry?: Partial<Entry>;
}

interface Clock {
  now: number;
}

/** One ledger with invented hashes: offers entries to the real rule book, and keeps those that stand. */
export class LedgerBuilder<S> {
  private current: S | undefined;
  private head = { seq: -1, hash: '' as Entry['hash'] | '' };
  private made = 0;
  id: LedgerId | '' = '';
  /** Every entry that stood, with its body, to be replayed by another reader. */
  readonly kept: { entry: Entry; body: unknown; facts: Facts; view: RegisterView | undefined }[] = [];

  constructor(
    private readonly book: RuleBook<S>,
    private readonly clock: Clock,
    private readonly view: () => RegisterView | undefined,
    /** What an honest client adds to an entry: the gesture that its type asks for. */
    private readonly confirmed: (offer: Offer) => Offer = (offer) => offer,
  ) {}

  get state(): S {
    if (this.current === undefined) throw new Error('This ledger has not begun');
    return this.current;
  }

  get seq(): number {
    return this.head.seq;
  }

  /** Goes on after what stands in a real ledger: offers are made as if its entries had been added here. */
  standsAt({ state, ledger, head }: { state: S; ledger: LedgerId; head: { seq: number; hash: Hash } }): void {
    this.current = state;
    this.id = ledger;
    this.head = head;
  }

  private root(view: RegisterView | undefined): LedgerId | '' {
    return view?.root ?? (this.book.kind === 'register' ? this.id : '');
  }

  entryFor({ by, type, scope, entry }: Offer): Entry {
    const view = this.view();
    const register = view === undefined ? this.head : { seq: view.seq, hash: view.hash };
    const mark = `${this.book.kind}-${String(this.made)}`;
    return {
      v: 1,
      rules: 1,
      root: this.root(view),
      ledger: this.id,
      seq: this.head.seq + 1,
      prev: this.head.hash,
      id: id16<EntryId>(mark),
      by,
      register,
      at: this.clock.now,
      type,
      scope: scope ?? 'room',
      bodyHash: hash(`body-${mark}`),
      hash: hash(mark),
      ...entry,
    };
  }

  /** What the rule book says; the ledger stays as it is. */
  offer(offer: Offer): Applied<S> {
    return this.judge(this.entryFor(offer), this.confirmed(offer));
  }

  private judge(entry: Entry, { body = {}, facts = noFacts, type, withheld = false }: Offer): Applied<S> {
    const bodies = this.book.bodies(entry.rules);
    const read = Object.hasOwn(bodies, type) ? bodies[type]?.read(body) : body;
    const register = this.view();
    const applied = this.book.apply(this.current, entry, withheld ? outOfScope : read, {
      facts,
      ...(register !== undefined && { register }),
    });
    this.note({ entry, facts, ...(withheld ? {} : { body }) }, register, applied);
    return applied;
  }

  private note(step: Step, register: RegisterView | undefined, applied: Applied<S>): void {
    record({ kind: this.book.kind, builder: this, registerSeq: register?.seq, step, applied });
  }

  /** Adds an entry that must stand; returns it. */
  add(given: Offer): Entry {
    const entry = this.entryFor(given);
    const offer = this.confirmed(given);
    const applied = this.judge(entry, offer);
    if (!applied.ok) throw new Error(`${offer.type} was refused: ${applied.refusal.code}`);
    this.kept.push({ entry, body: offer.body ?? {}, facts: offer.facts ?? noFacts, view: this.view() });
    this.current = applied.state;
    this.made += 1;
    if (this.id === '') this.id = entry.hash as string as LedgerId;
    this.head = { seq: entry.seq, hash: entry.hash };
    return entry;
  }
}
