import type { RoomStanding } from './membership';

export const everybodyInside = ['owner', 'internal', 'outside'] as const satisfies readonly RoomStanding[];
export const internals = ['owner', 'internal'] as const satisfies readonly RoomStanding[];
export const ownerOnly = ['owner'] as const satisfies readonly RoomStanding[];
