import { concat, equalBytes, digest, toB64, type Bytes } from '@consilium/bytes';
import type { DocumentType, KeyId } from '@consilium/domain';
import { fromB64, utf8 } from './untrusted-bytes';
import { isOfPrimeOrder } from './ed25519/prime-order';
import { verifyStrictly } from './ed25519/strict';
import { Remembered } from './remembered';
import { signingInputOf } from './strict';
import { BadSignature, Malformed } from './untrusted';

/** Signs with one Ed25519 key. `public` is b64 of 32 bytes, `kid` its thumbprint, a signature 64 bytes. */
export interface Signer {
  readonly kid: KeyId;
  readonly public: string;
  sign(bytes: Bytes): Promise<Bytes>;
}

const ed25519 = { name: 'Ed25519' } as const;

/** y of the points of order 1, 2, 4 and 8, little-endian with the sign bit cleared; y is the same for both signs. */
const smallOrderY = [
  'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  'AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  '7P_______________________________________38',
  'JuiVj8KyJ7BFw_SJ8u-Y8NXfrAXTxjM5sTgCiG1T_AU',
  'xxdqcD1N2E-6PAt2DRBnDyogU_osOczGTsf9d5KsA3o',
].map((text) => fromB64(text));

/** Whether y is the prime 2^255 − 19 or more: a second spelling of a smaller y. */
function isBeyondField(y: Bytes): boolean {
  return (y[0] ?? 0) >= 0xed && y[31] === 0x7f && y.subarray(1, 31).every((byte) => byte === 0xff);
}

/**
 * Whether a public key (b64, 32 bytes) is of small order, or a non-canonical spelling of a point. Some verifiers accept
 * any message under such a key (Chalkias et al., "Taming the many EdDSAs", 2020).
 */
export function isSmallOrder(publicKey: string): boolean {
  const y = fromB64(publicKey);
  if (y.length !== 32) throw new Malformed('key');
  y[31] = (y[31] ?? 0) & 0x7f;
  return isBeyondField(y) || smallOrderY.some((known) => equalBytes(known, y));
}

/** RFC 7638 thumbprint (SHA-256) of an Ed25519 public key, b64 both. */
export async function thumbprint(publicKey: string): Promise<KeyId> {
  return toB64(await digest(utf8(`{"crv":"Ed25519","kty":"OKP","x":"${publicKey}"}`))) as KeyId;
}

const judgedKeys = new Remembered<boolean>(4096);

/**
 * Refuses a public key (b64) that is no point, of small order or of mixed order: who has one of those can sign what some engines
 * accept and others refuse. Asked where a key begins to count: the first to verify with it need not be the last.
 */
export function requireGoodKey(publicKey: string): void {
  if (isSmallOrder(publicKey)) throw new Malformed('small-order');
  const isGood = judgedKeys.of(publicKey, () => isOfPrimeOrder(fromB64(publicKey)));
  if (!isGood) throw new Malformed('mixed-order');
}

/** Whether the signature (64 bytes) over the signing input is by this Ed25519 key (b64). What is of small order is `Malformed`. */
export async function verify(publicKey: string, signed: Bytes, signature: Bytes): Promise<boolean> {
  if (isSmallOrder(publicKey)) throw new Malformed('small-order');
  return verifyStrictly(publicKey, signature, signed);
}

/** Passes a read document whose signature is by this key and whose header names it; else `BadSignature`. */
export async function requireSignature(
  document: { readonly kid: KeyId; readonly signingInput: string; readonly signature: Bytes },
  publicKey: string,
): Promise<void> {
  if (document.kid !== (await thumbprint(publicKey))) throw new BadSignature('unknown-signer');
  if (!(await verify(publicKey, utf8(document.signingInput), document.signature)))
    throw new BadSignature('bad-signature');
}

/** PKCS #8 (RFC 8410) of an Ed25519 seed, up to the seed. */
const pkcs8Prefix = fromB64('MC4CAQAwBQYDK2VwBCIEIA');

/** A signer whose private key cannot be taken out again. The seed is 32 bytes and stays the caller's to wipe. */
export async function signerFromSeed(seed: Uint8Array): Promise<Signer> {
  const { subtle } = globalThis.crypto;
  const pkcs8 = concat([pkcs8Prefix, seed]);
  const [open, key] = await Promise.all([
    subtle.importKey('pkcs8', pkcs8, ed25519, true, ['sign']),
    subtle.importKey('pkcs8', pkcs8, ed25519, false, ['sign']),
  ]);
  pkcs8.fill(0);
  const { x = '' } = await subtle.exportKey('jwk', open);
  return {
    kid: await thumbprint(x),
    public: x,
    sign: async (bytes) => new Uint8Array(await subtle.sign(ed25519, key, bytes)),
  };
}

/** Compact JWS of a payload whose keys are already in the protocol's order, and its signing input. */
export async function signJws(
  type: DocumentType,
  payload: unknown,
  signer: Signer,
): Promise<{ readonly jws: string; readonly signingInput: string }> {
  const signingInput = signingInputOf(signer.kid, type, payload);
  const signature = await signer.sign(utf8(signingInput));
  return { jws: `${signingInput}.${toB64(signature)}`, signingInput };
}
