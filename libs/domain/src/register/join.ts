import { ledgerId, personId, type KeyId } from '../kernel/ids';
import { passkeys, sealingPublic, signingPublic } from '../kernel/keys';
import { literal, object, orEmpty, seconds, type ShapeOf } from '../kernel/shape';
import { allWords } from '../words/tables';
import { statementIn } from './registration';

/**
 * `consilium-join`: a person's own statement of who they are and of their keys, signed with the signing key it names,
 * embedded verbatim in the credential: nobody changes what a joiner said. `root` is `""` only in the joins of the
 * register's genesis. Which words the statement may hold is judged by the entry that carries it.
 */
export const join = object({
  v: literal(1),
  root: orEmpty(ledgerId),
  person: personId,
  states: statementIn(allWords),
  signing: signingPublic,
  sealing: sealingPublic,
  recovery: signingPublic,
  passkeys,
  at: seconds,
});
export type Join = ShapeOf<typeof join>;

/** A join whose signature was checked before a rule book is asked. */
export interface VerifiedJoin {
  readonly join: Join;
  /** Thumbprint of `join.signing`, whose signature over the document was checked. */
  readonly kid: KeyId;
}
