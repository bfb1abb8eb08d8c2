import { oneOf, sorted, type Shape } from '../kernel/shape';
import type { IdentifierKind } from '../words/lists';
import type { Words } from '../words/tables';
import { identifiersNamed } from './find';

/** What the writer of sealed words said is no identifier, by kind and never the words themselves. */
export const notIdentifiersIn = ({ identifierKinds }: Words): Shape<readonly IdentifierKind[]> =>
  sorted(oneOf(identifierKinds), { max: identifierKinds.length });

/** What was done, and what its author said is no identifier of the patient. */
export const withNotIdentifiers = (did: string, said: readonly IdentifierKind[] = []): string =>
  said.length === 0 ? did : `${did}, and said that what looks like ${identifiersNamed(said)} identifies nobody`;
