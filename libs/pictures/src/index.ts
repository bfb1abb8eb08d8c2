export { strip, type StrippedPicture } from './inspect';
export { refuseBySize, undecodable } from './refusals';
export type { HiddenThing, StripReport } from './removed';
