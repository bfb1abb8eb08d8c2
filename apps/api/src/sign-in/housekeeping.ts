import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Outbox } from '../ledgers/outbox/outbox';
import { DeviceSessions } from './device-sessions';
import { OneTimeNonces } from './one-time-nonces';

const everySeconds = 10 * 60;

/** Removes nonces and sessions that are over. Nothing depends on it: they are refused from the moment they end. */
@Injectable()
export class Housekeeping implements OnModuleInit {
  constructor(
    private readonly nonces: OneTimeNonces,
    private readonly sessions: DeviceSessions,
    private readonly outbox: Outbox,
  ) {}

  onModuleInit(): void {
    this.outbox.every(everySeconds, 'forget-sign-ins', () => this.tidy());
  }

  async tidy(): Promise<void> {
    await this.nonces.forgetOld();
    await this.sessions.forgetOver();
  }
}
