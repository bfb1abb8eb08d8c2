import { Inject, Injectable } from '@nestjs/common';
import type { RateClass } from '@consilium/contracts';
import { Problem } from '@consilium/domain';
import { SETTINGS, type Settings } from '../settings/config';

/**
 * What is counted: calls by their class, websocket handshakes and calls whose cookie nobody has looked up yet, mails that
 * somebody asks for, and bytes of entries.
 */
export type Counted = RateClass | 'unproven' | 'looked-up' | 'mailed' | 'written';

interface Rate {
  /** Most at once. */
  readonly burst: number;
  /** What comes back. */
  readonly perSecond: number;
}

/** Of each class, per person and, signed out, per address. */
const rates: Record<Exclude<Counted, 'written'>, Rate> = {
  'sign-in': { burst: 40, perSecond: 0.5 },
  intent: { burst: 60, perSecond: 0.5 },
  request: { burst: 30, perSecond: 0.2 },
  read: { burst: 600, perSecond: 30 },
  write: { burst: 300, perSecond: 15 },
  unproven: { burst: 60, perSecond: 1 },
  'looked-up': { burst: 300, perSecond: 20 },
  mailed: { burst: 5, perSecond: 5 / 3600 },
};
const mostBuckets = 50_000;

interface Bucket {
  left: number;
  at: number;
}

/** Token buckets in this process's memory: N replicas allow N times as much, which is enough against guessing and floods. */
@Injectable()
export class RateLimits {
  private readonly buckets = new Map<string, Bucket>();

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  /** Counts one request, or `amount` bytes. Throws `Problem('too-many')` with the seconds to wait. */
  count(counted: Counted, who: string, amount = 1): void {
    const { burst, perSecond } = this.rateOf(counted);
    const key = `${counted} ${who}`;
    const at = performance.now() / 1000;
    const bucket = this.buckets.get(key) ?? { left: burst, at };
    const left = Math.min(burst, bucket.left + (at - bucket.at) * perSecond);
    const wanted = Math.min(amount, burst);
    if (left < wanted) throw tooMany(counted, Math.max(1, Math.ceil((wanted - left) / perSecond)));
    this.buckets.delete(key);
    this.buckets.set(key, { left: left - wanted, at });
    this.forgetOldest();
  }

  /** What was counted turned out to be nothing that has to be limited. */
  giveBack(counted: Counted, who: string): void {
    const bucket = this.buckets.get(`${counted} ${who}`);
    if (bucket !== undefined) bucket.left += 1;
  }

  private rateOf(counted: Counted): Rate {
    const { rateFactor, limits } = this.settings;
    const { burst, perSecond } =
      counted === 'written'
        ? { burst: limits.writtenPerHour, perSecond: limits.writtenPerHour / 3600 }
        : rates[counted];
    return { burst: burst * rateFactor, perSecond: perSecond * rateFactor };
  }

  private forgetOldest(): void {
    if (this.buckets.size <= mostBuckets) return;
    const oldest = this.buckets.keys().next();
    if (oldest.done !== true) this.buckets.delete(oldest.value);
  }
}

function tooMany(counted: Counted, seconds: number): Problem {
  if (counted !== 'written') {
    return new Problem('too-many', `Too many attempts. Wait ${String(seconds)} seconds and try again.`, { seconds });
  }
  const minutes = String(Math.ceil(seconds / 60));
  return new Problem(
    'too-many',
    `You have sent more than is taken from one person in an hour. Wait ${minutes} minutes and try again.`,
    { seconds },
  );
}
