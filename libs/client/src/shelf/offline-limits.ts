/** For so long after the service was last heard a device opens what it keeps. */
export const openFor = 24 * 3_600_000;
/** Clocks are set by some seconds all the time. */
const backBy = 120_000;

/** When, in milliseconds of the device's own clock. */
export interface Times {
  /** The service was last heard by somebody whose keys were open. */
  readonly synced: number;
  /** Nothing is opened from then on, whatever else: the person's registration ends. */
  readonly until: number;
  /** The latest time that was ever seen here. */
  readonly seen: number;
}

/**
 * Whether what is kept may still be opened. A clock that stands earlier than it did before opens nothing: how long it has
 * really been, nobody can tell then.
 */
export function isOver({ synced, until, seen }: Times, now: number): boolean {
  const isBack = now < seen - backBy || now < synced - backBy;
  // Anything but numbers is over, too.
  return isBack || !(now <= synced + openFor && now < until);
}

/** How many cases a device keeps, and of what size: the one that was opened longest ago goes first. */
export const most = { cases: 20, ofOne: 1_000_000, inAll: 8_000_000, items: 200 } as const;
