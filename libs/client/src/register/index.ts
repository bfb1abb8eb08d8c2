export { clinicians } from './clinicians';
export { nameOf, organisationName, personViewOf } from './person-view';
export type * from './views';
