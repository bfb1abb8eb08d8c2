export { asStored, longestSide, receive, says, strip, type StrippedPicture } from './inspect';
export { refuseBySize, undecodable } from './refusals';
export { colourTable, type HiddenThing, type StripReport } from './removed';
