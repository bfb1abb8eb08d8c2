import { toB64, type Bytes } from '@consilium/bytes';
import type { Hash } from '@consilium/domain';
import { fromB64, openVault, sealVault, textOf, utf8 } from '@consilium/sealing';
import type { RememberedHead } from '../ledgers/remembered';
import { readIn, readText, type ReadList } from './read-positions';
import type { Against } from './restores';

const nothing: RememberedHead = { seq: -1, hash: '' };

/** The newest verified head of every ledger, as one device knew them. */
export interface HeadsList {
  /** Of the copy that the service keeps: one more each time. On the device: the newest such copy it saw. */
  readonly version: number;
  /** Where the register stood when the list was made; seq −1 before anything was read. */
  readonly register: RememberedHead;
  readonly heads: ReadonlyMap<string, RememberedHead>;
  /** Entries of the register by which a device went on from an older copy of a record. */
  readonly restored: ReadonlyMap<string, readonly Hash[]>;
  /** What was known against somebody from entries that are lost. */
  readonly against: readonly Against[];
  /** How far this person has looked at each thread; never beyond the head of its record. */
  readonly read: ReadList;
}

/** Whose list, and the account key (32 bytes) it is sealed under. */
interface Owner {
  readonly person: string;
  readonly accountKey: Bytes;
  readonly keyring: { readonly version: number };
}

const placeOf = ({ person, keyring }: Owner) => ({ label: 'heads', person, version: keyring.version }) as const;

/** What an account begins with: an account without a list is missing one. */
export const firstList: HeadsList = {
  version: 1,
  register: nothing,
  heads: new Map(),
  restored: new Map(),
  against: [],
  read: new Map(),
};

export function listText({ version, register, heads, restored, against, read }: HeadsList): string {
  const pairs = Object.fromEntries([...heads].map(([ledger, { seq, hash }]) => [ledger, [seq, hash]]));
  return JSON.stringify({
    v: 1,
    version,
    register: [register.seq, register.hash],
    heads: pairs,
    restored: Object.fromEntries(restored),
    against,
    read: readText(read),
  });
}

const headOf = (value: unknown): RememberedHead | undefined => {
  const [seq, hash] = Array.isArray(value) ? (value as unknown[]) : [];
  return Number.isSafeInteger(seq) && typeof hash === 'string' ? { seq: seq as number, hash } : undefined;
};

/** What a text says; undefined where it is no such list. */
export function readList(text: string): HeadsList | undefined {
  try {
    const said = JSON.parse(text) as Readonly<Record<string, unknown>>;
    const register = headOf(said['register']);
    const { v, version, heads } = said;
    if (v !== 1 || !Number.isSafeInteger(version) || register === undefined) return undefined;
    const pairs = Object.entries(heads as object).map(([ledger, head]) => [ledger, headOf(head)] as const);
    if (pairs.some(([, head]) => head === undefined)) return undefined;
    const known = new Map(pairs as [string, RememberedHead][]);
    const restored = new Map(Object.entries(said['restored'] as Readonly<Record<string, readonly Hash[]>>));
    const against = said['against'] as readonly Against[];
    return {
      version: version as number,
      register,
      heads: known,
      restored,
      against,
      // A list from before reading was remembered: nothing was looked at.
      read: readIn(said['read'] ?? {}, known),
    };
  } catch {
    return undefined;
  }
}

export async function sealList(owner: Owner, list: HeadsList): Promise<string> {
  return toB64(await sealVault(owner.accountKey, placeOf(owner), utf8(listText(list))));
}

/** What the service keeps; undefined where it does not open, is no list, or is one of another version than it says. */
export async function openList(owner: Owner, sealed: string, version: number) {
  try {
    const list = readList(textOf(await openVault(owner.accountKey, placeOf(owner), fromB64(sealed))));
    return list?.version === version ? list : undefined;
  } catch {
    return undefined;
  }
}
