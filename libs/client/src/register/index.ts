export { clinicians } from './clinicians';
export { keyNewsOf, writtenAt } from './key-news';
export { isAnchored, nameOf, organisationName, personViewOf } from './person-view';
export type * from './views';
