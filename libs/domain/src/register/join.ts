import { ledgerId, personId, type KeyId } from '../kernel/ids';
import { passkeys, sealingPublic, signingPublic } from '../kernel/keys';
import { literal, object, orEmpty, seconds, type ShapeOf } from '../kernel/shape';

/**
 * `consilium-join`: a person's own statement of their keys, signed with the signing key it names, embedded verbatim in
 * the credential. `root` is `""` only in the joins of the register's genesis.
 */
export const join = object({
  v: literal(1),
  root: orEmpty(ledgerId),
  person: personId,
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
