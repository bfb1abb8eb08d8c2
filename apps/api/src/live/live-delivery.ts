import type { Notice, SealedEntry } from '@consilium/contracts';
import type { Growth } from './live-door';
import { ledgerRoom, localSockets, personRoom, type LiveServer, type LiveSocket } from './live-sockets';

/** A notice carries entries only when they are small; otherwise the client asks for them. */
const mostEntries = 20;
const mostCharacters = 65_536;

const sizeOf = ({ jws, body, blobs }: SealedEntry): number =>
  jws.length + (body?.length ?? 0) + Object.values(blobs ?? {}).reduce((sum, blob) => sum + blob.length, 0);

function noticeOf(growth: Growth, shown: readonly SealedEntry[]): Notice {
  const { kind, ledger, seq } = growth;
  const isSmall = shown.length <= mostEntries && shown.reduce((sum, each) => sum + sizeOf(each), 0) <= mostCharacters;
  return isSmall ? { kind, ledger, seq, entries: [...shown] } : { kind, ledger, seq };
}

/** What tells two readers' entries apart: which bodies and which blobs are there. */
function fingerprint(shown: readonly SealedEntry[]): string {
  return shown
    .map(({ body, blobs }) => `${body === undefined ? '-' : '+'}${Object.keys(blobs ?? {}).join(',')}`)
    .join(';');
}

export function leave(server: LiveServer, socket: LiveSocket, ledger: string): void {
  void socket.leave(ledgerRoom(ledger));
  socket.data.watching = socket.data.watching.filter((each) => each !== ledger);
  socket.data.present = socket.data.present.filter((each) => each !== ledger);
}

/**
 * Tells this replica's sockets that a ledger grew. Watchers who may see the same get one packet, encoded once; whoever
 * may read the ledger no more is told so and leaves at once.
 */
export function deliver(server: LiveServer, growth: Growth): void {
  const groups = new Map<string, { readonly shown: readonly SealedEntry[]; readonly sockets: string[] }>();
  const shownTo = new Map<string, readonly SealedEntry[] | undefined>();
  for (const socket of localSockets(server, ledgerRoom(growth.ledger))) {
    const { person } = socket.data;
    if (!shownTo.has(person)) shownTo.set(person, growth.shownTo(person));
    const shown = shownTo.get(person);
    if (shown === undefined) {
      socket.emit('ended', { ledger: growth.ledger, reason: 'removed' });
      leave(server, socket, growth.ledger);
      continue;
    }
    const key = fingerprint(shown);
    const group = groups.get(key) ?? { shown, sockets: [] };
    group.sockets.push(socket.id);
    groups.set(key, group);
  }
  for (const { shown, sockets } of groups.values()) server.local.to(sockets).emit('notice', noticeOf(growth, shown));
  tellOthers(server, growth);
}

/** Readers who do not watch the ledger hear that it grew, and ask for the entries if they want them. */
function tellOthers(server: LiveServer, growth: Growth): void {
  const { kind, ledger, seq } = growth;
  const watched = ledgerRoom(ledger);
  const others = growth
    .readers()
    .flatMap((person) => localSockets(server, personRoom(person)))
    .filter(({ rooms }) => !rooms.has(watched))
    .map(({ id }) => id);
  if (others.length > 0) server.local.to(others).emit('notice', { kind, ledger, seq });
}

/** Tells the watchers on all replicas who has the ledger open. */
export async function announcePresence(server: LiveServer, ledger: string): Promise<void> {
  const watching = await server.in(ledgerRoom(ledger)).fetchSockets();
  const here = [...new Set(watching.map(({ data }) => data.person))].sort().slice(0, 500);
  server.to(ledgerRoom(ledger)).emit('presence', { ledger, here });
}

/** Somebody is typing in a thread: said to the thread's holders only, and not to themselves. */
export function announceTyping(
  server: LiveServer,
  typing: { readonly ledger: string; readonly thread: string; readonly person: string },
  holders: readonly string[],
): void {
  const others = holders.filter((person) => person !== typing.person).map(personRoom);
  if (others.length > 0) server.to(others).emit('typing', typing);
}
