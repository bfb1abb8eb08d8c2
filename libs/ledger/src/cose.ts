import { concat, toB64, type Bytes } from '@consilium/bytes';
import { fromB64 } from './untrusted-bytes';
import { requireGoodKey, verify } from './keys';
import { Malformed } from './untrusted';

/** A passkey's public key, ready to verify an assertion with. */
export interface PasskeyKey {
  verify(signature: Bytes, signed: Bytes): Promise<boolean>;
}

type CoseValue = number | Bytes;

/** Whether a label stands after another in canonical form, for labels of one byte: 1, 2, 3, … before −1, −2, −3, … */
const isAfter = (label: number, other: number): boolean =>
  label < 0 === other < 0 ? Math.abs(label) > Math.abs(other) : label < 0;

/**
 * The little of CBOR (RFC 8949) that a COSE key uses: integers and byte strings in one map, each in its shortest form and
 * the labels in the order of CTAP2's canonical form (WebAuthn, 6.5.1.1), so that a key has one spelling.
 */
class CborReader {
  private at = 0;

  constructor(private readonly bytes: Bytes) {}

  readMap(): ReadonlyMap<number, CoseValue> {
    const { major, value: pairs } = this.readHead();
    if (major !== 5) throw new Malformed('cose');
    const map = new Map<number, CoseValue>();
    for (let pair = 0, last: number | undefined; pair < pairs; pair++) {
      const label = this.readValue();
      if (typeof label !== 'number' || (last !== undefined && !isAfter(label, last))) throw new Malformed('cose');
      last = label;
      map.set(label, this.readValue());
    }
    if (this.at !== this.bytes.length) throw new Malformed('cose');
    return map;
  }

  private readValue(): CoseValue {
    const { major, value } = this.readHead();
    if (major === 0) return value;
    if (major === 1) return -1 - value;
    if (major === 2) return this.take(value);
    throw new Malformed('cose');
  }

  private readHead(): { readonly major: number; readonly value: number } {
    const [first = 0] = this.take(1);
    const major = first >> 5;
    const info = first & 31;
    if (info < 24) return { major, value: info };
    const size = { 24: 1, 25: 2, 26: 4 }[info];
    if (size === undefined) throw new Malformed('cose');
    const value = this.take(size).reduce((sum, byte) => sum * 256 + byte, 0);
    if (value < { 1: 24, 2: 256, 4: 65_536 }[size as 1 | 2 | 4]) throw new Malformed('cose');
    return { major, value };
  }

  private take(length: number): Bytes {
    if (this.at + length > this.bytes.length) throw new Malformed('cose');
    const taken = this.bytes.slice(this.at, this.at + length);
    this.at += length;
    return taken;
  }
}

/** The number in a DER integer's content, as 32 bytes; undefined if it is negative, zero, too large or padded. */
function unsigned32(content: Bytes): Bytes | undefined {
  const [first = 0x80, second = 0] = content;
  const isMinimal = first !== 0 || second >= 0x80;
  if (first >= 0x80 || !isMinimal) return undefined;
  const digits = first === 0 ? content.slice(1) : content;
  return digits.length > 32 ? undefined : concat([new Uint8Array(32 - digits.length), digits]);
}

/** The DER integer (X.690) at `at`, and where the next begins. */
function derInteger(der: Bytes, at: number): { readonly value: Bytes; readonly next: number } | undefined {
  const length = der[at + 1] ?? 0;
  const next = at + 2 + length;
  if (der[at] !== 2 || next > der.length) return undefined;
  const value = unsigned32(der.slice(at + 2, next));
  return value && { value, next };
}

/** An ECDSA signature as authenticators write it (DER) → r ‖ s as WebCrypto takes it; undefined if it is not DER. */
export function rawEcdsa(der: Bytes): Bytes | undefined {
  if (der[0] !== 0x30 || der[1] !== der.length - 2) return undefined;
  const r = derInteger(der, 2);
  const s = r && derInteger(der, r.next);
  return r === undefined || s?.next !== der.length ? undefined : concat([r.value, s.value]);
}

function bytesAt(key: ReadonlyMap<number, CoseValue>, label: number, length?: number): Bytes {
  const value = key.get(label);
  if (!(value instanceof Uint8Array) || (length !== undefined && value.length !== length)) throw new Malformed('cose');
  return value;
}

/** `count`: how many labels a key of this kind has, none of them optional. */
function requireLabels(
  key: ReadonlyMap<number, CoseValue>,
  count: number,
  labels: Readonly<Record<number, number>>,
): void {
  if (key.size !== count) throw new Malformed('cose');
  for (const [label, value] of Object.entries(labels)) {
    if (key.get(Number(label)) !== value) throw new Malformed('cose');
  }
}

const { subtle } = globalThis.crypto;

async function es256(key: ReadonlyMap<number, CoseValue>): Promise<PasskeyKey> {
  requireLabels(key, 5, { 1: 2, [-1]: 1 });
  const point = concat([Uint8Array.of(4), bytesAt(key, -2, 32), bytesAt(key, -3, 32)]);
  const imported = await subtle.importKey('raw', point, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
  return {
    verify: async (signature, signed) => {
      const raw = rawEcdsa(signature);
      return raw !== undefined && subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, imported, raw, signed);
    },
  };
}

function eddsa(key: ReadonlyMap<number, CoseValue>): PasskeyKey {
  requireLabels(key, 4, { 1: 1, [-1]: 6 });
  const publicKey = toB64(bytesAt(key, -2, 32));
  requireGoodKey(publicKey);
  return { verify: (signature, signed) => verify(publicKey, signed, signature) };
}

async function rs256(key: ReadonlyMap<number, CoseValue>): Promise<PasskeyKey> {
  requireLabels(key, 4, { 1: 3 });
  const [modulus, exponent] = [bytesAt(key, -1), bytesAt(key, -2)];
  if (modulus.length < 256 || modulus[0] === 0 || exponent[0] === 0) throw new Malformed('cose');
  const jwk = { kty: 'RSA', alg: 'RS256', n: toB64(modulus), e: toB64(exponent) };
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const imported = await subtle.importKey('jwk', jwk, algorithm, false, ['verify']);
  return { verify: (signature, signed) => subtle.verify(algorithm, imported, signature, signed) };
}

const algorithms = new Map<number, (key: ReadonlyMap<number, CoseValue>) => PasskeyKey | Promise<PasskeyKey>>([
  [-7, es256],
  [-8, eddsa],
  [-257, rs256],
]);

/** A COSE key (RFC 9052, b64) with ES256, EdDSA or RS256, in its one spelling. Anything else throws `Malformed('cose')`. */
export async function readCose(cose: string): Promise<PasskeyKey> {
  const key = new CborReader(fromB64(cose)).readMap();
  const algorithm = key.get(3);
  const read = typeof algorithm === 'number' ? algorithms.get(algorithm) : undefined;
  if (read === undefined) throw new Malformed('cose');
  try {
    return await read(key);
  } catch {
    throw new Malformed('cose');
  }
}
