/** Milliseconds of a clock that only runs forward, and of the one on the wall. */
export interface DeviceClock {
  monotonic(): number;
  wall(): number;
}

export const deviceClock: DeviceClock = { monotonic: () => performance.now(), wall: () => Date.now() };

/** A time heard, and when by the clock that only runs forward. */
interface Heard {
  readonly now: number;
  readonly at: number;
}

/** Seconds by which the service may correct itself backwards, and how much slower than this device it may run. */
const correction = 120;
const slowest = 0.999;

/**
 * The service's time at the last answer plus what has passed since, so that a device whose clock is a day off works and
 * is told so. Time does not run back: a service that turns its clock back keeps no expired access and no old register
 * current. Whole Unix seconds.
 */
export class ServiceClock {
  private heard: Heard | undefined;
  /** The answer after which time went on furthest. */
  private latest: Heard | undefined;

  constructor(private readonly device: DeviceClock = deviceClock) {}

  hear(now: number): void {
    const heard = { now, at: this.device.monotonic() };
    const least = this.least(heard.at);
    if (now < least - correction) return;
    if (now >= least) this.latest = heard;
    this.heard = heard;
  }

  /** The time it must be at least, by the latest ever heard and what has passed since. */
  private least(at: number): number {
    if (this.latest === undefined) return -Infinity;
    return this.latest.now + Math.floor(((at - this.latest.at) / 1000) * slowest);
  }

  now(): number {
    if (this.heard === undefined) return Math.floor(this.device.wall() / 1000);
    return this.heard.now + Math.floor((this.device.monotonic() - this.heard.at) / 1000);
  }

  /** By how much the device's own clock is ahead (positive) or behind, seconds. */
  deviceOffSeconds(): number {
    return Math.round(this.device.wall() / 1000) - this.now();
  }
}
