/** Milliseconds of a clock that only runs forward, and of the one on the wall. */
export interface DeviceClock {
  monotonic(): number;
  wall(): number;
}

export const deviceClock: DeviceClock = { monotonic: () => performance.now(), wall: () => Date.now() };

/**
 * The service's time at the last answer plus what has passed since, so that a device whose clock is a day off works and
 * is told so. Whole Unix seconds.
 */
export class ServiceClock {
  private heard: { readonly now: number; readonly at: number } | undefined;

  constructor(private readonly device: DeviceClock = deviceClock) {}

  hear(now: number): void {
    this.heard = { now, at: this.device.monotonic() };
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
