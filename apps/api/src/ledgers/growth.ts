import type { SealedEntry } from '@consilium/contracts';
import { advisersOf, type PersonId } from '@consilium/domain';
import type { Growth } from '../live/live-door';
import type { AnyReplica } from './any-replica';
import { newestViewOf, readerOf, shownTo, type Shown } from './reading';
import type { RegisterNow } from './replicas';

export interface NewEntry extends Shown {
  readonly blobs: Readonly<Record<string, string>>;
}

/** Those who may be readers, each once; whether they are is asked at the door. */
function candidates(replica: AnyReplica, register: RegisterNow, now: number): Set<PersonId> {
  const view = newestViewOf(register);
  if (replica.kind === 'register') return new Set(view.people().map(({ id }) => id));
  if (replica.kind === 'advice') {
    return new Set([replica.state.requester, ...advisersOf(view, replica.state.org, now)]);
  }
  const { internals, outsiders } = replica.state;
  return new Set([...internals.keys(), ...[...outsiders.values()].map(({ person }) => person)]);
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
    readers: () =>
      [...candidates(replica, register, now)].filter(
        (person) => readerOf(replica, person, register, now) !== undefined,
      ),
  };
}
