import { Injectable, type OnModuleInit } from '@nestjs/common';
import { isByWords, Problem, type ByWords, type Gesture, type PersonId } from '@consilium/domain';
import type { Accepted, EntryTypeOf } from '../ledgers/accepted';
import { LedgersService } from '../ledgers/ledgers.service';
import type { Sql } from '../storage/database';
import { OneTimeNonces } from './one-time-nonces';
import { raiseCounter } from './sign-in.store';

/** Seconds for which the nonce of a register entry is good: as long as the rule book lets its gesture wait for a place. */
const actSeconds = 600;

const stale = (): Problem =>
  new Problem('wrong-state', 'The confirmation with the passkey is too old or was used before. Confirm again.', {
    reason: 'gesture',
  });

function gestureIn(body: unknown): Gesture | undefined {
  if (typeof body !== 'object' || body === null || !('gesture' in body)) return undefined;
  const given = body.gesture as Gesture | ByWords;
  return isByWords(given) ? undefined : given;
}

/** Signature counter of an assertion (WebAuthn, 6.1); its data was verified before. */
const counterOf = ({ authData }: Gesture): number => Buffer.from(authData, 'base64url').readUInt32BE(33);

/**
 * The server's own precautions with gestures in the register, beyond what every reader verifies: a nonce of this service,
 * once, and a passkey whose counter has grown.
 */
@Injectable()
export class ActGestures implements OnModuleInit {
  constructor(
    private readonly ledgers: LedgersService,
    private readonly nonces: OneTimeNonces,
  ) {}

  onModuleInit(): void {
    this.ledgers.on('register', 'every', (sql, accepted) => this.spend(sql, accepted));
  }

  issue(person: PersonId): Promise<string> {
    return this.nonces.issue({ label: 'act', subject: person, act: 'register' }, actSeconds);
  }

  private async spend(sql: Sql, { author, entries }: Accepted<'register', EntryTypeOf<'register'>>): Promise<void> {
    for (const { body } of entries) {
      const gesture = gestureIn(body);
      if (gesture === undefined) continue;
      const purpose = { label: 'act', subject: author, act: 'register' } as const;
      if (!(await this.nonces.spend(gesture.nonce, purpose, sql))) throw stale();
      if (!(await raiseCounter(sql, gesture.cred, counterOf(gesture)))) throw stale();
    }
  }
}
