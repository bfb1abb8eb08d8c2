import { deviceClock, type DeviceClock } from '@consilium/client';

/** Seconds by which the clocks of this process are ahead of the machine, all together. */
const moved = { ahead: 0 };

export const aheadNow = (): number => moved.ahead;

export function moveAhead(seconds: number): void {
  moved.ahead = seconds;
}

/** The clock of a device of somebody in this process. */
export const movedDevice: DeviceClock = {
  monotonic: () => deviceClock.monotonic() + moved.ahead * 1000,
  wall: () => deviceClock.wall() + moved.ahead * 1000,
};
