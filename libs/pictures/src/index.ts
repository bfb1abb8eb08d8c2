export { isHeic, readHeic, strippedOfHeic } from './heic';
export { asStored, longestSide, receive, says, strip, type StrippedPicture } from './inspect';
export { brokenHeic, refuseBySize, undecodable } from './refusals';
export { colourTable, type HiddenThing, type StripReport } from './removed';
