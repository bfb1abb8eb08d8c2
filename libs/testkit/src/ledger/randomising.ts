import { ed25519 } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { concat, randomBytes } from '@consilium/bytes';
import { signerFromSeed, type Signer } from '@consilium/ledger';

const { Point } = ed25519;
const order = Point.Fn.ORDER;

const numberOf = (bytes: Uint8Array): bigint => bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
const bytesOf = (number: bigint): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length: 32 }, (_, at) => Number((number >> BigInt(8 * at)) & 255n));

/** Signs the same bytes differently each time, as some engines' Ed25519 does; every one of these signatures is good. */
export async function randomising(seed: Uint8Array<ArrayBuffer>): Promise<Signer> {
  const signer = await signerFromSeed(seed);
  const { scalar, pointBytes } = ed25519.utils.getExtendedPublicKey(seed);
  return {
    ...signer,
    sign: (bytes) => {
      const nonce = numberOf(randomBytes(64)) % order;
      const r = new Uint8Array(Point.BASE.multiply(nonce).toBytes());
      const k = numberOf(sha512(concat([r, new Uint8Array(pointBytes), bytes]))) % order;
      return Promise.resolve(concat([r, bytesOf((nonce + k * scalar) % order)]));
    },
  };
}
