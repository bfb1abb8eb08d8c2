import type {
  liveEvents,
  Ended,
  Notice,
  Presence,
  RememberedVersion,
  Seen,
  ServedRelease,
  ToldCount,
  Typing,
  Waiting,
} from '@consilium/contracts';
import type { PersonId } from '@consilium/domain';
import type { Server, Socket } from 'socket.io';

interface ServerEvents {
  notice: (notice: Notice) => void;
  presence: (presence: Presence) => void;
  typing: (typing: Typing) => void;
  ended: (ended: Ended) => void;
  waiting: (waiting: Waiting) => void;
  told: (told: ToldCount) => void;
  remembered: (remembered: RememberedVersion) => void;
  seen: (seen: Seen) => void;
  release: (release: ServedRelease) => void;
}
export type Acknowledge = (answer: { readonly ok: boolean }) => void;
type ClientEvents = Record<
  keyof (typeof liveEvents)['fromClient'],
  (message: unknown, acknowledge?: Acknowledge) => void
>;
/** Between replicas: ids only, the receiver reads what it needs from the database. */
interface ReplicaEvents {
  grew: (ledger: string, from: number) => void;
  end: (room: string, reason: Ended['reason']) => void;
}

export interface SocketData {
  person: PersonId;
  session: string;
  /** Ledgers this socket watches. */
  watching: string[];
  /** Those of them that say who watches: rooms, and nothing else. */
  present: string[];
}
export type LiveServer = Server<ClientEvents, ServerEvents, ReplicaEvents, SocketData>;
export type LiveSocket = Socket<ClientEvents, ServerEvents, ReplicaEvents, SocketData>;

/** Names of socket.io rooms. */
export const ledgerRoom = (ledger: string): string => `ledger ${ledger}`;
export const sessionRoom = (session: string): string => `session ${session}`;
export const personRoom = (person: string): string => `person ${person}`;

/** Says why and closes, this replica's sockets only: in this order, which a broadcast over an adapter does not keep. */
export function endSockets(server: LiveServer, room: string, reason: Ended['reason']): void {
  for (const socket of localSockets(server, room)) {
    socket.emit('ended', { reason });
    socket.disconnect(true);
  }
}

/** Ends the oldest of this replica's sockets in a socket.io room, until no more than `most` are left. */
export function endOldest(server: LiveServer, room: string, most: number): void {
  const sockets = localSockets(server, room);
  for (const socket of sockets.slice(0, Math.max(0, sockets.length - most))) socket.disconnect(true);
}

/** This replica's sockets in a socket.io room, oldest first. */
export function localSockets(server: LiveServer, room: string): LiveSocket[] {
  const { sockets, adapter } = server.of('/');
  return [...(adapter.rooms.get(room) ?? [])].flatMap((id) => sockets.get(id) ?? []);
}
