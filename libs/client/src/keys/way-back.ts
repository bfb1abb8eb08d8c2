import type { Bytes } from '@consilium/bytes';
import { reported, type Generations, type PersonId } from '@consilium/domain';
import { CannotOpen } from '@consilium/sealing';
import { sealedGrant, type Granting, type KeyOf, type Linked, type Recipient } from './generation';
import type { Given, ThreadKeys } from './thread-keys';

/** How a device gets past generations that did not open: what it links to, and what it reports first. */
export interface WayBack {
  /** The newest generation that opens here; undefined: none does. */
  readonly to: Linked | undefined;
  /** Generations after it that were granted to this person, with what was to give it and did not open. */
  readonly unreported: readonly { readonly gen: number; readonly entry: string }[];
}

const generationsOf = (known: Generations): Generations['before'] => [...known.before, known];

/** What this person was granted of a thread, and has not reported, though it does not open here. */
async function unopened(
  keys: ThreadKeys,
  thread: string,
  known: Generations,
  me: PersonId,
): Promise<WayBack['unreported']> {
  const unreported: { gen: number; entry: string }[] = [];
  for (const { gen, holders } of generationsOf(known)) {
    const entry = keys.givenTo(thread, gen, me);
    if (entry === '' || !holders.includes(me) || (await keys.opens(thread, gen))) continue;
    unreported.push({ gen, entry });
  }
  return unreported;
}

export async function wayBack(keys: ThreadKeys, thread: string, known: Generations, me: PersonId): Promise<WayBack> {
  const unreported = await unopened(keys, thread, known, me);
  for (const { gen, kc } of generationsOf(known).toReversed()) {
    const key = await keys.key(thread, gen).catch((): Bytes | undefined => undefined);
    if (key === undefined) continue;
    return { to: { gen, key, kc }, unreported: unreported.filter((each) => each.gen > gen) };
  }
  return { to: undefined, unreported };
}

/** The keys as they are after this person's reports of what did not open here. */
export function afterReports<K extends Generations>(known: K, { unreported }: WayBack, me: PersonId): K {
  return unreported.reduce((keys, { gen }) => ({ ...keys, ...reported(keys, me, gen) }), known);
}

/** The earlier generations whose key this device has and the newest one does not lead to: what was skipped, or linked badly. */
export async function unlinkedHere(keys: ThreadKeys, thread: string, known: Generations): Promise<readonly Linked[]> {
  const linked: Linked[] = [];
  for (const gen of await keys.unlinked(thread, known.gen)) {
    const kc = keys.commitment(thread, gen);
    const key = await keys.key(thread, gen).catch((): Bytes | undefined => undefined);
    if (key !== undefined) linked.push({ gen, key, kc });
  }
  return linked;
}

/** A recipient as they were when a grant was made, under any clearance they had; undefined where that is not known any more. */
export type RecipientThen = (person: string) => readonly Recipient[] | undefined;

/**
 * The grants of a generation that are not what its key gives, made again here: seen by whoever holds the key, and by nobody
 * else. A grant to somebody whose keys changed since, or to whom nothing can be sealed, is not judged.
 */
export async function spoiltGrants(
  granting: Omit<Granting, 'by'>,
  of: KeyOf,
  given: readonly Given[],
  recipientThen: RecipientThen,
): Promise<readonly Given[]> {
  const spoilt: Given[] = [];
  for (const grant of given) {
    const by = grant.granter as PersonId;
    const made = (recipientThen(grant.recipient) ?? [])
      .filter(({ clearance }) => grant.clearance === undefined || clearance === grant.clearance)
      .map((to) => sealedGrant({ ...granting, by }, of, to));
    const hashes = await Promise.all(made).catch((error: unknown) => {
      if (error instanceof CannotOpen) return [];
      throw error;
    });
    if (hashes.length > 0 && hashes.every(({ ref }) => ref.hash !== grant.hash)) spoilt.push(grant);
  }
  return spoilt;
}
