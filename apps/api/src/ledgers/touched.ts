import {
  newestChange,
  newestView,
  touchedByRoom,
  touchedByAdvice,
  type PersonId,
  type RegisterState,
  type RoomState,
} from '@consilium/domain';
import type { AnyReplica } from './any-replica';

/** Whoever decided on, and asked for, the outside shares of a room admitted from entry `from` on (attack 51). */
function decidersOf({ outsiders }: RoomState, register: RegisterState, from: number): PersonId[] {
  const admitted = [...outsiders.values()].filter(({ admitSeq }) => admitSeq >= from);
  const second = new Set(admitted.flatMap((outside) => outside.second ?? []));
  const people = second.size === 0 ? [] : newestView(register).people();
  return [
    ...admitted.flatMap(({ clearance }) => [clearance.by, clearance.requester]),
    ...people.filter(({ kid }) => second.has(kid)).map(({ id }) => id),
  ];
}

/**
 * Seq of the newest register entry that changed anything this ledger's rules look at when entries from `from` on are
 * judged; −1 if none did.
 */
export function newestTouch(replica: AnyReplica | undefined, register: RegisterState, from: number): number {
  if (replica?.kind === 'room') {
    const touched = touchedByRoom(replica.state);
    return newestChange(register, {
      ...touched,
      people: new Set([...touched.people, ...decidersOf(replica.state, register, from)]),
    });
  }
  if (replica?.kind === 'advice') return newestChange(register, touchedByAdvice(replica.state));
  return -1;
}
