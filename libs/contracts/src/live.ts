import { z } from 'zod';
import { id16, id32, ledgerKind, sealedEntry } from './wire';

/** socket.io events. Notices are hints: the entries call is the truth. Presence and typing are ephemeral and never stored. */

/** Server → client: a ledger grew. `entries` (with the reader’s own bodies and blobs) come to watchers, when small; readers who do not watch get the rest. */
export const notice = z.strictObject({
  kind: ledgerKind,
  ledger: id32,
  seq: z.int().min(0),
  entries: z.array(sealedEntry).max(20).optional(),
});
export type Notice = z.infer<typeof notice>;

/** Server → client: who has the ledger open now, and who is typing where. */
export const presence = z.strictObject({ ledger: id32, here: z.array(id16).max(500) });
export type Presence = z.infer<typeof presence>;
export const typing = z.strictObject({ ledger: id32, thread: id16, person: id16 });
export type Typing = z.infer<typeof typing>;

/** Server → client: access to a ledger ended, or (no ledger) the session did. */
export const ended = z.strictObject({
  ledger: id32.optional(),
  reason: z.enum(['removed', 'signed-out', 'status', 'expired']),
});
export type Ended = z.infer<typeof ended>;

/** Server → officers: the people who ask to join are not the same any more. Who they are is asked for. */
export const waiting = z.strictObject({});
export type Waiting = z.infer<typeof waiting>;

/**
 * Server → client: how many cases, requests and acts of the register wait for this person to look at them. `overdue`: what
 * they are told of questions that waited for too long is something else now, and is to be asked for.
 */
export const told = z.strictObject({ count: z.int().min(0), overdue: z.boolean().optional() });
export type ToldCount = z.infer<typeof told>;

/** Server → client: their sealed list of what they verified and looked at has this version now, saved by one of their devices. */
export const remembered = z.strictObject({ version: z.int().min(1) });
export type RememberedVersion = z.infer<typeof remembered>;

/** Server → client: somebody looked at a thread this person reads; their signed receipt, to be verified as one that was asked for. */
export const seen = z.strictObject({ ledger: id32, receipt: z.string().max(1500) });
export type Seen = z.infer<typeof seen>;

/** Server → client, first of all: what the service is (`releaseText`). After a reconnection it may be another build. */
export const release = z.strictObject({ says: z.string().max(100) });
export type ServedRelease = z.infer<typeof release>;

/** Client → server, each acknowledged with `{ok: true}` or `{ok: false}`. */
export const watch = z.strictObject({ ledger: id32 });
export const startTyping = z.strictObject({ ledger: id32, thread: id16 });

export const liveEvents = {
  fromServer: { notice, presence, typing, ended, waiting, told, remembered, seen, release },
  fromClient: { watch, unwatch: watch, typing: startTyping },
} as const;

/** Namespace path of the websocket; websocket transport only, same Origin only. */
export const livePath = '/api/live';
