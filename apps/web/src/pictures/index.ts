/** Pictures on the page: chosen, prepared in a worker of their own, opened, seen in full detail. */
export { carry, takeCarried } from './carried-files';
export { acceptedPictures, inParts, ofParts, type PreparedPicture, prepare, stopPreparing } from './door';
export { FullDetail } from './full-detail';
export { useArriving } from './use-arriving';
export { useForgetPictures, usePicture } from './use-picture';
