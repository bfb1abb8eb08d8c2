import type { TellingChoices } from '@consilium/contracts';

/** By mail, or to a device. */
export type RoadKind = 'mail' | 'push';

/**
 * What became of a notice. `refused`: for good, and why, in the words of whom it was handed to. `gone`: nobody is there any
 * more. `away`: it may be tried again, and no sooner than after `wait` seconds.
 */
export type Outcome =
  | { readonly is: 'handed' }
  | { readonly is: 'refused' | 'gone'; readonly why: string }
  | { readonly is: 'away'; readonly why: string; readonly wait?: number };

/** A notice about one ledger to one person by one road, taken to be handed over. */
export interface Taken {
  readonly person: string;
  readonly ledger: string;
  /** `mail`, or the device. */
  readonly road: string;
  readonly link: string;
  readonly mail: string;
  readonly reasons: readonly string[];
  readonly today: boolean;
  /** When the oldest of its reasons came about. */
  readonly at: number;
  readonly attempts: number;
  /** Whether a process began to hand it over and never said what became of it: this one may be a repeat. */
  readonly isRepeat: boolean;
  /** Whether they have looked at it since. */
  readonly looked: boolean;
}

/** What somebody chose, or has who never chose. */
export type Chosen = TellingChoices & { readonly daily: NonNullable<TellingChoices['daily']> };

/** A way by which notices reach people. */
export interface Road {
  readonly kind: RoadKind;
  /** Whether this service has it at all. */
  readonly isThere: boolean;
  /** For what somebody wants to hear nothing by it. */
  off(choices: Chosen): readonly string[];
  /** Minutes after midnight at which it brings what is not for today, as one; -1: at once, each alone. */
  daily(choices: Chosen): number;
  /** Hands one over, and notes what is to be said of a refusal; undefined where it leads nowhere any more. Never fails. */
  hand(taken: Taken): Promise<Outcome | undefined>;
}
