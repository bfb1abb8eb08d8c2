import { Injectable } from '@nestjs/common';
import type { LedgerKind } from '@consilium/domain';
import type { AppliedEntry, SealedEntry } from '@consilium/ledger';
import type { Sql } from '../storage/database';
import type { Topic } from './outbox/outbox.store';

export interface LedgerRow {
  readonly id: string;
  readonly kind: LedgerKind;
  readonly seq: number;
  readonly hash: string;
}

/** A stored entry's identity, to recognise a repeated append. */
export interface KnownEntry {
  readonly id: string;
  readonly type: string;
  readonly author: string;
  readonly scope: string;
  readonly bodyHash: string;
  /** Of the entry as it stands here, its signature included. */
  readonly hash: string;
}

export interface StoredEntry {
  readonly seq: number;
  readonly type: string;
  /** JSON text. */
  readonly scope: string;
  readonly jws: string;
  readonly body: string;
  readonly salt: string;
}

/** Where things stand, read under the ledger's row lock. */
export interface Place {
  readonly ledger: LedgerRow | undefined;
  readonly register: { readonly id: string; readonly seq: number } | undefined;
  readonly known: readonly KnownEntry[];
  /** What the database's clock says, Unix seconds. */
  readonly now: number;
}

interface PlaceRow {
  readonly id: string | null;
  readonly kind: LedgerKind;
  readonly seq: number;
  readonly hash: string;
  readonly register: string | null;
  readonly register_seq: number;
  readonly known: readonly KnownEntry[] | null;
  readonly now: number;
}

/**
 * Room and advice appends hold this lock shared and register appends exclusive, until commit: once a revocation is
 * acknowledged, nothing is admitted that did not see it.
 */
export const shareRegister = 'SELECT pg_advisory_xact_lock_shared(4242002)';
export const moveRegister = 'SELECT pg_advisory_xact_lock(4242002)';

const knownEntries = `SELECT json_agg(json_build_object('id', e.id, 'type', e.type, 'author', e.author, 'scope', e.scope, 'bodyHash', e.body_hash, 'hash', e.hash))
  FROM entries e WHERE e.ledger = $1 AND e.id = ANY($2::text[])`;

/** Seconds ahead of the clock up to which an entry's time counts for others. */
const mostAhead = 86_400;

/** Size of a page of entries, bodies and blobs together. */
export const pageCharacters = 4_000_000;

/** Text of a scope as the table keeps it. */
export const scopeText = (scope: AppliedEntry['entry']['scope']): string => JSON.stringify(scope);

@Injectable()
export class LedgersStore {
  /** Locks a ledger's row (none for a new ledger) and reads the register's head after the lock was taken. */
  async lock(sql: Sql, ledger: string, ids: readonly string[]): Promise<Place> {
    const [row] = await sql.rows<PlaceRow>(
      `SELECT l.id, l.kind, l.seq, l.hash, r.id AS register, r.seq AS register_seq, (${knownEntries}) AS known,
         extract(epoch FROM clock_timestamp())::float8 AS now
       FROM (SELECT 1) one
       LEFT JOIN LATERAL (SELECT * FROM ledgers WHERE id = $1 FOR UPDATE) l ON true
       LEFT JOIN ledgers r ON r.kind = 'register'`,
      [ledger, ids],
    );
    if (row === undefined) throw new Error('A statement that always has a row had none');
    return {
      ledger: row.id === null ? undefined : { id: row.id, kind: row.kind, seq: row.seq, hash: row.hash },
      register: row.register === null ? undefined : { id: row.register, seq: row.register_seq },
      known: row.known ?? [],
      now: row.now,
    };
  }

  /** Entries already stored under these ids, seen with a fresh snapshot. */
  async known(sql: Sql, ledger: string, ids: readonly string[]): Promise<readonly KnownEntry[]> {
    const [row] = await sql.rows<{ known: readonly KnownEntry[] | null }>(`SELECT (${knownEntries}) AS known`, [
      ledger,
      ids,
    ]);
    return row?.known ?? [];
  }

  async find(sql: Sql, ledger: string): Promise<LedgerRow | undefined> {
    const [row] = await sql.rows<LedgerRow>('SELECT id, kind, seq, hash FROM ledgers WHERE id = $1', [ledger]);
    return row;
  }

  async register(sql: Sql): Promise<LedgerRow | undefined> {
    const [row] = await sql.rows<LedgerRow>(`SELECT id, kind, seq, hash FROM ledgers WHERE kind = 'register'`);
    return row;
  }

  /**
   * The time of the newest entry there is. One dated more than a day ahead is left out: clients hold it back, and it moves
   * nobody else's time.
   */
  async newestTime(sql: Sql, now: number): Promise<number> {
    const [row] = await sql.rows<{ at: string | null }>('SELECT max(at) AS at FROM ledgers WHERE at <= $1', [
      now + mostAhead,
    ]);
    return Number(row?.at ?? 0);
  }

  async all(sql: Sql): Promise<LedgerRow[]> {
    return sql.rows<LedgerRow>(
      `SELECT id, kind, seq, hash FROM ledgers ORDER BY kind = 'register' DESC, kind DESC, id`,
    );
  }

  /** Entries after `after` up to `upTo`, without blobs, in order: at most `limit`, and no more than a page's characters but always one. */
  async entries(sql: Sql, ledger: string, after: number, upTo: number, limit: number): Promise<StoredEntry[]> {
    return sql.rows<StoredEntry>(
      `SELECT seq, type, scope, jws, body, salt FROM (
         SELECT *, sum(length(jws) + length(body)) OVER (ORDER BY seq) - length(jws) - length(body) AS before
         FROM (SELECT * FROM entries WHERE ledger = $1 AND seq > $2 AND seq <= $3 ORDER BY seq LIMIT $4) page
       ) counted WHERE before < $5 ORDER BY seq`,
      [ledger, after, upTo, limit, pageCharacters],
    );
  }

  /** Entry 0 of each of these ledgers, without blobs. */
  async firstEntries(sql: Sql, ledgers: readonly string[]): Promise<(StoredEntry & { readonly ledger: string })[]> {
    if (ledgers.length === 0) return [];
    return sql.rows(
      'SELECT ledger, seq, type, scope, jws, body, salt FROM entries WHERE ledger = ANY($1::text[]) AND seq = 0',
      [ledgers],
    );
  }

  /** Blobs by hash, base64url. */
  async blobs(sql: Sql, ledger: string, hashes: readonly string[]): Promise<Map<string, string>> {
    if (hashes.length === 0) return new Map();
    const rows = await sql.rows<{ hash: string; sealed: Buffer }>(
      'SELECT hash, sealed FROM blobs WHERE ledger = $1 AND hash = ANY($2::text[])',
      [ledger, hashes],
    );
    return new Map(rows.map(({ hash, sealed }) => [hash, sealed.toString('base64url')]));
  }

  /** Stores verified entries with their blobs, moves the head and notes what has to happen after: one statement. */
  async add(
    sql: Sql,
    ledger: { readonly id: string; readonly kind: LedgerKind; readonly isNew: boolean },
    applied: readonly AppliedEntry[],
    topics: readonly Topic[],
  ): Promise<void> {
    const last = applied.at(-1)?.entry;
    if (last === undefined) return;
    const blobs = new Map(applied.flatMap(({ wire }) => Object.entries(wire.blobs ?? {})));
    const head = ledger.isNew
      ? 'INSERT INTO ledgers (id, kind, seq, hash, at, register_seq) VALUES ($1, $2, $3, $4, $5, $6)'
      : 'UPDATE ledgers SET seq = $3, hash = $4, at = $5, register_seq = $6 WHERE id = $1 AND kind = $2';
    await sql.run(
      `WITH head AS (${head}),
       handed AS (INSERT INTO outbox (topic, ledger, seq, due) SELECT topic, $1, $3, 0 FROM unnest($20::text[]) AS asked (topic)),
       kept AS (INSERT INTO blobs (ledger, hash, sealed) SELECT $1, * FROM unnest($17::text[], $18::bytea[]) ON CONFLICT DO NOTHING)
       INSERT INTO entries (ledger, seq, id, hash, author, type, at, body_hash, scope, jws, body, salt)
       SELECT $1, * FROM unnest($7::int[], $8::text[], $9::text[], $10::text[], $11::text[], $12::bigint[], $13::text[],
                                $14::text[], $15::text[], $16::text[], $19::text[])`,
      [
        ledger.id,
        ledger.kind,
        last.seq,
        last.hash,
        last.at,
        last.register.seq,
        applied.map(({ entry }) => entry.seq),
        applied.map(({ entry }) => entry.id),
        applied.map(({ entry }) => entry.hash),
        applied.map(({ entry }) => entry.by),
        applied.map(({ entry }) => entry.type),
        applied.map(({ entry }) => entry.at),
        applied.map(({ entry }) => entry.bodyHash),
        applied.map(({ entry }) => scopeText(entry.scope)),
        applied.map(({ wire }) => wire.jws),
        applied.map(({ wire }) => wire.body ?? ''),
        [...blobs.keys()],
        [...blobs.values()].map((text) => Buffer.from(text, 'base64url')),
        applied.map(({ wire }) => wire.salt ?? ''),
        topics,
      ],
    );
  }
}

/** A stored row as it travels, body included. */
export const asSealed = ({ jws, body, salt }: StoredEntry): SealedEntry => ({ jws, body, salt });
