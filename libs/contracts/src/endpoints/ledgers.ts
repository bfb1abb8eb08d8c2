import { answerTimes, insideStandings, mostTold, tellingReasons } from '@consilium/domain';
import { z } from 'zod';
import { endpoint } from '../endpoint';
import {
  id16,
  id32,
  integer,
  ledgerHead,
  ledgerKind,
  listAsked,
  listPage,
  nothing,
  sealedEntry,
  text,
  time,
} from '../wire';

/** What somebody is to a ledger they may read. */
const reads = z.enum(['reader', ...insideStandings, 'requester', 'adviser']);
export type ReadsAs = z.infer<typeof reads>;

/** An entry as it stands there: its hash covers the signature, which may be another than the one sent again. */
const storedEntry = z.strictObject({ id: id16, hash: id32 });
export type StoredEntry = z.infer<typeof storedEntry>;

/**
 * Who is to be told, outside the record, that something waits for them, and why. Whoever the entries give no reason for, or
 * may not read them, is left out and nothing is refused: it is a hint, and must not keep an entry out.
 */
const notify = z
  .array(z.strictObject({ person: id16, reason: z.enum(tellingReasons), today: z.boolean() }))
  .max(mostTold);

/** A member's signed head, and the service's signed head of the same ledger they were given last; "" for none. */
const toldHead = z.strictObject({ head: z.string().max(4000), service: z.string().max(4000) });

/** Most threads of one case that are told to have been looked at in one call. */
const mostSeen = 100;

/** Signed receipts: how far somebody has looked at a thread. */
const receipts = z.array(text(1500));

/** What somebody had of a ledger and is not shown any more: their signed head of it, and the entry where that parts from what is shown. */
const missedHead = z.strictObject({ ledger: id32, head: text(4000), kept: ledgerHead });

export const ledgersEndpoints = {
  append: endpoint({
    path: 'ledgers/append',
    audience: 'active',
    door: 'ledger',
    rate: 'write',
    bytes: 8 * 1024 * 1024,
    says: 'Appends entries atomically if they extend the head; answers with the stored hash of each id, also where a known id with the same content came again.',
    input: z.strictObject({
      kind: ledgerKind,
      ledger: z.union([id32, z.literal('')]),
      entries: z.array(sealedEntry).min(1).max(500),
      notify: notify.optional(),
      /** Of an append that asks somebody in a case: when an answer is needed. The service tells the asker where none comes. */
      answerBy: z.enum(answerTimes).optional(),
    }),
    output: z.strictObject({
      ledger: id32,
      head: ledgerHead,
      stored: z.array(storedEntry),
      /** The service's signed head of this ledger: its word, to be posted with one's own. */
      signed: z.string().max(4000),
      now: time,
    }),
  }),
  entries: endpoint({
    path: 'ledgers/entries',
    audience: 'signed-in',
    door: 'ledger',
    rate: 'read',
    says: "Entries after a sequence number: skeletons of all, bodies and blobs of those in the reader's scope.",
    input: z.strictObject({ ledger: id32, after: integer(-1), limit: integer(1, 1000) }),
    output: z.strictObject({ kind: ledgerKind, entries: z.array(sealedEntry), head: ledgerHead, now: time }),
  }),
  mine: endpoint({
    path: 'ledgers/mine',
    audience: 'active',
    door: 'own',
    rate: 'read',
    says: 'The ledgers this person may read, with heads, a page at a time: all, or what changed since a mark, endings included; apart from them those that only a newer server can judge, to be asked for again.',
    input: listAsked,
    output: z.strictObject({
      ledgers: z.array(
        z.strictObject({
          kind: ledgerKind,
          ledger: id32,
          head: ledgerHead,
          as: reads,
        }),
      ),
      unjudged: z.array(z.strictObject({ kind: ledgerKind, ledger: id32 })),
      /** What this person may read no more, where changes are told; of a whole list it is missing. */
      ended: z.array(z.strictObject({ kind: ledgerKind, ledger: id32 })),
      ...listPage,
      now: time,
    }),
  }),
  standing: endpoint({
    path: 'ledgers/standing',
    audience: 'active',
    door: 'ledger',
    rate: 'read',
    says: 'What this person is to one ledger now.',
    input: z.strictObject({ ledger: id32 }),
    output: z.strictObject({ kind: ledgerKind, as: reads, now: time }),
  }),
  heads: endpoint({
    path: 'ledgers/heads',
    audience: 'active',
    door: 'ledger',
    rate: 'read',
    says: "The signed heads other members posted for a ledger, and the service's signed register head; of a case also the receipts of what the caller said last in each thread.",
    input: z.strictObject({ ledger: id32 }),
    output: z.strictObject({
      heads: z.array(toldHead),
      service: z.string().max(4000),
      /** By those who looked at a thread up to the newest thing the caller said in it; missing where there is none. */
      seen: receipts.optional(),
      now: time,
    }),
  }),
  postHead: endpoint({
    path: 'ledgers/post-head',
    audience: 'active',
    door: 'ledger',
    rate: 'write',
    says: "Posts the caller's own signed head of a ledger, and the service's newest one they were given; of a case also how far they looked at its threads.",
    input: z.strictObject({
      ledger: id32,
      head: text(4000),
      service: text(4000),
      seen: receipts.min(1).max(mostSeen).optional(),
    }),
    output: nothing,
  }),
  tellMissed: endpoint({
    path: 'ledgers/tell-missed',
    audience: 'active',
    door: 'ledger',
    rate: 'write',
    says: 'Says what the caller had of a ledger and is not shown any more: their signed head of it, and the last entry that both have.',
    input: missedHead,
    output: nothing,
  }),
  missed: endpoint({
    path: 'ledgers/missed',
    audience: 'officer',
    door: 'none',
    rate: 'read',
    says: 'What people had of ledgers and are not shown any more, the newest of each ledger first.',
    input: nothing,
    output: z.strictObject({ missed: z.array(missedHead) }),
  }),
} as const;
