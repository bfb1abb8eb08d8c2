import type { SealedEntry } from '@consilium/contracts';
import type { LedgerKind, PersonId } from '@consilium/domain';

/** How a ledger grew, and what each reader may be told of it. */
export interface Growth {
  readonly kind: LedgerKind;
  readonly ledger: string;
  /** New head. */
  readonly seq: number;
  /** First new entry. */
  readonly from: number;
  /** The new entries as this person may read them; `undefined` when they may read this ledger no more. */
  shownTo(person: PersonId): readonly SealedEntry[] | undefined;
  /** Everybody who may read this ledger now. */
  readers(): readonly PersonId[];
}

/** What the live connection asks of the ledgers: every join goes through the same door as a request. */
export abstract class LiveDoor {
  /** Those of `people` whose status is good now. */
  abstract activeAmong(people: readonly PersonId[]): Promise<ReadonlySet<PersonId>>;
  /** The kind of a ledger that this person may watch; `undefined` for any other. */
  abstract watchable(person: PersonId, ledger: string): Promise<LedgerKind | undefined>;
  /** Those of `people` who hold the thread now. */
  abstract holders(ledger: string, thread: string, people: readonly PersonId[]): Promise<readonly PersonId[]>;
  /** Growth that another replica wrote; `undefined` when the ledger is not there (yet). */
  abstract growthOf(ledger: string, from: number): Promise<Growth | undefined>;
}
