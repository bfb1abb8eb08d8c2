import type { PersonId, Role } from '@consilium/domain';
import type { Sql } from '../storage/database';

/** SQL of sessions. A session's secret is only ever stored as its SHA-256. */

export interface StoredSession {
  readonly session: string;
  readonly person: PersonId;
  /** Passkey that opened it; "" after recovery words. */
  readonly credential: string;
  readonly device: string;
  readonly createdAt: number;
  readonly lastSeenAt: number;
  /** Unused for so long, it is over. */
  readonly idleSeconds: number;
  readonly absoluteUntil: number;
}

interface SessionRow {
  session: string;
  person: PersonId;
  credential: string;
  device: string;
  created_at: string;
  last_seen_at: string;
  idle_seconds: number;
  absolute_until: string;
}

const columns =
  's.session, s.person, s.credential, s.device, s.created_at, s.last_seen_at, s.idle_seconds, s.absolute_until';

const sessionOf = (row: SessionRow): StoredSession => ({
  session: row.session,
  person: row.person,
  credential: row.credential,
  device: row.device,
  createdAt: Number(row.created_at),
  lastSeenAt: Number(row.last_seen_at),
  idleSeconds: row.idle_seconds,
  absoluteUntil: Number(row.absolute_until),
});

/** A session as it is looked up at every request, and where the register stands at that very moment. */
export interface FoundSession {
  readonly session: StoredSession;
  /** What somebody who joined asked to be; `undefined` for whoever never asked (the first officer). */
  readonly requestedRole: Role | undefined;
  /** `undefined` before the set-up. */
  readonly register: { readonly id: string; readonly seq: number } | undefined;
  /** What the database's clock said then, Unix seconds. */
  readonly databaseNow: number;
}

type FoundRow = SessionRow & { requested: Role | null; register: string | null; register_seq: number; now: number };

export async function findSession(sql: Sql, tokenHash: string): Promise<FoundSession | undefined> {
  const [row] = await sql.rows<FoundRow>(
    `SELECT ${columns}, j.role AS requested, r.id AS register, r.seq AS register_seq,
       extract(epoch FROM clock_timestamp())::float8 AS now
     FROM sessions s LEFT JOIN join_requests j ON j.person = s.person LEFT JOIN ledgers r ON r.kind = 'register'
     WHERE s.token_hash = $1`,
    [tokenHash],
  );
  if (row === undefined) return undefined;
  const register = row.register === null ? undefined : { id: row.register, seq: row.register_seq };
  return { session: sessionOf(row), requestedRole: row.requested ?? undefined, register, databaseNow: row.now };
}

export async function insertSession(sql: Sql, tokenHash: string, session: StoredSession): Promise<void> {
  await sql.run(
    `INSERT INTO sessions
       (session, token_hash, person, credential, device, created_at, last_seen_at, idle_seconds, absolute_until)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      session.session,
      tokenHash,
      session.person,
      session.credential,
      session.device,
      session.createdAt,
      session.lastSeenAt,
      session.idleSeconds,
      session.absoluteUntil,
    ],
  );
}

export async function markSeen(sql: Sql, session: string, now: number): Promise<void> {
  await sql.run('UPDATE sessions SET last_seen_at = $2 WHERE session = $1 AND last_seen_at < $2', [session, now]);
}

/** From now on it may lie unused for so long. */
export async function setIdle(sql: Sql, session: string, idleSeconds: number): Promise<void> {
  await sql.run('UPDATE sessions SET idle_seconds = $2 WHERE session = $1', [session, idleSeconds]);
}

/** Sessions among these that are neither idle nor over at `now`. */
export async function openAmong(sql: Sql, sessions: readonly string[], now: number): Promise<string[]> {
  const rows = await sql.rows<{ session: string }>(
    'SELECT session FROM sessions WHERE session = ANY($1) AND last_seen_at + idle_seconds > $2 AND absolute_until > $2',
    [sessions, now],
  );
  return rows.map(({ session }) => session);
}

export async function deleteSession(sql: Sql, person: PersonId, session: string): Promise<boolean> {
  return (await sql.run('DELETE FROM sessions WHERE person = $1 AND session = $2', [person, session])) === 1;
}

/** The same, and its device is told so when it asks. */
export async function endSession(sql: Sql, person: PersonId, session: string): Promise<boolean> {
  const ended = await sql.run(
    `WITH gone AS (DELETE FROM sessions WHERE person = $1 AND session = $2 RETURNING token_hash)
     INSERT INTO ended_sessions (token_hash) SELECT token_hash FROM gone`,
    [person, session],
  );
  return ended === 1;
}

/** Whether somebody ended the session of this cookie from elsewhere. */
export async function wasEnded(sql: Sql, tokenHash: string): Promise<boolean> {
  return (await sql.rows('SELECT 1 FROM ended_sessions WHERE token_hash = $1', [tokenHash])).length === 1;
}

/** After so many days no device keeps anything that it would have to be told for. */
export const endedDays = 2;

export async function forgetEnded(sql: Sql): Promise<void> {
  await sql.run('DELETE FROM ended_sessions WHERE ended_at < now() - make_interval(days => $1)', [endedDays]);
}

/** Ends the sessions that none of these passkeys opened, but for the one that asks. Returns their ids. */
export async function deleteSessionsBut(
  sql: Sql,
  person: PersonId,
  kept: readonly string[],
  except: string,
): Promise<string[]> {
  const rows = await sql.rows<{ session: string }>(
    `WITH gone AS (
       DELETE FROM sessions WHERE person = $1 AND credential <> ALL($2::text[]) AND session <> $3
       RETURNING session, token_hash
     ), told AS (INSERT INTO ended_sessions (token_hash) SELECT token_hash FROM gone)
     SELECT session FROM gone`,
    [person, kept, except],
  );
  return rows.map(({ session }) => session);
}
