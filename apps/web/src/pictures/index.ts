/** Pictures on the page: chosen, prepared in a worker of their own, opened, seen in full detail. */
export { carry, takeCarried } from './carried-files';
export { acceptedPictures } from './accepted';
export { type PreparedPicture, prepare, stopPreparing } from './door';
export { CardPicture } from './card-picture';
export { CropPicture } from './crop-picture';
export { FullDetail } from './full-detail';
export type { GalleryPlace } from './gallery-place';
export { FileSays } from './telling-file';
export { fileCount, inParts, type InParts, ofParts } from './in-parts';
export { useArriving } from './use-arriving';
export { useForgetPictures, usePicture } from './use-picture';
