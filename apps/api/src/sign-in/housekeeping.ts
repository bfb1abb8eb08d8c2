import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { log, placeOf } from '../telemetry/log';
import { DeviceSessions } from './device-sessions';
import { OneTimeNonces } from './one-time-nonces';

const everyMilliseconds = 10 * 60 * 1000;

/** Removes nonces and sessions that are over. Nothing depends on it: they are refused from the moment they end. */
@Injectable()
export class Housekeeping implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly nonces: OneTimeNonces,
    private readonly sessions: DeviceSessions,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.tidy(), everyMilliseconds).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  async tidy(): Promise<void> {
    try {
      await this.nonces.forgetOld();
      await this.sessions.forgetOver();
    } catch (error) {
      log.warn({ ...placeOf(error) }, 'housekeeping');
    }
  }
}
