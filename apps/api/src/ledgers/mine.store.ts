import { Injectable } from '@nestjs/common';
import type { Sql } from '../storage/database';
import type { LedgerRow } from './ledgers.store';

/** Ledgers by the people in them, from the projections. */
@Injectable()
export class MineStore {
  /**
   * Ledgers a person may read as far as the projections know; the door has the last word. `advises`: the defence
   * organisation the register says they advise, or "".
   */
  async readable(sql: Sql, person: string, advises: string): Promise<LedgerRow[]> {
    return sql.rows<LedgerRow>(
      `SELECT id, kind, seq, hash FROM ledgers l WHERE kind = 'register'
         OR EXISTS (SELECT 1 FROM room_members m WHERE m.room = l.id AND m.person = $1
                    AND m.stage IN ('internal', 'admitted', 'accepted'))
         OR EXISTS (SELECT 1 FROM advice_requests a WHERE a.ledger = l.id AND (a.requester = $1
                    OR (a.organisation = $2 AND $2 <> '')))
       ORDER BY l.kind, l.id`,
      [person, advises],
    );
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
