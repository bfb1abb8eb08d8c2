import { ledgerId, personId, type KeyId } from '../kernel/ids';
import { gesture, passkeys, sealingPublic, signingPublic } from '../kernel/keys';
import { list, literal, object, orEmpty, seconds, type ShapeOf } from '../kernel/shape';
import { allWords } from '../words/tables';
import { statementIn } from './registration';

/** What somebody says of themselves, in any words there are. */
export const anyStatement = statementIn(allWords);

/**
 * `consilium-join`: a person's own statement of who they are and of their keys, signed with the signing key it names,
 * embedded verbatim in the credential: nobody changes what a joiner said. `root` is `""` only in the joins of the
 * register's genesis. Which words the statement may hold is judged by the entry that carries it. `proofs`: a gesture of
 * each passkey over everything before it, in their order, since a passkey's public half could be copied from somebody.
 */
const stated = {
  v: literal(1),
  root: orEmpty(ledgerId),
  person: personId,
  states: anyStatement,
  signing: signingPublic,
  sealing: sealingPublic,
  recovery: signingPublic,
  passkeys,
  at: seconds,
} as const;

/** A join before its passkeys prove themselves. */
export const unprovenJoin = object(stated);
export type UnprovenJoin = ShapeOf<typeof unprovenJoin>;
export const join = object({ ...stated, proofs: list(gesture, { min: 1, max: 20 }) });
export type Join = ShapeOf<typeof join>;

/** Whether two statements were made with the same keys and passkeys. */
export function hasSameKeys(one: Join, other: Join): boolean {
  const keys = ({ signing, sealing, recovery, passkeys: listed }: Join) =>
    JSON.stringify([signing, sealing, recovery, listed]);
  return keys(one) === keys(other);
}

/** A join whose signature and proofs were checked before a rule book is asked. */
export interface VerifiedJoin {
  readonly join: Join;
  /** Thumbprint of `join.signing`, whose signature over the document was checked. */
  readonly kid: KeyId;
}
