import { Inject, Injectable } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { Problem } from '@consilium/domain';
import { addressOf } from '../http/address';
import { comesFromUs } from '../http/admission';
import { SETTINGS, type Settings } from '../settings/config';
import { RateLimits } from '../http/rate-limits';
import { tokenIn } from '../http/session-cookie';
import { Sessions } from '../http/sessions';

/**
 * Who may begin a websocket handshake: from our own page, with what may be a session cookie. Before anybody looks the
 * cookie up, one that this process has met counts against its session, any other against its address; that is given
 * back when it turns out to be a session's. So nobody's made-up cookies keep their neighbours out.
 */
@Injectable()
export class Handshakes {
  private readonly counted = new WeakSet<IncomingMessage>();

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly limits: RateLimits,
    private readonly sessions: Sessions,
  ) {}

  mayBegin(request: IncomingMessage): boolean {
    const token = tokenIn(request.headers.cookie);
    if (token === undefined || !comesFromUs(request.headers, this.settings.publicOrigin)) return false;
    const met = this.sessions.met(token);
    if (met !== undefined) return this.isWithin(`session ${met}`);
    if (!this.isWithin(addressOf(request, this.settings))) return false;
    this.counted.add(request);
    return true;
  }

  /** The cookie was a session's. */
  proved(request: IncomingMessage): void {
    if (this.counted.delete(request)) this.limits.giveBack('unproven', addressOf(request, this.settings));
  }

  private isWithin(who: string): boolean {
    try {
      this.limits.count('unproven', who);
      return true;
    } catch (error) {
      if (error instanceof Problem) return false;
      throw error;
    }
  }
}
