import type { AwayDoor } from './away-door';
import type { HowToldDoor } from './how-told-door';
import type { OnCallDoor } from './on-call-door';
import type { PushDoor } from './push-door';
import type { WhatWaitsDoor } from './what-waits-door';

export { awayDoor, type AwayDoor } from './away-door';
export { howToldDoor, type HowToldDoor } from './how-told-door';
export { onCallDoor, type OnCallDoor } from './on-call-door';
export { pushDoor, type PushDoor } from './push-door';
export { whatWaitsDoor, type WhatWaitsDoor } from './what-waits-door';
/** How somebody hears that something waits for them, and what does. */
export type TellingDoor = WhatWaitsDoor & HowToldDoor & PushDoor & AwayDoor & OnCallDoor;
