import { digest, toB64 } from '@consilium/bytes';
import {
  head as headShape,
  integer,
  join as joinShape,
  receipt as receiptShape,
  unprovenJoin,
  type Clearance,
  type ClearanceShapes,
  type Head,
  type Join,
  type Receipt,
  type Shape,
  type UnprovenJoin,
  type VerifiedJoin,
} from '@consilium/domain';
import { challenge, verifyGesture } from './gesture';
import { lp, utf8 } from './untrusted-bytes';
import { requireGoodKey, requireSignature, signJws, type Signer } from './keys';
import { readJws, type ReadJws } from './strict';
import { BadSignature, Malformed } from './untrusted';

/** A person's statement of their keys, signed with the signing key it names. Keys in the protocol's order. */
export async function signJoin(join: Join, signer: Signer): Promise<string> {
  return (await signJws('consilium-join', joinShape.read(join), signer)).jws;
}

/**
 * What each passkey of a join signs, b64: the challenge over SHA-256(lp("consilium/1 join hash", the join's payload without
 * its proofs)). `nonce`: of the passkey's own gesture, 32 bytes, b64.
 */
export async function joinChallenge(unproven: UnprovenJoin, rpId: string, nonce: string): Promise<string> {
  const said = JSON.stringify(unprovenJoin.read(unproven));
  const hash = toB64(await digest(lp('consilium/1 join hash', said)));
  return challenge('consilium/1 join', unproven.root, rpId, nonce, hash);
}

/** Where passkeys belong: the page's origin, and the domain they are made for. */
export interface Site {
  readonly origin: string;
  readonly rpId: string;
}

/** Each passkey the join lists was at hand when it was made: one proof of each, in their order. */
async function requireProofs({ proofs, ...unproven }: Join, { origin, rpId }: Site): Promise<void> {
  if (proofs.length !== unproven.passkeys.length) throw new BadSignature('gesture-passkey');
  for (const [at, passkey] of unproven.passkeys.entries()) {
    const proof = proofs[at];
    if (proof === undefined) throw new BadSignature('gesture-passkey');
    const asked = await joinChallenge(unproven, rpId, proof.nonce);
    await verifyGesture(proof, { passkeys: [passkey], challenge: asked, origin, rpId });
  }
}

/**
 * Verifies the signature under the key the join itself names, and a gesture of each passkey it lists; refuses small order.
 * Throws `Malformed`, `BadSignature`.
 */
export async function readJoin(jws: string, site: Site): Promise<VerifiedJoin> {
  const read = readJws(jws, 'consilium-join', joinShape);
  requireGoodKey(read.payload.signing);
  await requireSignature(read, read.payload.signing);
  await requireProofs(read.payload, site);
  return { join: read.payload, kid: read.kid };
}

/** SHA-256 of the join's signing input, b64: what an invitation proof covers. */
export async function joinHash(jws: string): Promise<string> {
  return toB64(await digest(utf8(readJws(jws, 'consilium-join', joinShape).signingInput)));
}

/** "This is the newest entry I have verified", signed by a member or by the service. */
export async function signHead(head: Head, signer: Signer): Promise<string> {
  return (await signJws('consilium-head', headShape.read(head), signer)).jws;
}

/** What a head says, before its signer's key is known. */
export function headClaim(jws: string): ReadJws<Head> {
  return readJws(jws, 'consilium-head', headShape);
}

/** A head signed by this key (b64). Throws `Malformed`, `BadSignature`. */
export async function readHead(jws: string, publicKey: string): Promise<Head> {
  const read = headClaim(jws);
  await requireSignature(read, publicKey);
  return read.payload;
}

/** "I have looked at this thread up to this entry", signed by a reader of it. */
export async function signReceipt(receipt: Receipt, signer: Signer): Promise<string> {
  return (await signJws('consilium-receipt', receiptShape.read(receipt), signer)).jws;
}

/** What a receipt says, before its signer's key is known. */
export function receiptClaim(jws: string): Receipt {
  return readJws(jws, 'consilium-receipt', receiptShape).payload;
}

/** A receipt signed by this key (b64). Throws `Malformed`, `BadSignature`. */
export async function readReceipt(jws: string, publicKey: string): Promise<Receipt> {
  const read = readJws(jws, 'consilium-receipt', receiptShape);
  await requireSignature(read, publicKey);
  return read.payload;
}

/** SHA-256(lp("consilium/1 clearance", signing input)): what the adviser's gesture is over. */
export async function clearanceHash(signingInput: string): Promise<string> {
  return toB64(await digest(lp('consilium/1 clearance', signingInput)));
}

/** The version of the rules that a clearance names, whatever else it holds. */
const namedRules: Shape<number> = {
  read: (value, path) =>
    integer(1).read(typeof value === 'object' && value !== null ? Reflect.get(value, 'rules') : undefined, path),
};

/** A clearance in the shape of the version it names; one of a version that is not known here has none. */
function byOwnRules(clearances: ClearanceShapes): Shape<Clearance> {
  return {
    read: (value, path) => {
      const rules = namedRules.read(value, path);
      if (rules > clearances.knows) throw new Malformed('shape');
      return clearances.clearance(rules).read(value, path);
    },
  };
}

/** The version a clearance names, before anything else of it is read: this build may not know it. */
export function clearanceRules(jws: string): number {
  return readJws(jws, 'consilium-clearance', namedRules).payload;
}

/** The adviser's, or a second adviser's, signature over the decision. Keys in the protocol's order. */
export async function signClearance(
  clearances: ClearanceShapes,
  clearance: Clearance,
  signer: Signer,
): Promise<{ readonly jws: string; readonly hash: string }> {
  const payload = byOwnRules(clearances).read(clearance);
  const { jws, signingInput } = await signJws('consilium-clearance', payload, signer);
  return { jws, hash: await clearanceHash(signingInput) };
}

/** Reads strictly; whose signature it is depends on the register and is checked by `establishFacts`. */
export async function readClearance(
  clearances: ClearanceShapes,
  jws: string,
): Promise<ReadJws<Clearance> & { readonly hash: string }> {
  const read = readJws(jws, 'consilium-clearance', byOwnRules(clearances));
  return { ...read, hash: await clearanceHash(read.signingInput) };
}
