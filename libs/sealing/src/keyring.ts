import { equalBytes, toB64, type Bytes } from '@consilium/bytes';
import { lp, ofLength, rawOf, textOf, utf8 } from './raw';
import { hkdf } from './hkdf';
import { openGcm, sealGcm } from './aes-gcm';
import { CannotOpen } from './cannot-open';
import { frame, framedLength, unframe } from './padding';
import { padme } from './padme';

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
}

/** Whose keyring, and which version the register pins. */
export type KeyringPlace = Pick<Keyring, 'person' | 'version'>;

const keyringSize = 1024;

/** Canonical JSON in this order: v, version, person, root, signing, sealing, invitation, recoverySignIn (`""` when there is none). */
function written(keyring: Keyring): Bytes {
  rawOf(keyring.person, 16);
  rawOf(keyring.root, 32);
  if (keyring.recoverySignInPublic !== undefined) rawOf(keyring.recoverySignInPublic, 32);
  const fields = {
    v: 1,
    version: keyring.version,
    person: keyring.person,
    root: keyring.root,
    signing: toB64(ofLength(keyring.signingSeed, 32)),
    sealing: toB64(ofLength(keyring.sealingSeed, 32)),
    invitation: toB64(ofLength(keyring.invitationSeed, 32)),
    recoverySignIn: keyring.recoverySignInPublic ?? '',
  };
  return utf8(JSON.stringify(fields));
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
  const keyring: Keyring = {
    ...place,
    root: text('root'),
    signingSeed: rawOf(text('signing'), 32),
    sealingSeed: rawOf(text('sealing'), 32),
    invitationSeed: rawOf(text('invitation'), 32),
    ...(recoverySignIn === '' ? {} : { recoverySignInPublic: recoverySignIn }),
  };
  if (!equalBytes(written(keyring), bytes)) throw new CannotOpen();
  return keyring;
}

const keyringLabel = ({ person, version }: KeyringPlace): Bytes =>
  lp('consilium/1 keyring', rawOf(person, 16), version);

/** Seals a keyring under the account key: key = HKDF(account key, label), AAD = label = lp("consilium/1 keyring", person, version); always 1052 bytes. */
export async function sealKeyring(accountKey: Uint8Array, keyring: Keyring): Promise<Bytes> {
  const label = keyringLabel(keyring);
  return sealGcm(hkdf(ofLength(accountKey, 32), label), frame(written(keyring), keyringSize), label);
}

/** Opens exactly this person's keyring of exactly this version, or throws `CannotOpen`. */
export async function openKeyring(accountKey: Uint8Array, blob: Uint8Array, place: KeyringPlace): Promise<Keyring> {
  const label = keyringLabel(place);
  const framed = await openGcm(hkdf(ofLength(accountKey, 32), label), blob, label);
  ofLength(framed, keyringSize);
  return read(unframe(framed), place);
}

const vaultLabel = (label: string, person: string): Bytes => lp('consilium/1 vault', label, rawOf(person, 16));

/** Seals other things a person's devices remember, for example the last verified heads; padded by Padmé, 256 bytes at least. */
export async function sealVault(
  accountKey: Uint8Array,
  label: string,
  person: string,
  bytes: Uint8Array,
): Promise<Bytes> {
  const aad = vaultLabel(label, person);
  const size = padme(Math.max(256, framedLength(bytes.length)));
  return sealGcm(hkdf(ofLength(accountKey, 32), aad), frame(bytes, size), aad);
}

/** Opens what `sealVault` sealed for the same person under the same label, or throws `CannotOpen`. */
export async function openVault(
  accountKey: Uint8Array,
  label: string,
  person: string,
  blob: Uint8Array,
): Promise<Bytes> {
  const aad = vaultLabel(label, person);
  return unframe(await openGcm(hkdf(ofLength(accountKey, 32), aad), blob, aad));
}
