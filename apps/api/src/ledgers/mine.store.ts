import { Injectable } from '@nestjs/common';
import type { LedgerKind, Share } from '@consilium/domain';
import type { Sql } from '../storage/database';
import type { LedgerRow } from './ledgers.store';
import { mostListed, pageSince, type Mark, type Page } from './marks';

/** One way in which somebody is or was in a room, as `room_members` has it. */
export interface Way {
  /** "" for an internal colleague. */
  readonly clearance: string;
  readonly stage: 'internal' | 'left' | Share['stage']['stage'];
  readonly join_by: number;
  readonly member_until: number;
  readonly known: number;
  readonly clearance_hash: string;
  readonly organisation: string;
  /** The colleague as the clearance names them (JSON); "" for an internal one. */
  readonly recipient: string;
}

/** A ledger that may be somebody's, with what tables say about who they are to it. */
export interface Candidate extends LedgerRow {
  readonly kind: LedgerKind;
  /** Version of the rules that its newest entry names. */
  readonly rules: number;
  /** Of a room: its organisation and owner; else "". */
  readonly organisation: string;
  readonly owner: string;
  /** Of a request: whether it was ever sent. */
  readonly sent: boolean;
  /** What is said of this person changed, and not the ledger alone. */
  readonly own: boolean;
  readonly ways: readonly Way[];
}

interface Asked {
  readonly person: string;
  /** The defence organisation the register says they advise, or "". */
  readonly advises: string;
  readonly mark: Mark | undefined;
  readonly after: string;
  readonly now: number;
}

/** What a case says of this person changed, or a time of theirs was reached. */
const own = `m.written >= since.written OR m.join_by BETWEEN $8 AND $9 OR m.member_until BETWEEN $8 AND $9
  OR (m.clearance <> '' AND EXISTS (SELECT 1 FROM clearance_standings c WHERE c.clearance = m.clearance AND c.changed > $7))`;

/** A case that somebody has left, or whose time is over for them, tells them nothing of what happens in it since. */
const goesOn = `m.stage IN ('internal', 'admitted', 'accepted') AND (m.member_until = 0 OR m.member_until > $9)`;

const rooms = `SELECT m.room, bool_or(${own}) AS own FROM room_members m JOIN ledgers l ON l.id = m.room, since
  WHERE m.person = $3 AND m.room > $5
  GROUP BY m.room HAVING bool_or(${own} OR (l.written >= since.written AND ${goesOn})) ORDER BY m.room LIMIT $6`;

const ways = `SELECT json_agg(json_build_object('clearance', m.clearance, 'stage', m.stage, 'join_by', m.join_by,
    'member_until', m.member_until, 'known', m.known, 'clearance_hash', m.clearance_hash, 'organisation', m.organisation,
    'recipient', m.recipient))
  FROM room_members m WHERE m.room = told.room AND m.person = $3`;

const candidates = `SELECT * FROM (
  (SELECT l.id, l.kind, l.seq, l.hash, 0 AS rules, '' AS organisation, '' AS owner, false AS sent, false AS own, '[]'::json AS ways
   FROM ledgers l, since WHERE l.kind = 'register' AND l.id > $5 AND l.written >= since.written)
  UNION ALL
  (SELECT l.id, l.kind, l.seq, l.hash, r.rules, r.organisation, r.owner, false, told.own, (${ways})
   FROM (${rooms}) told JOIN ledgers l ON l.id = told.room JOIN rooms r ON r.ledger = told.room)
  UNION ALL
  (SELECT l.id, l.kind, l.seq, l.hash, a.rules, '', '', a.submitted_at > 0, false, '[]'::json
   FROM advice_requests a JOIN ledgers l ON l.id = a.ledger, since
   WHERE (a.requester = $3 OR (a.organisation = $4 AND $4 <> '' AND a.submitted_at > 0))
     AND a.ledger > $5 AND l.written >= since.written ORDER BY l.id LIMIT $6)
) found ORDER BY id LIMIT $6`;

/** Ledgers by the people in them, from the projections. */
@Injectable()
export class MineStore {
  /** What changed since the mark among the ledgers a person may read or could once, by id, after this one. */
  candidates(sql: Sql, { person, advises, mark, after, now }: Asked): Promise<Page<Candidate>> {
    // Clocks of replicas differ a little: what ran out between the two is looked at again, whichever is later.
    const [from, to] = [Math.min(mark?.at ?? now, now), Math.max(mark?.at ?? now, now)];
    const parameters = [person, advises, after, mostListed, mark?.register ?? -1, from, to];
    return pageSince<Candidate>(sql, mark, candidates, parameters);
  }

  /**
   * Rooms and advice ledgers whose newest entry does not know yet that somebody's standing, a clearance or a key
   * changed in the register, or that a time has passed: these need a tick.
   */
  async due(sql: Sql, now: number): Promise<LedgerRow[]> {
    return sql.rows<LedgerRow>(
      `SELECT id, kind, seq, hash FROM ledgers l WHERE
         (kind = 'room' AND EXISTS (
           SELECT 1 FROM room_members m LEFT JOIN people p ON p.person = m.person
           LEFT JOIN clearance_standings c ON c.clearance = m.clearance
           WHERE m.room = l.id AND (p.changed > l.register_seq OR c.changed > l.register_seq
             OR (m.stage IN ('internal', 'admitted', 'accepted') AND p.expires > l.at AND p.expires <= $1)
             OR (m.stage = 'accepted' AND m.member_until > l.at AND m.member_until <= $1)
             OR (m.stage = 'admitted' AND m.join_by >= l.at AND m.join_by < $1))))
         OR (kind = 'advice' AND EXISTS (
           SELECT 1 FROM advice_requests a LEFT JOIN people p ON p.person IN (a.requester, a.adviser)
           LEFT JOIN organisations o ON o.organisation = a.organisation
           WHERE a.ledger = l.id AND (p.changed > l.register_seq OR o.key_changed > l.register_seq
             OR (p.expires > l.at AND p.expires <= $1))))
       ORDER BY l.id`,
      [now],
    );
  }
}
