import { toB64 } from '@consilium/bytes';
import {
  type Applied,
  type EntryId,
  type Hash,
  type LedgerId,
  type Organisation,
  type Passkey,
  type Person,
  type PersonId,
  type RegisterView,
  roomRules,
  type RuleBook,
  type EntryType,
} from '@consilium/domain';
import {
  draft,
  type Draft,
  type Place,
  type RegisterReader,
  sealBatch,
  type SealedEntry,
  type Signer,
  signerFromSeed,
  type Saying,
} from '@consilium/ledger';

/** Bytes that are `value` throughout, b64. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- branded as the caller says
export const filled = <T extends string>(value: number, length: number): T =>
  toB64(new Uint8Array(length).fill(value)) as T;

export const root = filled<LedgerId>(9, 32);
export const registerHash = filled<Hash>(8, 32);
export const now = 1_790_000_000;
export const rpId = 'consilium.example';
export const origin = 'https://consilium.example';

export interface Somebody {
  readonly id: PersonId;
  readonly signer: Signer;
}

export async function somebody(number: number): Promise<Somebody> {
  return { id: filled(number, 16), signer: await signerFromSeed(new Uint8Array(32).fill(number)) };
}

function personOf({ id, signer }: Somebody, passkeys: readonly Passkey[]): Person {
  return {
    id,
    role: 'clinician',
    name: 'Somebody',
    kid: signer.kid,
    signing: signer.public,
    sealing: '',
    recovery: signer.public,
    passkeys: passkeys.map((passkey) => ({ ...passkey, counts: 0 })),
    keyring: 1,
    sealed: '',
    organisation: '',
    defence: '',
    profession: '',
    specialty: '',
    level: 'V1',
    registration: undefined,
    status: 'good',
    statusSource: '',
    statusCheckedAt: now,
    statedAt: now,
    replaced: -1,
    staff: undefined,
    appointed: '',
    advises: '',
    memberOf: '',
    vouchers: [],
    needs: 0,
    expires: now + 1000,
  };
}

/** A register that has one entry and knows these people and the service. */
export function registerOf(
  people: readonly Somebody[],
  service: Signer,
  passkeys: Readonly<Record<string, readonly Passkey[]>> = {},
  organisations: readonly Organisation[] = [],
): RegisterReader {
  const known = new Map(people.map((each) => [each.id, personOf(each, passkeys[each.id] ?? [])]));
  const view: RegisterView = {
    seq: 0,
    hash: registerHash,
    people: () => [...known.values()],
    person: (id) => known.get(id),
    organisation: (id) => organisations.find((each) => each.id === id),
    organisations: () => organisations,
    orgKey: () => undefined,
    clearance: () => 'good',
    clearanceKeys: () => undefined,
    restored: () => -1,
    serviceKid: service.kid,
    rules: 1,
    root,
    mode: 'trial',
    rpId,
    origin,
  };
  return {
    registerAt: (seq) => (seq === 0 ? view : undefined),
    registerHash: (seq) => (seq === 0 ? registerHash : undefined),
    registerTime: (seq) => (seq === 0 ? now : undefined),
    firstChangeAfter: () => undefined,
    ownerOfKey: (kid) => people.find(({ signer }) => signer.kid === kid)?.id,
    service: service.public,
  };
}

/** A rule book for rooms that allows everything but a `reopen`, and remembers what it was shown. */
export interface Diary {
  readonly seen: readonly string[];
}
export const diaryBook: RuleBook<Diary> = {
  kind: 'room',
  knows: 1,
  bodies: (rules) => roomRules.bodies(rules),
  clearance: (rules) => roomRules.clearance(rules),
  apply: (state, entry, body): Applied<Diary> =>
    entry.type === 'reopen'
      ? { ok: false, refusal: { code: 'room-open', message: 'This case is open already. Nothing needs doing.' } }
      : { ok: true, state: { seen: [...(state?.seen ?? []), `${entry.type} ${typeof body}`] } },
};

/** Deterministic twin of `draft`: id and salt from a number. */
export function numbered<const Type extends EntryType>(number: number, options: Omit<Saying<Type>, 'id'>): Draft {
  const id = filled<EntryId>(number, 16);
  return { ...draft<Type>({ ...options, id }), salt: filled(number + 100, 16) };
}

export const beginning = numbered(1, {
  type: 'genesis',
  scope: 'room',
  body: { kind: 'room', nonce: filled(1, 16), org: filled(2, 16), thread: filled(3, 16) },
});

export const invitation = (number: number): Draft =>
  numbered(number, { type: 'invite', scope: 'room', body: { person: filled(number, 16) } });

export function placeOf(author: Somebody, changes: Partial<Place> = {}): Place {
  return {
    ledger: '',
    head: undefined,
    root,
    rules: 1,
    register: { seq: 0, hash: registerHash },
    by: author.id,
    at: now,
    signer: author.signer,
    ...changes,
  };
}

/** A room of `invites` invitations after its genesis. */
export function room(author: Somebody, invites: number): Promise<readonly SealedEntry[]> {
  const drafts = Array.from({ length: invites }, (_, index) => invitation(index + 2));
  return sealBatch(diaryBook, [beginning, ...drafts], placeOf(author));
}
