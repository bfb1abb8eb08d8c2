import { textOf, utf8 } from '@consilium/sealing';
import type { Shelf } from '../shelf/shelf';
import type { PrfInputs } from './passkey-steps';

/*
 * What a device keeps in clear of whoever opened their keys here last: the credential ids of their passkeys, and what these are
 * asked for their secrets with. Both say nothing without the passkeys; signing out forgets them.
 */

const place = { owner: 'device', name: 'passkeys' } as const;

const isInputs = (value: unknown): value is PrfInputs =>
  typeof value === 'object' && value !== null && Object.values(value).every((each) => typeof each === 'string');

/** A device that can keep nothing knows nobody. */
export async function knownPasskeys(shelf: Shelf): Promise<PrfInputs> {
  try {
    const bytes = await shelf.get(place.owner, place.name);
    const known: unknown = bytes === undefined ? {} : JSON.parse(textOf(bytes));
    return isInputs(known) ? known : {};
  } catch {
    return {};
  }
}

export async function keepKnown(shelf: Shelf, inputs: PrfInputs): Promise<void> {
  await shelf.put({ ...place, sealed: utf8(JSON.stringify(inputs)) }).catch(() => undefined);
}

export async function forgetKnown(shelf: Shelf): Promise<void> {
  await shelf.remove(place.owner, place.name).catch(() => undefined);
}
