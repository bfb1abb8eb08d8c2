export { readDescription, type DescriptionRead } from './description';
export type { Uploads } from './uploads';
export type * from './views';
