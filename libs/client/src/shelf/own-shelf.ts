import { toB64, type Bytes, type Part } from '@consilium/bytes';
import type { PersonId } from '@consilium/domain';
import { fromB64, hkdf, lp, openVault, sealVault, textOf, utf8 } from '@consilium/sealing';
import { OneAtATime } from '../turns/one-at-a-time';
import type { Shelf, ShelfRecord } from './shelf';

/** Something being written, said and not taken yet, a picture on its way, news that was seen here, new keys on their way, what was verified, what of one's own was lost, what was said of this device, or how far others have looked. */
export type Kind = 'draft' | 'message' | 'picture' | 'seen' | 'renewal' | 'heads' | 'lost' | 'device' | 'receipts';

export interface Kept {
  readonly kind: Kind;
  readonly name: string;
  readonly text: string;
}

/** Whose shelf, and the account key (32 bytes) everything on it is sealed under, by the version of their keys. */
export interface ShelfOwner {
  readonly person: PersonId;
  readonly accountKey: Bytes;
  readonly version: number;
}

/** A name nobody without the account key can make or guess: 16 bytes, b64. */
function opaque({ person, accountKey }: ShelfOwner, ...parts: readonly Part[]): string {
  return toB64(hkdf(accountKey, lp('consilium/1 shelf', fromB64(person), ...parts), { length: 16 }));
}

const ownerOf = (owner: ShelfOwner): string => opaque(owner, 'owner');
const nameOf = (owner: ShelfOwner, kind: Kind, name: string): string => opaque(owner, 'name', kind, name);
const placeOf = ({ person, version }: ShelfOwner, name: string) => ({ label: `shelf ${name}`, person, version });

async function sealed(owner: ShelfOwner, { kind, name, text }: Kept): Promise<ShelfRecord> {
  const place = nameOf(owner, kind, name);
  const bytes = utf8(JSON.stringify([kind, name, text.toWellFormed()]));
  return {
    owner: ownerOf(owner),
    name: place,
    sealed: await sealVault(owner.accountKey, placeOf(owner, place), bytes),
  };
}

/** What a record says; undefined where it does not open in this place, which is somebody else's doing or an older key's. */
async function opened(owner: ShelfOwner, name: string, bytes: Bytes): Promise<Kept | undefined> {
  const open = await openVault(owner.accountKey, placeOf(owner, name), bytes).catch(() => undefined);
  if (open === undefined) return undefined;
  const [kind, of, text] = JSON.parse(textOf(open)) as [Kind, string, string];
  return nameOf(owner, kind, of) === name ? { kind, name: of, text } : undefined;
}

/**
 * One person's part of the device's shelf, open. Everything is sealed under their account key, with person and name bound
 * in, so that a locked device holds ciphertext under names that say nothing. Records of others are never read.
 */
export class OwnShelf {
  private readonly turns = new OneAtATime();

  constructor(
    private readonly shelf: Shelf,
    private readonly owner: () => ShelfOwner,
  ) {}

  async read(kind: Kind, name: string): Promise<string | undefined> {
    const owner = this.owner();
    const place = nameOf(owner, kind, name);
    // What is being put there now counts.
    const bytes = await this.turns.run(() => this.shelf.get(ownerOf(owner), place));
    return bytes === undefined ? undefined : (await opened(owner, place, bytes))?.text;
  }

  /** Everything of one kind, in no order. */
  async all(kind: Kind): Promise<readonly Kept[]> {
    return (await this.everything(this.owner())).filter((kept) => kept.kind === kind);
  }

  /** Kept when this resolves. What is kept later under the same name takes its place. */
  async keep(kind: Kind, name: string, text: string): Promise<void> {
    const owner = this.owner();
    await this.turns.run(async () => this.shelf.put(await sealed(owner, { kind, name, text })));
  }

  async drop(kind: Kind, name: string): Promise<void> {
    const owner = this.owner();
    await this.turns.run(() => this.shelf.remove(ownerOf(owner), nameOf(owner, kind, name)));
  }

  get holdsPictures(): boolean {
    return this.shelf.holdsPictures;
  }

  /**
   * A run of pixels, at most some MB. `key`: 32 bytes of one picture, kept among its facts; the account key may be renewed
   * without touching the pixels, and looking through everything else reads none of them.
   */
  async keepPixels(key: Bytes, name: string, bytes: Uint8Array): Promise<void> {
    const owner = this.pixels(key);
    const place = opaque(owner, 'pixels', name);
    const record = await sealVault(key, placeOf(owner, place), bytes);
    await this.shelf.put({ owner: ownerOf(owner), name: place, sealed: record });
  }

  /** Throws `CannotOpen` where there is nothing that opens in this place. */
  async readPixels(key: Bytes, name: string): Promise<Bytes> {
    const owner = this.pixels(key);
    const place = opaque(owner, 'pixels', name);
    const bytes = (await this.shelf.get(ownerOf(owner), place)) ?? new Uint8Array();
    return openVault(key, placeOf(owner, place), bytes);
  }

  async dropPixels(key: Bytes, name: string): Promise<void> {
    const owner = this.pixels(key);
    await this.shelf.remove(ownerOf(owner), opaque(owner, 'pixels', name));
  }

  private pixels(key: Bytes): ShelfOwner {
    return { person: this.owner().person, accountKey: key, version: 0 };
  }

  /** Seals what was kept under an earlier account key under the one of now, or of whoever's it is to be. */
  async reseal(before: ShelfOwner, now = this.owner()): Promise<void> {
    for (const kept of await this.everything(before)) {
      await this.turns.run(async () => {
        await this.shelf.put(await sealed(now, kept));
        await this.shelf.remove(ownerOf(before), nameOf(before, kept.kind, kept.name));
      });
    }
  }

  private async everything(owner: ShelfOwner): Promise<readonly Kept[]> {
    const records = await this.turns.run(() => this.shelf.all(ownerOf(owner)));
    const all = await Promise.all(records.map(({ name, sealed: bytes }) => opened(owner, name, bytes)));
    return all.filter((kept) => kept !== undefined);
  }
}
