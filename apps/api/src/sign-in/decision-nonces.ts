import { Injectable } from '@nestjs/common';
import type { PersonId } from '@consilium/domain';
import type { Sql } from '../storage/database';
import { OneTimeNonces } from './one-time-nonces';

export type DecisionAct = 'decision' | 'second-decision';

/** Nonces of advisers' decision gestures: issued to one person, good for one decision. */
@Injectable()
export class DecisionNonces {
  constructor(private readonly nonces: OneTimeNonces) {}

  issue(person: PersonId, act: DecisionAct): Promise<string> {
    return this.nonces.issue({ label: 'decision', subject: person, act });
  }

  /**
   * Uses the gesture's nonce up inside the append's transaction. False: not issued to this person for this act, used
   * before, or older than five minutes; the entry must then be refused.
   */
  spend(person: PersonId, nonce: string, sql: Sql, act: DecisionAct = 'decision'): Promise<boolean> {
    return this.nonces.spend(nonce, { label: 'decision', subject: person, act }, sql);
  }
}
