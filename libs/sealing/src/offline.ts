import type { Bytes } from '@consilium/bytes';
import { openGcm, sealGcm } from './aes-gcm';
import { hkdf } from './hkdf';
import { frame, framedLength, unframe } from './padding';
import { padme } from './padme';
import { fromB64, lp, ofLength, rawOf } from './raw';
import { unwrap, wrap, type PrfResult, type WrapBinding } from './wraps';

/*
 * What a device keeps of cases for reading without a connection. Its key opens nothing else: no keyring, no draft, nothing
 * that the service has.
 */

/** The key of one person's keyring version, from their account key. New keys make another one, which opens nothing of before. */
export function offlineKey(
  accountKey: Uint8Array,
  { person, version }: Pick<WrapBinding, 'person' | 'version'>,
): Bytes {
  return hkdf(ofLength(accountKey, 32), lp('consilium/1 offline', rawOf(person, 16), version));
}

const wrapKey = ({ output }: PrfResult): Bytes => hkdf(ofLength(output, 32), lp('consilium/1 offline wrap'));
const wrapPlace = (credential: string, { input }: PrfResult): Bytes =>
  lp('consilium/1 offline wrap', fromB64(credential), rawOf(input, 32));

/** 60 bytes: nonce12 ‖ AES-256-GCM of that key under a passkey's PRF output, for the device that keeps it. */
export function wrapOffline(key: Uint8Array, credential: string, prf: PrfResult): Promise<Bytes> {
  return wrap(key, wrapKey(prf), wrapPlace(credential, prf));
}

export async function unwrapOffline(blob: Uint8Array, credential: string, prf: PrfResult): Promise<Bytes> {
  return unwrap(blob, wrapKey(prf), wrapPlace(credential, prf));
}

const placeOf = (name: string): Bytes => lp('consilium/1 offline entry', name);

/** Seals one record under its name; padded by Padmé, 4 KB at least. */
export async function sealOffline(key: Uint8Array, name: string, bytes: Uint8Array): Promise<Bytes> {
  const place = placeOf(name);
  const size = padme(Math.max(4096, framedLength(bytes.length)));
  return sealGcm(hkdf(ofLength(key, 32), place), frame(bytes, size), place);
}

/** Opens what `sealOffline` sealed under the same name, or throws `CannotOpen`. */
export async function openOffline(key: Uint8Array, name: string, blob: Uint8Array): Promise<Bytes> {
  const place = placeOf(name);
  return unframe(await openGcm(hkdf(ofLength(key, 32), place), blob, place));
}
