import { toB64, type Bytes } from '@consilium/bytes';
import { Problem, type DocumentType, type KeyId, type Shape } from '@consilium/domain';
import { fromB64, textOf, utf8 } from './untrusted-bytes';
import { Remembered } from './remembered';
import { Malformed } from './untrusted';

/** A JWS read strictly. Its signature is not checked yet. */
export interface ReadJws<T> {
  readonly payload: T;
  /** Thumbprint the header names. */
  readonly kid: KeyId;
  /** ASCII of `header.payload`: what is signed and what is hashed. */
  readonly signingInput: string;
  readonly signature: Bytes;
  readonly jws: string;
}

/** More than the largest skeleton or clearance, less than what would cost a reader anything. */
const longestJws = 120_000;
const headerPattern = /^\{"alg":"Ed25519","kid":"([A-Za-z0-9_-]{42}[AEIMQUYcgkosw048])","typ":"([a-z-]+)"\}$/;
// JSON.stringify escapes nothing as \ud… but a lone surrogate; an even run of backslashes before it is only text.
const loneSurrogate = /(?<!\\)(?:\\\\)*\\ud[89a-f]/;

/** The exact bytes of a header, for its one `alg`. */
export function headerText(kid: KeyId, type: DocumentType): string {
  return `{"alg":"Ed25519","kid":"${kid}","typ":"${type}"}`;
}

/** `header.payload` of a document; keys are written in the order the payload has them. */
export function signingInputOf(kid: KeyId, type: DocumentType, payload: unknown): string {
  return `${toB64(utf8(headerText(kid, type)))}.${toB64(utf8(JSON.stringify(payload)))}`;
}

/** Refuses what is no JSON or is nested too deep to be written again as well. */
function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    if (JSON.stringify(value) === text && !loneSurrogate.test(text)) return value;
  } catch {
    // Refused below, as every other spelling.
  }
  throw new Malformed('json');
}

/**
 * JSON in its one spelling: `JSON.stringify(JSON.parse(t)) === t`, which refuses white space, duplicate keys, other
 * number spellings and integers beyond 2^53; lone surrogates are refused besides.
 */
export function readJson<T>(text: string, shape: Shape<T>): T {
  const value = parsed(text);
  try {
    return shape.read(value);
  } catch (error) {
    if (error instanceof Problem) throw new Malformed('shape');
    throw error;
  }
}

/** Headers read before: an author writes the same one over and over. */
const headers = new Remembered<KeyId>(4096);

/** The key id a header names, when it is a header of the expected type. */
function readHeader(segment: string, type: DocumentType): KeyId {
  return headers.of(`${type} ${segment}`, () => newHeader(segment, type));
}

function newHeader(segment: string, type: DocumentType): KeyId {
  const [, kid, typ] = headerPattern.exec(textOf(fromB64(segment))) ?? [];
  if (kid === undefined || typ !== type) throw new Malformed('header');
  return kid as KeyId;
}

/** Whether a document says of itself that it is written in a later format than `v` 1; to be believed no further than that. */
export function isLaterFormat(jws: string): boolean {
  if (jws.length > longestJws) return false;
  try {
    const { v } = JSON.parse(textOf(fromB64(jws.split('.')[1] ?? ''))) as { readonly v?: unknown };
    return typeof v === 'number' && Number.isSafeInteger(v) && v > 1;
  } catch {
    return false;
  }
}

/**
 * Reads a compact JWS of the expected type and shape. Every segment has its one canonical spelling, so a document has
 * one text for its signing input and one for each signature. Throws `Malformed`; checks no signature.
 */
export function readJws<T>(jws: string, type: DocumentType, shape: Shape<T>): ReadJws<T> {
  const segments = jws.length > longestJws ? [] : jws.split('.');
  const [header, payload, signature] = segments;
  if (segments.length !== 3 || header === undefined || payload === undefined || signature === undefined) {
    throw new Malformed('segments');
  }
  const kid = readHeader(header, type);
  const signatureBytes = fromB64(signature);
  if (signatureBytes.length !== 64) throw new Malformed('segments');
  return {
    payload: readJson(textOf(fromB64(payload)), shape),
    kid,
    signingInput: `${header}.${payload}`,
    signature: signatureBytes,
    jws,
  };
}
