import { adviceBodies } from '../advice/bodies';
import type { Facts } from '../facts';
import { outOfScope, RULES_VERSION, type Entry, type LedgerKind, type Scope } from './entry';
import { SERVICE, type Hash, type LedgerId } from './ids';
import { judge, refuse } from './refusal';
import type { RuleBook } from './rule-book';
import { registerBodies } from '../register/bodies';
import type { RegisterView } from '../register/state';
import { roomBodies } from '../room/bodies';

/** What every ledger's state has: where it stands. */
export interface ChainState {
  readonly id: LedgerId;
  readonly root: LedgerId;
  readonly head: { readonly seq: number; readonly hash: Hash };
  readonly at: number;
  readonly rules: number;
  readonly register: { readonly seq: number; readonly hash: Hash | '' };
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

function inRegister(entry: Entry, view: RegisterView | undefined): void {
  if (view === undefined) return refuse('register-unknown');
  if (view.seq !== entry.register.seq || view.hash !== entry.register.hash) refuse('register-unknown');
  if (entry.root !== view.root) refuse('wrong-root');
  if (entry.rules > view.rules) refuse('rules-unknown');
}

/** Entry 0: nothing before it, and only a genesis. */
export function begins(entry: Entry): void {
  if (entry.seq !== 0) refuse('wrong-seq');
  if (entry.prev !== '' || entry.ledger !== '' || entry.type !== 'genesis') refuse('not-a-beginning');
}

/** Entry 0 of a room or an advice ledger. */
export function beginsUnder(entry: Entry, view: RegisterView | undefined): void {
  begins(entry);
  inRegister(entry, view);
}

/** Any later entry: it extends the head, and neither time nor rules nor register fall. */
export function follows(chain: ChainState, entry: Entry, view: RegisterView | undefined): void {
  if (entry.seq !== chain.head.seq + 1) refuse('wrong-seq');
  if (entry.prev !== chain.head.hash) refuse('wrong-prev');
  if (entry.ledger !== chain.id) refuse('wrong-ledger');
  if (entry.type === 'genesis') refuse('not-a-beginning');
  if (entry.at < chain.at) refuse('time-fell');
  if (entry.rules < chain.rules) refuse('rules-fell');
  if (entry.register.seq < chain.register.seq) refuse('register-fell');
  inRegister(entry, view);
}

/** Ticks are the service's one act, and nobody else's. */
export function tickedByService(entry: Entry): void {
  if (entry.by === SERVICE && entry.type !== 'tick') refuse('service-only-ticks');
  if (entry.by !== SERVICE && entry.type === 'tick') refuse('ticks-by-service');
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

const bodiesOf = { register: registerBodies, room: roomBodies, advice: adviceBodies } as const;

/**
 * Judges a ledger's chain and nothing else: for the outside colleague who has not accepted yet and is given skeletons
 * only. Such a replica shows nothing as good; after accepting it is rebuilt with the real rule book.
 */
export function chainRules(kind: Exclude<LedgerKind, 'register'>): RuleBook<ChainState> {
  return rulesAfterChain<ChainState>(kind, (state, entry) => ({
    id: state?.id ?? (entry.hash as string as LedgerId),
    root: entry.root as LedgerId,
    ...advance(entry),
  }));
}

/** What a kind of ledger judges once the chain holds: an entry's own rule, and the state after it. */
type AfterChain<S> = (
  state: S | undefined,
  entry: Entry,
  body: unknown,
  view: RegisterView | undefined,
  facts: Facts,
) => S;

/** The rule book of a room or an advice ledger. */
export function rulesAfterChain<S extends ChainState>(
  kind: Exclude<LedgerKind, 'register'>,
  after: AfterChain<S>,
): RuleBook<S> {
  return {
    kind,
    knows: RULES_VERSION,
    bodies: () => bodiesOf[kind],
    apply: (state, entry, body, { register, facts }) =>
      judge(() => {
        if (state === undefined) beginsUnder(entry, register);
        else follows(state, entry, register);
        tickedByService(entry);
        return after(state, entry, body, register, facts);
      }),
  };
}

/** A body that a rule book must see; as read by its shape. */
export function given(body: unknown): unknown {
  return body === outOfScope ? refuse('body-missing') : body;
}
