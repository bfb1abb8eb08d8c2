import { randomBytes, toB64, type Bytes, type Part } from '@consilium/bytes';
import { hkdf } from './hkdf';
import { fromB64, lp, ofLength, rawOf, utf8 } from './raw';
import { openGcm, sealGcm } from './aes-gcm';
import { recoveryWrapKey } from './recovery-keys';

/** What a wrap belongs to: person (b64, 16 bytes), credential id (b64; `''` for the recovery words), keyring version. */
export interface WrapBinding {
  readonly person: string;
  readonly credential: string;
  readonly version: number;
}

type WrapLabel = 'consilium/1 prf wrap' | 'consilium/1 recovery wrap' | 'consilium/1 passphrase wrap';

/** KDF parameters of the wraps whose secret is already uniform. */
const uniform: Part = 'HKDF-SHA256';

/** What a passkey is asked for the secret of one wrap with: 32 random bytes, b64, of this wrap alone. */
export function newPrfInput(): string {
  return toB64(randomBytes(32));
}

/** A passkey's secret (32 bytes) for one input, which is stored beside the wrap. */
export interface PrfResult {
  readonly input: string;
  readonly output: Uint8Array;
}

/** A fresh account key, 32 bytes. It seals the keyring and is itself only ever stored wrapped. */
export function newAccountKey(): Bytes {
  return randomBytes(32);
}

/** AAD = lp(label, person, credential id, version, KDF parameters). */
export function wrapAad(label: WrapLabel, binding: WrapBinding, parameters: Part): Bytes {
  return lp(label, rawOf(binding.person, 16), fromB64(binding.credential), binding.version, parameters);
}

const prfKey = ({ output }: PrfResult): Bytes => hkdf(ofLength(output, 32), utf8('consilium/1 prf wrap'));

const prfAad = (binding: WrapBinding, { input }: PrfResult): Bytes =>
  wrapAad('consilium/1 prf wrap', binding, lp(uniform, rawOf(input, 32)));

/**
 * 60 bytes: nonce12 ‖ AES-256-GCM of the account key under the passkey's PRF output. As each wrap has an input of its own,
 * an output that was seen once opens no later wrap of the same passkey.
 */
export async function wrapWithPrf(accountKey: Uint8Array, prf: PrfResult, binding: WrapBinding): Promise<Bytes> {
  return wrap(accountKey, prfKey(prf), prfAad(binding, prf));
}

export async function unwrapWithPrf(blob: Uint8Array, prf: PrfResult, binding: WrapBinding): Promise<Bytes> {
  return unwrap(blob, prfKey(prf), prfAad(binding, prf));
}

/** 60 bytes, under the 32 bytes behind the recovery words. */
export async function wrapWithRecovery(
  accountKey: Uint8Array,
  entropy: Uint8Array,
  binding: WrapBinding,
): Promise<Bytes> {
  return wrap(accountKey, recoveryWrapKey(entropy), wrapAad('consilium/1 recovery wrap', binding, uniform));
}

export async function unwrapWithRecovery(blob: Uint8Array, entropy: Uint8Array, binding: WrapBinding): Promise<Bytes> {
  return unwrap(blob, recoveryWrapKey(entropy), wrapAad('consilium/1 recovery wrap', binding, uniform));
}

/** Seals an account key (32 bytes) under any wrap key; the labelled wraps are made of it. */
export async function wrap(accountKey: Uint8Array, key: Uint8Array, aad: Uint8Array): Promise<Bytes> {
  return sealGcm(key, ofLength(accountKey, 32), aad);
}

export async function unwrap(blob: Uint8Array, key: Uint8Array, aad: Uint8Array): Promise<Bytes> {
  return openGcm(key, ofLength(blob, 60), aad);
}
