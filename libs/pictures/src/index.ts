export { strip, type StrippedPicture } from './inspect';
export type { PictureKind, PictureMime } from './kinds';
export { refuseBySize, undecodable } from './refusals';
export type { HiddenThing, StripReport } from './removed';
