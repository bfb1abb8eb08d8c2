/** What looks like it identifies a patient, found while it is typed. */
export { IdentifierHint } from './identifier-hint';
export { NotIdentifiers, unsaidIn } from './not-identifiers';
