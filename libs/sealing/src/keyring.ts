import { equalBytes, toB64, type Bytes } from '@consilium/bytes';
import { lp, ofLength, rawOf, textOf, utf8 } from './raw';
import { hkdf } from './hkdf';
import { openGcm, sealGcm } from './aes-gcm';
import { CannotOpen } from './cannot-open';
import { frame, framedLength, unframe } from './padding';
import { padme } from './padme';

/** The keys that a renewal retired: they open what was sealed until then, and nothing is sealed to them again. */
export interface FormerKeys {
  /** Of the keyring that held them. */
  readonly version: number;
  readonly accountKey: Bytes;
  readonly sealingSeed: Bytes;
}

/** A person's keys. Seeds are 32 secret bytes; person (16 bytes) and root (32) are b64; `recoverySignInPublic` is b64 of an Ed25519 key. */
export interface Keyring {
  readonly version: number;
  readonly person: string;
  /** The register this person trusts. A device without a pin discards everything unless the server's root equals it. */
  readonly root: string;
  readonly signingSeed: Bytes;
  readonly sealingSeed: Bytes;
  /** From which the secrets of this person's invitation links are derived. */
  readonly invitationSeed: Bytes;
  readonly recoverySignInPublic?: string;
  /** One of each version before this one that these keys came from, oldest first. */
  readonly former: readonly FormerKeys[];
}

/** Whose keyring, and which version the register pins. */
export type KeyringPlace = Pick<Keyring, 'person' | 'version'>;

/** Keyrings come in multiples of this, so that a few renewals more do not show. */
const keyringStep = 4096;
const largestKeyring = 16 * keyringStep;

function keyringSize(length: number): number {
  const size = Math.ceil(framedLength(length) / keyringStep) * keyringStep;
  if (size > largestKeyring) throw new CannotOpen();
  return size;
}

const isPast = ({ version, former }: Keyring): boolean =>
  former.every((each, index) => each.version === version - former.length + index && each.version > 0);

/** Canonical JSON in this order: v, version, person, root, signing, sealing, invitation, recoverySignIn (`""` when there is none), former. */
function written(keyring: Keyring): Bytes {
  rawOf(keyring.person, 16);
  rawOf(keyring.root, 32);
  if (!isPast(keyring)) throw new CannotOpen();
  if (keyring.recoverySignInPublic !== undefined) rawOf(keyring.recoverySignInPublic, 32);
  const fields = {
    v: 2,
    version: keyring.version,
    person: keyring.person,
    root: keyring.root,
    signing: toB64(ofLength(keyring.signingSeed, 32)),
    sealing: toB64(ofLength(keyring.sealingSeed, 32)),
    invitation: toB64(ofLength(keyring.invitationSeed, 32)),
    recoverySignIn: keyring.recoverySignInPublic ?? '',
    former: keyring.former.map(({ version, accountKey, sealingSeed }) => ({
      version,
      account: toB64(ofLength(accountKey, 32)),
      sealing: toB64(ofLength(sealingSeed, 32)),
    })),
  };
  return utf8(JSON.stringify(fields));
}

function formerIn(value: unknown): FormerKeys {
  const { version, account, sealing }: Record<string, unknown> = { ...(value as object | null) };
  if (typeof version !== 'number' || typeof account !== 'string' || typeof sealing !== 'string') throw new CannotOpen();
  return { version, accountKey: rawOf(account, 32), sealingSeed: rawOf(sealing, 32) };
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return { ...value };
  } catch {
    throw new CannotOpen();
  }
  throw new CannotOpen();
}

/** Strict reading: what was read, written again, must be the same bytes. */
function read(bytes: Uint8Array, place: KeyringPlace): Keyring {
  const fields = parsed(textOf(bytes));
  const text = (name: string): string => {
    const value = fields[name];
    if (typeof value !== 'string') throw new CannotOpen();
    return value;
  };
  const recoverySignIn = text('recoverySignIn');
  const { former } = fields;
  if (!Array.isArray(former)) throw new CannotOpen();
  const keyring: Keyring = {
    ...place,
    root: text('root'),
    signingSeed: rawOf(text('signing'), 32),
    sealingSeed: rawOf(text('sealing'), 32),
    invitationSeed: rawOf(text('invitation'), 32),
    ...(recoverySignIn === '' ? {} : { recoverySignInPublic: recoverySignIn }),
    former: former.map(formerIn),
  };
  if (!equalBytes(written(keyring), bytes)) throw new CannotOpen();
  return keyring;
}

const keyringLabel = ({ person, version }: KeyringPlace): Bytes =>
  lp('consilium/1 keyring', rawOf(person, 16), version);

/**
 * Seals a keyring under the account key: key = HKDF(account key, label), AAD = label = lp("consilium/1 keyring", person,
 * version); 28 bytes more than a multiple of 4096. More keys than 65,536 bytes hold throw `CannotOpen`.
 */
export async function sealKeyring(accountKey: Uint8Array, keyring: Keyring): Promise<Bytes> {
  const label = keyringLabel(keyring);
  const bytes = written(keyring);
  return sealGcm(hkdf(ofLength(accountKey, 32), label), frame(bytes, keyringSize(bytes.length)), label);
}

/** Opens exactly this person's keyring of exactly this version, or throws `CannotOpen`. */
export async function openKeyring(accountKey: Uint8Array, blob: Uint8Array, place: KeyringPlace): Promise<Keyring> {
  const label = keyringLabel(place);
  const framed = await openGcm(hkdf(ofLength(accountKey, 32), label), blob, label);
  const bytes = unframe(framed);
  ofLength(framed, keyringSize(bytes.length));
  return read(bytes, place);
}

/** Whose a blob is, of what kind, and under which version of their keys: one of an older version does not pass for a new one. */
export interface VaultPlace {
  readonly label: string;
  readonly person: string;
  /** Of the keyring; 0 where the key is no account key. */
  readonly version: number;
}

const vaultLabel = ({ label, person, version }: VaultPlace): Bytes =>
  lp('consilium/1 vault', label, rawOf(person, 16), version);

/** Seals other things a person's devices remember, for example the last verified heads; padded by Padmé, 256 bytes at least. */
export async function sealVault(accountKey: Uint8Array, place: VaultPlace, bytes: Uint8Array): Promise<Bytes> {
  const aad = vaultLabel(place);
  const size = padme(Math.max(256, framedLength(bytes.length)));
  return sealGcm(hkdf(ofLength(accountKey, 32), aad), frame(bytes, size), aad);
}

/** Opens what `sealVault` sealed in the same place, or throws `CannotOpen`. */
export async function openVault(accountKey: Uint8Array, place: VaultPlace, blob: Uint8Array): Promise<Bytes> {
  const aad = vaultLabel(place);
  return unframe(await openGcm(hkdf(ofLength(accountKey, 32), aad), blob, aad));
}
