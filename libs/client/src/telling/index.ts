import type { AwayDoor } from './away-door';
import type { HowToldDoor } from './how-told-door';
import type { PushDoor } from './push-door';
import type { WhatWaitsDoor } from './what-waits-door';

export { awayDoor, type AwayDoor } from './away-door';
export { howToldDoor, type HowToldDoor } from './how-told-door';
export { pushDoor, type PushDoor } from './push-door';
export { whatWaitsDoor, type WhatWaitsDoor } from './what-waits-door';
/** How somebody hears that something waits for them, and what does. */
export type TellingDoor = WhatWaitsDoor & HowToldDoor & PushDoor & AwayDoor;
