/** Pictures on the page: chosen, prepared in a worker of their own, opened, seen in full detail. */
export { carry, takeCarried } from './carried-file';
export { acceptedPictures, inParts, ofParts, type PreparedPicture, prepare, stopPreparing } from './door';
export { FullDetail } from './full-detail';
export { useForgetPictures, usePicture } from './use-picture';
