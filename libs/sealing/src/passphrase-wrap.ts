import { concat, randomBytes, type Bytes } from '@consilium/bytes';
import { lp, ofLength, readU32, u32, utf8 } from './raw';
import { CannotOpen } from './cannot-open';
import { unwrap, wrap, wrapAad, type WrapBinding } from './wraps';

/** Argon2id (RFC 9106) cost: memory in KiB, passes, lanes. */
export interface PassphraseCost {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
}

/**
 * The floor of 19 MiB, 2 passes, 1 lane is OWASP's minimum for Argon2id; a server that states less gets nothing to
 * guess against. The ceiling keeps a server from freezing the device.
 */
const floor: PassphraseCost = { memoryKiB: 19456, passes: 2, lanes: 1 };
const ceiling: PassphraseCost = { memoryKiB: 262144, passes: 10, lanes: 4 };

/** What a new wrap costs: about a second of one core in a browser. */
export const passphraseCost: PassphraseCost = { memoryKiB: 65536, passes: 3, lanes: 1 };

const saltLength = 16;
const parametersLength = 12 + saltLength;

function checkCost(cost: PassphraseCost): void {
  const inBounds = (['memoryKiB', 'passes', 'lanes'] as const).every(
    (name) => Number.isInteger(cost[name]) && cost[name] >= floor[name] && cost[name] <= ceiling[name],
  );
  if (!inBounds) throw new CannotOpen();
}

/** KDF parameters as stored and as bound: u32 memory ‖ u32 passes ‖ u32 lanes ‖ salt16. */
const parametersOf = (cost: PassphraseCost, salt: Uint8Array): Bytes =>
  concat([u32(cost.memoryKiB), u32(cost.passes), u32(cost.lanes), salt]);

function readParameters(blob: Uint8Array): { cost: PassphraseCost; salt: Uint8Array } {
  const cost = { memoryKiB: readU32(blob, 0), passes: readU32(blob, 4), lanes: readU32(blob, 8) };
  checkCost(cost);
  return { cost, salt: blob.subarray(12, parametersLength) };
}

// Loaded when first needed: most people unlock with a passkey.
const argon2 = (): Promise<typeof import('@noble/hashes/argon2.js')> => import('@noble/hashes/argon2.js');

/** Loads ahead what a passphrase needs, so that code which could not be fetched is not taken for a wrong passphrase. */
export async function fetchPassphrase(): Promise<void> {
  await argon2();
}

/** The same words typed on another keyboard are the same bytes: NFKC, outer white space dropped. Nothing left throws `CannotOpen`. */
async function passphraseKey(passphrase: string, cost: PassphraseCost, salt: Uint8Array): Promise<Bytes> {
  const typed = utf8(passphrase.normalize('NFKC').trim());
  if (typed.length === 0) throw new CannotOpen();
  const { argon2id } = await argon2();
  return argon2id(typed, salt, { m: cost.memoryKiB, t: cost.passes, p: cost.lanes, dkLen: 32 });
}

const passphraseAad = (binding: WrapBinding, parameters: Uint8Array): Bytes =>
  wrapAad('consilium/1 passphrase wrap', binding, lp('argon2id', parameters));

/**
 * 88 bytes: parameters (28) ‖ nonce12 ‖ AES-256-GCM of the account key. For passkeys without PRF. Blocks its thread
 * while it computes, so it runs in the vault.
 */
export async function wrapWithPassphrase(
  accountKey: Uint8Array,
  passphrase: string,
  binding: WrapBinding,
  cost: PassphraseCost = passphraseCost,
): Promise<Bytes> {
  checkCost(cost);
  const salt = randomBytes(saltLength);
  const parameters = parametersOf(cost, salt);
  const key = await passphraseKey(passphrase, cost, salt);
  return concat([parameters, await wrap(accountKey, key, passphraseAad(binding, parameters))]);
}

/** The account key; parameters below the floor or above the ceiling throw `CannotOpen` before anything is computed. */
export async function unwrapWithPassphrase(blob: Uint8Array, passphrase: string, binding: WrapBinding): Promise<Bytes> {
  ofLength(blob, parametersLength + 60);
  const { cost, salt } = readParameters(blob);
  const key = await passphraseKey(passphrase, cost, salt);
  return unwrap(blob.subarray(parametersLength), key, passphraseAad(binding, blob.subarray(0, parametersLength)));
}
