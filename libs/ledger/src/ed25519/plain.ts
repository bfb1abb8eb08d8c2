import { edwards } from '@noble/curves/abstract/edwards.js';
import { concat, equalBytes, fromB64, type Bytes } from '@consilium/bytes';
import { numberOf, primeOrder } from './prime-order';
import type { Verify } from './verify';

/** RFC 8032, section 5.1. */
const Point = edwards({
  p: 2n ** 255n - 19n,
  n: primeOrder,
  h: 8n,
  a: 2n ** 255n - 20n,
  d: 37095705934669439343138083508754565189542113879843219016388785533085940283555n,
  Gx: 15112221349535400772501151409588531511454012693041857206046113283949847762202n,
  Gy: 46316835694926478169428394003475163141307993866256225615783033603165251855960n,
});

/** The point these bytes are; undefined when they are none. */
function pointOf(bytes: Bytes) {
  try {
    return Point.fromBytes(bytes);
  } catch {
    return undefined;
  }
}

/** [S]B − [k]A, as bytes, is R. The library's own `verify` multiplies by the cofactor first, and so accepts more. */
export const plainly: Verify = async (publicKey, signature, signed) => {
  const key = fromB64(publicKey);
  const [r, s] = [signature.slice(0, 32), numberOf(signature.slice(32))];
  const a = pointOf(key);
  if (a === undefined) return false;
  const hash = await globalThis.crypto.subtle.digest('SHA-512', concat([r, key, signed]));
  const k = numberOf(new Uint8Array(hash)) % primeOrder;
  const expected = Point.BASE.multiplyUnsafe(s).subtract(a.multiplyUnsafe(k));
  return equalBytes(new Uint8Array(expected.toBytes()), r);
};
