import type { Entry, Scope } from './entry';
import { outOfScope } from './entry';
import { SERVICE, type Hash, type LedgerId } from './ids';
import { judge, refuse } from './refusal';
import type { Book, EntryShapes } from './rule-book';

/** What every ledger's state has: where it stands. */
export interface ChainState {
  readonly id: LedgerId;
  readonly root: LedgerId;
  readonly head: { readonly seq: number; readonly hash: Hash };
  readonly at: number;
  readonly rules: number;
  readonly register: { readonly seq: number; readonly hash: Hash | '' };
}

/** The register as an entry names it, as far as its chain is held against it. `rules`: the newest version in force. */
export interface Anchor {
  readonly seq: number;
  readonly hash: Hash;
  readonly root: LedgerId;
  readonly rules: number;
}

/** The part of a state that moves with every entry, whatever it says. */
export function advance(entry: Entry): Pick<ChainState, 'head' | 'at' | 'rules' | 'register'> {
  return {
    head: { seq: entry.seq, hash: entry.hash },
    at: entry.at,
    rules: entry.rules,
    register: entry.register,
  };
}

function inRegister(entry: Entry, register: Anchor): void {
  if (register.seq !== entry.register.seq || register.hash !== entry.register.hash) refuse('register-unknown');
  if (entry.root !== register.root) refuse('wrong-root');
  if (entry.rules > register.rules) refuse('rules-unknown');
}

/** Entry 0: nothing before it, and only a genesis. */
export function begins(entry: Entry): void {
  if (entry.seq !== 0) refuse('wrong-seq');
  if (entry.prev !== '' || entry.ledger !== '' || entry.type !== 'genesis') refuse('not-a-beginning');
}

/** Entry 0 of a room or an advice ledger. */
export function beginsUnder(entry: Entry, register: Anchor): void {
  begins(entry);
  inRegister(entry, register);
}

/** Any later entry: it extends the head, and neither time nor rules nor register fall. */
export function follows(chain: ChainState, entry: Entry, register: Anchor): void {
  if (entry.seq !== chain.head.seq + 1) refuse('wrong-seq');
  if (entry.prev !== chain.head.hash) refuse('wrong-prev');
  if (entry.ledger !== chain.id) refuse('wrong-ledger');
  if (entry.type === 'genesis') refuse('not-a-beginning');
  if (entry.at < chain.at) refuse('time-fell');
  if (entry.rules < chain.rules) refuse('rules-fell');
  if (entry.register.seq < chain.register.seq) refuse('register-fell');
  inRegister(entry, register);
}

/** Ticks are the service's one act, and nobody else's. */
function tickedByService(entry: Entry): void {
  if (entry.by === SERVICE && entry.type !== 'tick') refuse('service-only-ticks');
  if (entry.by !== SERVICE && entry.type === 'tick') refuse('ticks-by-service');
}

/** Nothing is judged by rules that this build does not know; the ledger library holds such an entry before. */
export function judgedByKnown({ knows }: Pick<EntryShapes, 'knows'>, entry: Entry): void {
  if (entry.rules > knows) refuse('rules-unknown');
}

/** The scope is exactly this one. */
export function scopeIs(entry: Entry, expected: Scope): void {
  const { scope } = entry;
  const same =
    scope === 'room' || expected === 'room'
      ? scope === expected
      : scope.length === expected.length && scope.every((thread, index) => thread === expected[index]);
  if (!same) refuse('wrong-scope');
}

/** A body that a rule book must see; as read by its shape. */
export function given(body: unknown): unknown {
  return body === outOfScope ? refuse('body-missing') : body;
}

/** The register at the head an entry names, and what was established of the documents in its body. */
export interface Grounds<Register extends Anchor, Facts> {
  readonly register?: Register;
  readonly facts: Facts;
}

/** What a kind of ledger judges once the chain holds: an entry's own rule, and the state after it. */
type AfterChain<S, Register, Facts> = (
  state: S | undefined,
  entry: Entry,
  body: unknown,
  register: Register,
  facts: Facts,
) => S;

/** A rule book that judges by a register: a room's or an advice ledger's. */
export function bookUnderRegister<S extends ChainState, Register extends Anchor, Facts>(
  shapes: EntryShapes,
  after: AfterChain<S, Register, Facts>,
): Book<S, Grounds<Register, Facts>> {
  const { kind, knows } = shapes;
  return {
    kind,
    knows,
    bodies: (rules) => shapes.bodies(rules),
    apply: (state, entry, body, { register, facts }) =>
      judge(() => {
        judgedByKnown(shapes, entry);
        if (register === undefined) return refuse('register-unknown');
        if (state === undefined) beginsUnder(entry, register);
        else follows(state, entry, register);
        tickedByService(entry);
        return after(state, entry, body, register, facts);
      }),
  };
}

/**
 * Judges a ledger's chain and nothing else: for the outside colleague who has not accepted yet and is given skeletons
 * only. Such a replica shows nothing as good; after accepting it is rebuilt with the real rule book.
 */
export function chainRules(shapes: EntryShapes): Book<ChainState, Grounds<Anchor, unknown>> {
  return bookUnderRegister(shapes, (state: ChainState | undefined, entry) => ({
    id: state?.id ?? (entry.hash as string as LedgerId),
    root: entry.root as LedgerId,
    ...advance(entry),
  }));
}
