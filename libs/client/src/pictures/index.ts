export { readDescription } from './description';
export type { Uploads } from './uploads';
export type * from './views';
