import { Inject, Injectable } from '@nestjs/common';
import type { RateClass } from '@consilium/contracts';
import { Problem } from '@consilium/domain';
import { SETTINGS, type Settings } from './config';

/** Burst and refill (per second) of each class, per person and, signed out, per address. */
const rates: Record<RateClass, { readonly burst: number; readonly perSecond: number }> = {
  'sign-in': { burst: 40, perSecond: 0.5 },
  intent: { burst: 60, perSecond: 0.5 },
  request: { burst: 30, perSecond: 0.2 },
  read: { burst: 600, perSecond: 30 },
  write: { burst: 300, perSecond: 15 },
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

  /** Counts one request. Throws `Problem('too-many')` with the seconds to wait. */
  count(rate: RateClass, who: string, at: number = performance.now() / 1000): void {
    const { burst, perSecond } = rates[rate];
    const size = burst * this.settings.rateFactor;
    const refill = perSecond * this.settings.rateFactor;
    const key = `${rate} ${who}`;
    const bucket = this.buckets.get(key) ?? { left: size, at };
    const left = Math.min(size, bucket.left + (at - bucket.at) * refill);
    if (left < 1) {
      const seconds = Math.max(1, Math.ceil((1 - left) / refill));
      throw new Problem('too-many', `Too many attempts. Wait ${String(seconds)} seconds and try again.`, { seconds });
    }
    this.buckets.delete(key);
    this.buckets.set(key, { left: left - 1, at });
    this.forgetOldest();
  }

  private forgetOldest(): void {
    if (this.buckets.size <= mostBuckets) return;
    const oldest = this.buckets.keys().next();
    if (oldest.done !== true) this.buckets.delete(oldest.value);
  }
}
