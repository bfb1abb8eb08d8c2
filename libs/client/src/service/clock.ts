/** Milliseconds of a clock that only runs forward, and of the one on the wall. */
export interface DeviceClock {
  monotonic(): number;
  wall(): number;
}

export const deviceClock: DeviceClock = { monotonic: () => performance.now(), wall: () => Date.now() };

/** A time in whole Unix seconds, and when it was so by the clock that only runs forward. */
interface Heard {
  readonly now: number;
  readonly at: number;
}

/** Whose clock is right, where two are apart. */
export type RightClock = 'device' | 'service';

/** Seconds by which the clocks of device and service may differ before somebody has to say which is right. */
export const apartSeconds = 600;

/** How much slower than this device the world may run. */
const slowest = 0.999;

/**
 * Two times. `stamp`: the service's at its last answer plus what has passed since; entries are dated by it. `now`: what an
 * expiry is judged by, the later of that and of the floor: the newest time learnt of a verified entry or of the service
 * that was at most ten minutes ahead of the clock on the wall here. So a device whose clock is a day off works, a service
 * that turns its clock back keeps no expired access, and no date far ahead stays. Whole Unix seconds.
 */
export class ServiceClock {
  private heard: Heard | undefined;
  private least: Heard | undefined;
  /** Which of the two clocks is right, as the person said, and by how much the device's was ahead then. */
  private settled: { readonly right: RightClock; readonly off: number } | undefined;

  private parted: () => void = () => undefined;

  constructor(private readonly device: DeviceClock = deviceClock) {}

  /** What the service says the time is. */
  hear(now: number): void {
    const before = this.heard !== undefined && this.isUnsettled;
    this.heard = { now, at: this.device.monotonic() };
    this.learn(now);
    if (this.isUnsettled !== before) this.parted();
  }

  /** Calls back when the two clocks part, or come together again. */
  onParting(parted: () => void): void {
    this.parted = parted;
  }

  /** A time that somebody signed, or that this person's devices kept: it has come, unless the clock on the wall says otherwise. */
  learn(now: number): void {
    if (now <= this.floor || now > this.trusted + apartSeconds) return;
    this.least = { now, at: this.device.monotonic() };
  }

  /** The time it must be at least; 0 while none is known. */
  get floor(): number {
    if (this.least === undefined) return 0;
    return this.least.now + Math.floor(((this.device.monotonic() - this.least.at) / 1000) * slowest);
  }

  /** What an entry written now is dated. */
  stamp(): number {
    if (this.heard === undefined) return this.wall;
    return this.heard.now + Math.floor((this.device.monotonic() - this.heard.at) / 1000);
  }

  /** What is judged by. */
  now(): number {
    return Math.max(this.stamp(), this.floor);
  }

  /** Seconds of the clock that only runs forward. */
  steady(): number {
    return this.device.monotonic() / 1000;
  }

  /** By how much the device's own clock is ahead (positive) or behind, seconds. */
  deviceOffSeconds(): number {
    return Math.round(this.device.wall() / 1000) - this.stamp();
  }

  /** Whether the clocks of device and service are so far apart that one is wrong, and nobody has said which. */
  get isUnsettled(): boolean {
    return Math.abs(this.deviceOffSeconds()) > apartSeconds && !this.isAsSettled;
  }

  /** The person says which clock is right. */
  settle(right: RightClock): void {
    this.settled = { right, off: this.deviceOffSeconds() };
    this.learn(this.trusted);
  }

  private get isAsSettled(): boolean {
    return this.settled !== undefined && Math.abs(this.deviceOffSeconds() - this.settled.off) <= apartSeconds;
  }

  /** The clock on the wall or, where its person says that it is wrong, what it would show if it were right. */
  private get trusted(): number {
    const isWrong = this.settled?.right === 'service' && this.isAsSettled;
    return isWrong ? this.wall - (this.settled?.off ?? 0) : this.wall;
  }

  private get wall(): number {
    return Math.floor(this.device.wall() / 1000);
  }
}
