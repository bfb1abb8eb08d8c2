export { announced } from './announced';
export { clinicians } from './clinicians';
export { keyNewsOf, writtenAt } from './key-news';
export { holdersAt } from './organisations';
export { isAnchored, nameOf, organisationName, personViewOf } from './person-view';
export type * from './organisation-views';
export type * from './other-keys-view';
export type * from './views';
