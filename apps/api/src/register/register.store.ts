import type { OrganisationId, PersonId, Role } from '@consilium/domain';
import type { Sql } from '../platform/database';

/** SQL of invitations and join requests. */

export interface Invitation {
  readonly invitation: string;
  readonly role: Role;
  readonly organisation: OrganisationId | '';
  readonly expiresAt: number;
  readonly used: boolean;
}

interface InvitationRow {
  invitation: string;
  role: Role;
  organisation: OrganisationId | '';
  expires: string;
  used: boolean;
}

const invitationOf = ({ expires, ...row }: InvitationRow): Invitation => ({ ...row, expiresAt: Number(expires) });
const invitationColumns = 'invitation, role, organisation, expires, used';

export async function insertInvitation(sql: Sql, by: PersonId, made: Omit<Invitation, 'used'>): Promise<void> {
  await sql.run(
    'INSERT INTO invitations (invitation, invited_by, role, organisation, expires) VALUES ($1, $2, $3, $4, $5)',
    [made.invitation, by, made.role, made.organisation, made.expiresAt],
  );
}

/** Used ones, and open ones that have not run out; newest first. */
export async function listInvitations(sql: Sql, now: number): Promise<Invitation[]> {
  const rows = await sql.rows<InvitationRow>(
    `SELECT ${invitationColumns} FROM invitations WHERE used OR expires > $1 ORDER BY expires DESC LIMIT 500`,
    [now],
  );
  return rows.map(invitationOf);
}

/** False: nobody can use it any more, or nobody ever made it. */
export async function deleteOpenInvitation(sql: Sql, invitation: string): Promise<boolean> {
  return (await sql.run('DELETE FROM invitations WHERE invitation = $1 AND NOT used', [invitation])) === 1;
}

/** An invitation that can still be used. */
export async function findOpenInvitation(sql: Sql, invitation: string, now: number): Promise<Invitation | undefined> {
  const [row] = await sql.rows<InvitationRow>(
    `SELECT ${invitationColumns} FROM invitations WHERE invitation = $1 AND NOT used AND expires > $2`,
    [invitation, now],
  );
  return row === undefined ? undefined : invitationOf(row);
}

/** Uses an invitation up; undefined if somebody was there first, it ran out, or there is none. */
export async function takeInvitation(sql: Sql, invitation: string, now: number): Promise<Invitation | undefined> {
  const [row] = await sql.rows<InvitationRow>(
    `UPDATE invitations SET used = true WHERE invitation = $1 AND NOT used AND expires > $2
     RETURNING ${invitationColumns}`,
    [invitation, now],
  );
  return row === undefined ? undefined : invitationOf(row);
}

interface StoredRequest {
  readonly person: PersonId;
  readonly invitation: string;
  readonly role: Role;
  readonly organisation: OrganisationId | '';
  readonly join: string;
  readonly proof: string;
  /** The statement that the proof is over, where `join` came later; else "". */
  readonly first: string;
  readonly at: number;
}

interface RequestRow {
  person: PersonId;
  invitation: string;
  role: Role;
  organisation: OrganisationId | '';
  signed_join: string;
  first_join: string;
  proof: string;
  state: 'waiting' | 'refused';
  reason: string;
  at: string;
}

const requestColumns = `r.person, r.invitation, r.role, r.organisation, r.signed_join, r.first_join, r.proof,
  r.state, r.reason, r.at`;

const requestOf = (row: RequestRow): StoredRequest => ({
  person: row.person,
  invitation: row.invitation,
  role: row.role,
  organisation: row.organisation,
  join: row.signed_join,
  proof: row.proof,
  first: row.first_join,
  at: Number(row.at),
});

export async function insertRequest(sql: Sql, request: StoredRequest): Promise<void> {
  await sql.run(
    `INSERT INTO join_requests
       (person, invitation, role, organisation, signed_join, proof, state, reason, at)
     VALUES ($1, $2, $3, $4, $5, $6, 'waiting', '', $7)`,
    [request.person, request.invitation, request.role, request.organisation, request.join, request.proof, request.at],
  );
}

/** Those who may be waiting, oldest first. The list leaves out whom `people` has; who is in the register says the register. */
export async function listWaiting(sql: Sql): Promise<StoredRequest[]> {
  const rows = await sql.rows<RequestRow>(
    `SELECT ${requestColumns} FROM join_requests r LEFT JOIN people p ON p.person = r.person
     WHERE r.state = 'waiting' AND p.person IS NULL ORDER BY r.at, r.person LIMIT 500`,
  );
  return rows.map(requestOf);
}

/** What somebody asked for, and what became of it. */
export interface OwnRequest {
  readonly request: StoredRequest;
  readonly state: RequestRow['state'];
  readonly reason: string;
}

export async function findRequest(sql: Sql, person: PersonId): Promise<OwnRequest | undefined> {
  const [row] = await sql.rows<RequestRow>(`SELECT ${requestColumns} FROM join_requests r WHERE r.person = $1`, [
    person,
  ]);
  return row && { request: requestOf(row), state: row.state, reason: row.reason };
}

/** False: nobody of that id waits, or they said something else since. */
export async function markRefused(sql: Sql, person: PersonId, join: string, reason: string): Promise<boolean> {
  const refused = await sql.run(
    `UPDATE join_requests SET state = 'refused', reason = $3
     WHERE person = $1 AND signed_join = $2 AND state = 'waiting'`,
    [person, join, reason],
  );
  return refused === 1;
}

/** Puts a later statement in the place of a joiner's, whose request then waits again. False: nobody of that id asked. */
export async function replaceJoin(sql: Sql, person: PersonId, join: string, at: number): Promise<boolean> {
  const replaced = await sql.run(
    `UPDATE join_requests SET signed_join = $2, state = 'waiting', reason = '', at = $3,
       first_join = CASE WHEN first_join = '' THEN signed_join ELSE first_join END
     WHERE person = $1`,
    [person, join, at],
  );
  return replaced === 1;
}

/** What somebody in the register says of themselves anew. */
export interface Restatement {
  readonly person: PersonId;
  readonly join: string;
  /** As the statement says. */
  readonly signedAt: number;
  readonly refused: boolean;
  readonly reason: string;
  readonly at: number;
}

interface RestatementRow {
  person: PersonId;
  signed_join: string;
  signed_at: string;
  refused: boolean;
  reason: string;
  at: string;
}

const restatementOf = (row: RestatementRow): Restatement => ({
  ...{ person: row.person, join: row.signed_join, refused: row.refused, reason: row.reason },
  signedAt: Number(row.signed_at),
  at: Number(row.at),
});

/** The newest one counts: whoever states themselves again is refused no more. */
export async function keepRestatement(
  sql: Sql,
  made: Pick<Restatement, 'person' | 'join' | 'signedAt' | 'at'>,
): Promise<void> {
  await sql.run(
    `INSERT INTO statements (person, signed_join, signed_at, at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (person) DO UPDATE SET signed_join = $2, signed_at = $3, at = $4, refused = false, done = false, reason = ''`,
    [made.person, made.join, made.signedAt, made.at],
  );
}

/** Those not refused nor done, oldest first; which of them the register has since, it says itself. */
export async function listRestatements(sql: Sql): Promise<Restatement[]> {
  const rows = await sql.rows<RestatementRow>(
    'SELECT person, signed_join, signed_at, refused, reason, at FROM statements WHERE NOT refused AND NOT done ORDER BY at, person LIMIT 500',
    [],
  );
  return rows.map(restatementOf);
}

export async function findRestatement(sql: Sql, person: PersonId): Promise<Restatement | undefined> {
  const [row] = await sql.rows<RestatementRow>(
    'SELECT person, signed_join, signed_at, refused, reason, at FROM statements WHERE person = $1',
    [person],
  );
  return row && restatementOf(row);
}

/** The register has what these people said; they stay for whoever says it once more. */
export async function markDone(sql: Sql, people: readonly PersonId[]): Promise<void> {
  if (people.length > 0) await sql.run('UPDATE statements SET done = true WHERE person = ANY($1)', [people]);
}

/** False: they said nothing anew, or something else since, or it was decided. */
export async function refuseRestatement(sql: Sql, person: PersonId, join: string, reason: string): Promise<boolean> {
  const refused = await sql.run(
    `UPDATE statements SET refused = true, reason = $3
     WHERE person = $1 AND signed_join = $2 AND NOT refused AND NOT done`,
    [person, join, reason],
  );
  return refused === 1;
}

const daySeconds = 86_400;

/** Somebody else stated this person's number. */
export async function noteClaim(sql: Sql, owner: PersonId, at: number): Promise<void> {
  await sql.run(
    `INSERT INTO number_claims (owner, day, at) VALUES ($1, $2, $3)
     ON CONFLICT (owner, day) DO UPDATE SET at = EXCLUDED.at`,
    [owner, Math.floor(at / daySeconds), at],
  );
}

/** When others stated this person's number since then, newest first. */
export async function claimsOn(sql: Sql, owner: PersonId, since: number): Promise<number[]> {
  const rows = await sql.rows<{ at: string }>(
    'SELECT at FROM number_claims WHERE owner = $1 AND at > $2 ORDER BY at DESC LIMIT 30',
    [owner, since],
  );
  return rows.map(({ at }) => Number(at));
}
