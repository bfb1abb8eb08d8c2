export { readBrief } from './brief';
export type * from './views';
