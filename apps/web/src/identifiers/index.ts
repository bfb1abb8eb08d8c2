/** What looks like it identifies a patient, found while it is typed. */
export { findIdentifiers } from './identifiers';
export { IdentifierHint } from './identifier-hint';
