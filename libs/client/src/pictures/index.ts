export { publishedPolicy, requireCapture, type CapturePlace } from './capture';
export type * from './capture-views';
export { readDescription, type DescriptionRead } from './description';
export type { DeviceWords } from './device-words';
export type { ShownPictures } from './shown-pictures';
export type { Uploads } from './uploads';
export type * from './views';
