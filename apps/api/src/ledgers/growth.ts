import type { SealedEntry } from '@consilium/contracts';
import type { PersonId } from '@consilium/domain';
import type { Growth } from '../platform/live-door';
import type { AnyReplica } from './any-replica';
import { readerOf, shownTo, type Shown } from './reading';
import type { RegisterNow } from './replicas';

export interface NewEntry extends Shown {
  readonly seq: number;
  readonly blobs: Readonly<Record<string, string>>;
}

/** What watchers are told of new entries, each as far as they may read. */
export function growthOf(
  replica: AnyReplica,
  entries: readonly NewEntry[],
  register: RegisterNow,
  now: number,
): Growth {
  return {
    kind: replica.kind,
    ledger: replica.ledger,
    seq: replica.head.seq,
    from: entries[0]?.seq ?? replica.head.seq,
    shownTo: (person: PersonId): readonly SealedEntry[] | undefined => {
      const reader = readerOf(replica, person, register, now);
      return reader && entries.map((entry) => shownTo(reader, entry, (hash) => entry.blobs[hash]));
    },
  };
}
