export { clinicians } from './clinicians';
export { keyNewsOf, writtenAt, type KeyNews } from './key-news';
export { nameOf, organisationName, personViewOf } from './person-view';
export type * from './views';
