import type {
  Back,
  BlobRef,
  ConsentId,
  Gesture,
  GrantRef,
  Hash,
  KeyId,
  LedgerId,
  ObjectId,
  OrganisationId,
  PersonId,
  Statement,
  StoredObject,
  ThreadId,
  VerifiedJoin,
} from '@consilium/domain';

/* eslint-disable @typescript-eslint/no-unnecessary-type-parameters -- the caller says which branded id it is */
/** Readable ids of the right length: `alice` padded to 16 or 32 bytes of base64url. */
export const id16 = <T extends string>(name: string): T => `${name.padEnd(21, '_')}A` as T;
export const id32 = <T extends string>(name: string): T => `${name.padEnd(42, '_')}A` as T;
/* eslint-enable @typescript-eslint/no-unnecessary-type-parameters */

export const person = (name: string): PersonId => id16(name);
export const organisation = (name: string): OrganisationId => id16(name);
export const thread = (name: string): ThreadId => id16(name);
export const consentId = (name: string): ConsentId => id16(name);
export const hash = (name: string): Hash => id32(name);
export const kid = (name: string): KeyId => id32(`kid-${name}`);
export const sealing = (name: string): string => `${name.padEnd(1621, '_')}A`;
export const credentialOf = (name: string): string => id32(`passkey-${name}`);

/** A Tuesday in 2027, and a day, in seconds. */
export const T0 = 1_800_000_000;
export const day = 86_400;

export const jws = `${'a'.repeat(20)}.${'b'.repeat(20)}.${'c'.repeat(86)}`;
/** The link to that generation; 0: to none. */
export const backTo = (gen: number): Back => ({ gen, sealed: gen === 0 ? '' : 'A'.repeat(80) });
export const blob: BlobRef = { hash: hash('blob'), size: 100 };
export const gesture: Gesture = {
  cred: 'AAAA',
  nonce: id32('nonce'),
  authData: 'A'.repeat(52),
  clientData: 'A'.repeat(44),
  sig: 'A'.repeat(12),
};

export const grantsTo = (recipients: readonly PersonId[]): readonly GrantRef[] =>
  recipients.map((recipient) => ({ recipient, blob }));

/** A GMC number of a name's own, seven digits. */
export function numberOf(name: string): string {
  const sum = Array.from(name).reduce((all, letter) => (all * 31 + (letter.codePointAt(0) ?? 0)) % 9_000_000, 7);
  return String(1_000_000 + sum);
}

/** A staff number of a name's own. */
export const staffOf = (name: string): string => `S${numberOf(name)}`;

/** The staff number of this statement as an officer reads it in the employer's letter. */
export const readInLetter = ({ staff }: Statement, checkedAt = T0) => ({ number: staff, source: 'letter', checkedAt });

/** What an officer or adviser says of themselves: a staff number, no profession and none of a register. */
export const statedBy = (name: string, role: 'officer' | 'adviser', at: OrganisationId | '' = ''): Statement => ({
  ...{ name, role, organisation: at, defence: '', profession: '', specialty: '', register: [], staff: staffOf(name) },
});

/** What a doctor of the hospital says of themselves, a member of the defence organisation. */
export const statedByDoctor = (name: string): Statement => ({
  ...{ name, role: 'clinician', organisation: organisation('hospital'), defence: organisation('defence') },
  ...{ profession: 'doctor', specialty: 'dermatology', register: [{ body: 'GMC', number: numberOf(name) }], staff: '' },
});

/** A join of `name` with the keys called `keys`, as the ledger library would have verified it; a first officer's has no root. */
export function joinFor(
  name: string,
  root: LedgerId | '',
  keys = name,
  states = root === '' ? statedBy(name, 'officer') : statedByDoctor(name),
): VerifiedJoin {
  return {
    join: {
      v: 1,
      root,
      person: person(name),
      states,
      signing: id32(`sign-${keys}`),
      sealing: sealing(keys),
      recovery: id32(`words-${keys}`),
      passkeys: [{ credential: credentialOf(keys), cose: id32(`cose-${keys}`), rpId: 'localhost' }],
      at: T0,
      proofs: [gesture],
    },
    kid: kid(keys),
  };
}

/** The three renditions of the picture called `name`. */
export function objectsOf(name: string): readonly StoredObject[] {
  return (['original', 'thumb', 'view'] as const).map((rendition) => ({
    rendition,
    id: id16<ObjectId>(`${name}-${rendition}`),
    size: 1000,
    length: 900,
    parts: [hash(`${name}-${rendition}-part`)],
    okc: hash(`${name}-${rendition}-okc`),
    sealedKey: blob,
  }));
}
