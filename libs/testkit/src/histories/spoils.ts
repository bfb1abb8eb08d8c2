import type { EntryId, LedgerId } from '@consilium/domain';
import type { Draft, Place, SealedEntry } from '@consilium/ledger';
import type { Offer } from '../domain/ledger-builder';
import { hash, id16, person, thread } from '../domain/names';
import type { KeyRing } from './keys';
import type { Lot } from './lot';
import type { Service } from './service';

export interface Given {
  readonly keys: KeyRing;
  readonly service: Service;
  readonly lot: Lot;
}

/** What somebody who does not obey changes of an entry that is right in everything else. */
export interface Spoil {
  readonly name: string;
  readonly offer?: (offer: Offer, given: Given) => Offer;
  readonly draft?: (draft: Draft, given: Given) => Draft;
  readonly place?: (place: Place, given: Given) => Place;
  readonly wire?: (wire: SealedEntry, given: Given) => SealedEntry;
}

/** The offer with these fields of its body changed, where it has them. */
const bodyWith = (offer: Offer, change: (body: Record<string, unknown>) => Record<string, unknown>): Offer => {
  const body = { ...(offer.body as Record<string, unknown>) };
  const changed = Object.entries(change(body)).filter(([key]) => Object.hasOwn(body, key));
  return { ...offer, body: { ...body, ...Object.fromEntries(changed) } };
};

const naming = (place: Place, service: Service, to: number): Place => {
  const hashOf = service.registerNow().reader.registerHash(to);
  return hashOf === undefined ? place : { ...place, register: { seq: to, hash: hashOf } };
};
const older = (place: Place, { service, lot }: Given): Place =>
  naming(place, service, Math.max(0, place.register.seq - 1 - (lot.of([0, 1, 2, 5]) ?? 0)));
/** The oldest that may be named at all: what came since is passed over. */
const oldest = (place: Place, { service }: Given): Place =>
  naming(place, service, service.kept.get(place.ledger as LedgerId)?.replica.register.seq ?? 0);

const turned = (jws: string): string => {
  const [head = '', payload = '', signature = ''] = jws.split('.');
  const first = signature.startsWith('A') ? 'B' : 'A';
  return [head, payload, `${first}${signature.slice(1)}`].join('.');
};

export const spoils: readonly Spoil[] = [
  { name: 'nothing' },
  { name: 'nothing' },
  { name: 'nothing' },
  { name: 'an older register head', place: older },
  { name: 'an older register head', place: older },
  { name: 'the oldest register head', place: oldest },
  { name: 'the oldest register head', place: oldest },
  { name: 'another register', place: (place) => ({ ...place, register: { ...place.register, hash: hash('forged') } }) },
  {
    name: 'a register to come',
    place: (place) => ({ ...place, register: { seq: 1_000_000, hash: hash('to-come') } }),
  },
  { name: 'older rules', place: (place) => ({ ...place, rules: Math.max(1, place.rules - 1) }) },
  { name: 'newer rules', place: (place) => ({ ...place, rules: place.rules + 1 }) },
  {
    name: 'dated back',
    place: (place) => ({ ...place, at: place.at - 86_400, head: place.head && { ...place.head, at: 0 } }),
  },
  { name: 'dated ahead', place: (place, { lot }) => ({ ...place, at: place.at + (lot.of([60, 3600, 172_800], 'ahead') ?? 60) }) },
  { name: 'an older head', place: (place) => ({ ...place, head: place.head && { ...place.head, seq: place.head.seq - 1 } }) },
  { name: 'another history', place: (place) => ({ ...place, head: place.head && { ...place.head, hash: hash('other') } }) },
  { name: 'somebody else’s key', place: (place, { keys }) => ({ ...place, signer: keys.named('yara4').signer }) },
  { name: 'in another name', place: (place, { lot }) => ({ ...place, by: person(lot.of(['alice', 'bob', 'olga', 'vera']) ?? 'bob') }) },
  { name: 'an id that is used', draft: (draft) => ({ ...draft, id: id16<EntryId>('step-0') }) },
  { name: 'another scope', draft: (draft) => ({ ...draft, scope: draft.scope === 'room' ? [thread('one')] : 'room' }) },
  { name: 'another body', wire: (wire) => ({ ...wire, body: (wire.body ?? '').replace('{', '{ ') }) },
  { name: 'a signature turned', wire: (wire) => ({ ...wire, jws: turned(wire.jws) }) },
  { name: 'a body withheld', wire: ({ jws }) => ({ jws }) },
  {
    name: 'a generation further',
    offer: (offer) => bodyWith(offer, ({ gen, under }) => ({ gen: Number(gen) + 1, under: Number(under) + 1 })),
  },
  {
    name: 'a generation before',
    offer: (offer) => bodyWith(offer, ({ gen, orgGen, version }) => ({ gen: Math.max(1, Number(gen) - 1), orgGen: Math.max(1, Number(orgGen) - 1), version: Math.max(1, Number(version) - 1) })),
  },
  { name: 'a grant dropped', offer: (offer) => bodyWith(offer, ({ grants }) => ({ grants: ((grants ?? []) as readonly unknown[]).slice(1) })) },
  { name: 'a link to nothing', offer: (offer) => bodyWith(offer, () => ({ back: { gen: 0, sealed: '' } })) },
  {
    name: 'another wrap',
    offer: (offer) => bodyWith(offer, ({ inside }) => ({ inside: inside && { ...(inside), under: 1 } })),
  },
  {
    name: 'somebody else in it',
    offer: (offer, { lot }) => bodyWith(offer, () => { const who = person(lot.of(['alice', 'bob', 'carol', 'xavier', 'walt']) ?? 'bob'); return { person: who, recipient: who, takenBy: who, adviser: who }; }),
  },
  { name: 'another thread', offer: (offer, { lot }) => bodyWith(offer, () => ({ thread: thread(lot.of(['one', 'two', 'case']) ?? 'two') })) },
]; // prettier-ignore
