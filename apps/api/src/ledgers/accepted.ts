import type {
  AdviceBody,
  AdviceEntryType,
  AnswerBy,
  LedgerKind,
  PersonId,
  RegisterBody,
  RegisterEntryType,
  RoomBody,
  RoomEntryType,
  Telling,
} from '@consilium/domain';
import type { AppliedEntry } from '@consilium/ledger';
import type { Sql } from '../storage/database';
import type { AdviceReplica, AnyReplica, RegisterReplica, RoomReplica } from './any-replica';

/** By kind of ledger: its replica, and the body of each type of entry. */
interface Kinds {
  readonly register: {
    readonly replica: RegisterReplica;
    readonly bodies: { readonly [T in RegisterEntryType]: RegisterBody<T> };
  };
  readonly room: { readonly replica: RoomReplica; readonly bodies: { readonly [T in RoomEntryType]: RoomBody<T> } };
  readonly advice: {
    readonly replica: AdviceReplica;
    readonly bodies: { readonly [T in AdviceEntryType]: AdviceBody<T> };
  };
}
export type EntryTypeOf<K extends LedgerKind> = keyof Kinds[K]['bodies'];

/** Entries of some types that were verified and are being stored, all of one append. */
export interface Accepted<K extends LedgerKind, T extends EntryTypeOf<K>> {
  /** With these entries applied. */
  readonly replica: Kinds[K]['replica'];
  /** As it was; undefined where they begin it. */
  readonly before: Kinds[K]['replica'] | undefined;
  /** Who signed them. */
  readonly author: PersonId;
  /** Who is to be told of them. */
  readonly concerned: readonly Telling[];
  /** When their author needs an answer, where they ask somebody. */
  readonly answerBy: AnswerBy | undefined;
  /** Whether somebody may read the ledger with these entries applied. */
  readonly reads: (person: string) => boolean;
  readonly entries: readonly { [U in T]: { readonly type: U; readonly body: Kinds[K]['bodies'][U] } }[T][];
  /** Has something done once all of it is committed: whoever is told, and looks at once, finds it so. */
  readonly afterwards: Afterwards;
}

export type Afterwards = (act: () => void) => void;

/** Another feature's part of an append, in its transaction: throws to refuse, writes its own tables. */
export type OnAccepted<K extends LedgerKind, T extends EntryTypeOf<K>> = (
  sql: Sql,
  accepted: Accepted<K, T>,
) => Promise<void>;

export type Types<T> = readonly T[] | 'every';

interface Listener {
  readonly kind: LedgerKind;
  readonly types: ReadonlySet<string> | 'every';
  readonly act: (sql: Sql, accepted: never) => Promise<void>;
}

type Told = Pick<Accepted<LedgerKind, never>, 'author' | 'concerned' | 'answerBy' | 'reads'> & {
  readonly replica: AnyReplica;
  readonly before: AnyReplica | undefined;
  readonly applied: readonly AppliedEntry[];
};

/** Who wants to hear of which entries. A type that nobody asked for costs nothing. */
export class Listeners {
  private readonly all: Listener[] = [];

  on<K extends LedgerKind, T extends EntryTypeOf<K>>(kind: K, types: Types<T>, act: OnAccepted<K, T>): void {
    this.all.push({ kind, types: types === 'every' ? types : new Set(types as readonly string[]), act });
  }

  async tell(sql: Sql, appended: Told, afterwards: Afterwards): Promise<void> {
    const { replica, before, applied, author, concerned, answerBy, reads } = appended;
    for (const { kind, types, act } of this.all) {
      if (kind !== replica.kind) continue;
      const entries = applied
        .filter(({ entry }) => types === 'every' || types.has(entry.type))
        .map(({ entry, body }) => ({ type: entry.type, body }));
      // The rule book that accepted them judged each body by its type.
      const accepted = { replica, before, author, concerned, answerBy, reads, entries, afterwards };
      if (entries.length > 0) await act(sql, accepted as never);
    }
  }
}
