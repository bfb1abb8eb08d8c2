import {
  type AdviceState,
  type Books,
  type LedgerId,
  type LedgerKind,
  type RegisterState,
  type RoomState,
} from '@consilium/domain';
import { advance, type AppliedEntry, type RegisterReader, type Replica, type SealedEntry } from '@consilium/ledger';

export type RegisterReplica = Replica<RegisterState> & { readonly kind: 'register' };
export type RoomReplica = Replica<RoomState> & { readonly kind: 'room' };
export type AdviceReplica = Replica<AdviceState> & { readonly kind: 'advice' };
/** The server's own replica of a ledger: verified by the same library and rule book as every client's. */
export type AnyReplica = RegisterReplica | RoomReplica | AdviceReplica;

export interface Grown {
  readonly replica: AnyReplica;
  readonly applied: readonly AppliedEntry[];
}

export interface GrowOptions {
  readonly register: RegisterReader | undefined;
  /** Register ledger id; `undefined` only while the register is beginning. */
  readonly root: LedgerId | undefined;
  readonly ledger: LedgerId | undefined;
  /** Entries come from our own database, where they were put after verification. */
  readonly trustStored: boolean;
  /** As the ledger library has it: by how much an entry may overlook the register. */
  readonly mayOverlook?: number;
}

/** Verifies and applies entries to a replica, or from nothing. Throws the ledger library's `Refused` or `Malformed`. */
export async function grow(
  books: Books,
  kind: LedgerKind,
  replica: AnyReplica | undefined,
  entries: readonly SealedEntry[],
  { register, root, ledger, trustStored, mayOverlook }: GrowOptions,
): Promise<Grown> {
  const options = { register, expectRoot: root, expectLedger: ledger, trustStored, mayOverlook };
  if (kind === 'register') {
    const before = replica?.kind === 'register' ? replica : undefined;
    const grown = await advance(books.register, before, entries, options);
    return { replica: { ...grown.replica, kind }, applied: grown.applied };
  }
  if (kind === 'room') {
    const before = replica?.kind === 'room' ? replica : undefined;
    const grown = await advance(books.room, before, entries, options);
    return { replica: { ...grown.replica, kind }, applied: grown.applied };
  }
  const before = replica?.kind === 'advice' ? replica : undefined;
  const grown = await advance(books.advice, before, entries, options);
  return { replica: { ...grown.replica, kind }, applied: grown.applied };
}
