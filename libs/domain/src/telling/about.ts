import type { Scope } from '../kernel/entry';
import type { PersonId } from '../kernel/ids';
import type { RegisterView } from '../register/state';
import type { TellingReason } from './reasons';

/** An entry that is about to be appended. */
export interface Said {
  readonly type: string;
  readonly scope: Scope;
  readonly body: unknown;
}

/** What an append is, to whoever asks whom it concerns. */
export interface About<State> {
  /** Before these entries; undefined: they begin the ledger. */
  readonly state: State | undefined;
  readonly view: RegisterView;
  readonly at: number;
  readonly by: PersonId;
  /** Every entry of the append. */
  readonly batch: readonly Said[];
}

/** Who is told of an entry of one type, and why. Whoever wrote it may be among them; they are left out later. */
export interface Rule<State, Body> {
  readonly reason: TellingReason;
  /** Instead of it, for whoever is named in what the entry seals; left out where nobody can be. */
  readonly mentioned?: TellingReason;
  readonly tells: (about: About<State>, body: Body, scope: Scope) => readonly PersonId[];
}

/** Of this type nobody is told: nothing waits for anybody because of it. */
export const nobody = undefined;

/** A rule for every type there is: one that comes is asked for by name. */
export type Rules<State, Bodies> = { readonly [Type in keyof Bodies]: Rule<State, Bodies[Type]> | typeof nobody };
