import { toB64, type Bytes } from '@consilium/bytes';
import { Problem } from '@consilium/domain';
import { fromB64, textOf } from '@consilium/sealing';
import type { CreatedPasskey } from './passkey-steps';

const unreadable = (): Problem =>
  new Problem('bad-input', 'This passkey could not be read. Try again, or use another security key.');

interface Head {
  readonly major: number;
  readonly value: number;
  readonly next: number;
}

const lengthsOf: Readonly<Record<number, number>> = { 24: 1, 25: 2, 26: 4 };

/** The head of the CBOR item at `at` (RFC 8949, section 3). Lengths without end, floats and 64-bit numbers are not read. */
function headAt(bytes: Uint8Array, at: number): Head {
  const first = bytes[at];
  if (first === undefined) throw unreadable();
  const info = first & 31;
  if (info < 24) return { major: first >> 5, value: info, next: at + 1 };
  const length = lengthsOf[info];
  if (length === undefined || at + 1 + length > bytes.length) throw unreadable();
  const value = bytes.subarray(at + 1, at + 1 + length).reduce((sum, byte) => sum * 256 + byte, 0);
  return { major: first >> 5, value, next: at + 1 + length };
}

/** Where the CBOR item at `at` ends. */
function itemEnd(bytes: Uint8Array, at: number, depth = 0): number {
  const { major, value, next } = headAt(bytes, at);
  if (depth > 8 || value > bytes.length) throw unreadable();
  if (major === 2 || major === 3) return next + value;
  if (major === 4 || major === 5) {
    let end = next;
    for (let item = 0; item < value * (major - 3); item++) end = itemEnd(bytes, end, depth + 1);
    return end;
  }
  return major === 6 ? itemEnd(bytes, next, depth + 1) : next;
}

/** The byte string under a text key of the CBOR map that is all of `bytes`. */
function bytesUnder(bytes: Bytes, name: string): Bytes {
  const map = headAt(bytes, 0);
  if (map.major !== 5 || map.value > 16) throw unreadable();
  let at = map.next;
  for (let pair = 0; pair < map.value; pair++) {
    const key = headAt(bytes, at);
    const value = headAt(bytes, key.next + key.value);
    const isWanted = key.major === 3 && textOf(bytes.subarray(key.next, key.next + key.value)) === name;
    if (isWanted && value.major === 2 && value.next + value.value <= bytes.length) {
      return bytes.slice(value.next, value.next + value.value);
    }
    at = itemEnd(bytes, key.next + key.value);
  }
  throw unreadable();
}

const attestedCredential = 0x40;
const userVerified = 0x04;

/**
 * Credential id and COSE key of a new passkey, both b64, out of the attestation object's authenticator data (WebAuthn,
 * 6.1 and 6.5.1). Which authenticator it is, is not asked: any that verified the person will do.
 */
export function readAttestation(attestationObject: string): { readonly credential: string; readonly cose: string } {
  const data = bytesUnder(fromB64(attestationObject), 'authData');
  const flags = data[32] ?? 0;
  if (data.length < 55 || (flags & attestedCredential) === 0) throw unreadable();
  if ((flags & userVerified) === 0) {
    throw new Problem(
      'bad-input',
      'The passkey did not check that it is you. Use one with a fingerprint, face or PIN.',
    );
  }
  const idLength = new DataView(data.buffer).getUint16(53);
  const key = 55 + idLength;
  const end = itemEnd(data, key);
  if (end > data.length) throw unreadable();
  return { credential: toB64(data.slice(55, key)), cose: toB64(data.slice(key, end)) };
}

/** The passkey just made, if it answers this challenge (b64) and is the one it says. */
export function readCreated(
  made: CreatedPasskey,
  challenge: string,
): { readonly credential: string; readonly cose: string } {
  const client: unknown = JSON.parse(textOf(fromB64(made.clientDataJSON)));
  const answered: unknown =
    typeof client === 'object' && client !== null ? Reflect.get(client, 'challenge') : undefined;
  const read = readAttestation(made.attestationObject);
  if (answered !== challenge || read.credential !== made.id) throw unreadable();
  return read;
}
