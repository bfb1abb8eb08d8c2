import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LessThan, Repository } from 'typeorm';
import { Clock } from '../settings/clock';
import { Database, type Sql } from '../storage/database';
import { ChallengeEntity } from './sign-in.entities';

/** What a nonce was given out for. A nonce of one purpose is unknown under every other. */
interface NoncePurpose {
  readonly label: 'setup' | 'join' | 'sign-in' | 'passkey-create' | 'act' | 'decision';
  /** Pre-session, session, person or invitation it belongs to; "" at the first set-up. */
  readonly subject: string;
  /** The named act of a gesture, else "". */
  readonly act: string;
}

/** Seconds a nonce lives (protocol, Challenges). */
export const nonceSeconds = 300;

const hashOf = (nonce: string): string => createHash('sha256').update(nonce).digest('base64url');

/** Server nonces: 32 random bytes, kept as hashes, good once and for a time. */
@Injectable()
export class OneTimeNonces {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @InjectRepository(ChallengeEntity) private readonly given: Repository<ChallengeEntity>,
  ) {}

  /** A fresh nonce, b64. */
  async issue({ label, subject, act }: NoncePurpose, lives = nonceSeconds): Promise<string> {
    const nonce = randomBytes(32).toString('base64url');
    await this.given.insert({ nonceHash: hashOf(nonce), label, subject, act, expires: this.clock.now() + lives });
    return nonce;
  }

  /**
   * Uses a nonce up; false if it was never issued for this purpose, was used, or is too old. Outside a transaction a
   * nonce stays used whatever becomes of the request; with `sql` it is used only if that transaction commits.
   */
  async spend(nonce: string, { label, subject, act }: NoncePurpose, sql: Sql = this.database): Promise<boolean> {
    const spent = await sql.run(
      `UPDATE challenges SET used = true
       WHERE nonce_hash = $1 AND label = $2 AND subject = $3 AND act = $4 AND NOT used AND expires > $5`,
      [hashOf(nonce), label, subject, act, this.clock.now()],
    );
    return spent === 1;
  }

  /** Forgets what can never be used again. */
  async forgetOld(): Promise<void> {
    await this.given.delete({ expires: LessThan(this.clock.now() - nonceSeconds) });
  }
}
