import { textOf, utf8 } from '@consilium/sealing';
import type { Shelf } from '../shelf/shelf';

/*
 * Whether this device is its user's own: kept in clear beside its passkeys, and only where it is. A device of which nothing was
 * said, or that keeps nothing, is a shared computer; signing out forgets the word with everything else.
 */

const place = { owner: 'device', name: 'whose' } as const;

export async function isOwnDevice(shelf: Shelf): Promise<boolean> {
  const said = await shelf.get(place.owner, place.name).catch(() => undefined);
  return said !== undefined && textOf(said) === 'own';
}

export async function keepWhose(shelf: Shelf, isOwn: boolean): Promise<void> {
  const done = isOwn ? shelf.put({ ...place, sealed: utf8('own') }) : shelf.remove(place.owner, place.name);
  await done.catch(() => undefined);
}
