import type { Bytes } from '@consilium/bytes';

/** 2^255 − 19. */
const p = 2n ** 255n - 19n;
/** Order of the base point. */
export const primeOrder = 2n ** 252n + 27742317777372353535851937790883648493n;
/** (A − 2) / 4 of Curve25519. */
const a24 = 121665n;

/** A number of 32 bytes, little-endian. */
export function numberOf(bytes: Bytes): bigint {
  return bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

/**
 * Whether `primeOrder` times the point of this y is the neutral one. The ladder of RFC 7748 on u = (1 + y) / (1 − y): it needs no
 * x, and no point of the curve's twist has that order, so that what is no point at all fails as well. Small
 * orders are told apart before. All in it is public.
 */
export function isOfPrimeOrder(point: Bytes): boolean {
  const y = numberOf(point) & (2n ** 255n - 1n);
  const [xa, za] = [(1n + y) % p, (1n - y + p) % p];
  let [x2, z2, x3, z3] = [1n, 0n, xa, za];
  for (let bit = 252n; bit >= 0n; bit--) {
    const isSet = (primeOrder >> bit) & 1n;
    if (isSet === 1n) [x2, z2, x3, z3] = [x3, z3, x2, z2];
    const [sum, difference] = [x2 + z2, x2 - z2];
    const [da, cb] = [(x3 - z3) * sum, (x3 + z3) * difference];
    const [aa, bb] = [(sum * sum) % p, (difference * difference) % p];
    const e = aa - bb;
    x3 = (((da + cb) ** 2n % p) * za) % p;
    z3 = (((da - cb) ** 2n % p) * xa) % p;
    x2 = (aa * bb) % p;
    z2 = (e * (aa + a24 * e)) % p;
    if (isSet === 1n) [x2, z2, x3, z3] = [x3, z3, x2, z2];
  }
  return z2 === 0n && x2 !== 0n;
}
