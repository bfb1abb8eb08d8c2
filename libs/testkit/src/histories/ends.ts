import { grow } from '@consilium/api/testing';
import type { Log } from '@consilium/client/testing';
import type { Books, LedgerId } from '@consilium/domain';
import { overlookedSeconds, Refused, stateHash, type Replica } from '@consilium/ledger';
import type { Kept, Service } from './service';

/** Where a ledger of a careless operator ends for everybody who knows the whole register: what passes over a change. */
export type Ends = ReadonlyMap<LedgerId, number>;

/** The ledger up to an entry, judged again from its first. */
async function stoodAt(service: Service, { kind, entries }: Kept, seq: number, books: Books, mayOverlook = Infinity) {
  const wires = entries.slice(0, seq + 1).map(({ wire }) => wire);
  const { reader, replica } = service.registerNow();
  const options = { register: kind === 'register' ? undefined : reader, root: replica.ledger, ledger: undefined };
  return (await grow(books, kind, undefined, wires, { ...options, trustStored: true, mayOverlook })).replica;
}

/** Asks of all that stands what the newest register says of it. */
export async function endsOf(service: Service): Promise<Ends> {
  const ends = new Map<LedgerId, number>();
  for (const kept of service.kept.values()) {
    if (kept.kind === 'register') continue;
    const last = kept.entries.length - 1;
    await stoodAt(service, kept, last, service.books, overlookedSeconds).catch((error: unknown) => {
      if (!(error instanceof Refused)) throw error;
      ends.set(kept.ledger, error.seq);
    });
  }
  return ends;
}

/** What is wrong with where a log ended, for a ledger that ends there or not at all; "" for nothing. */
export function wrongEnd({ kind, alarm, kept, headSeq }: Log<unknown>, end: number | undefined): string {
  const code = kept?.code ?? '';
  if (alarm === '') return end === undefined || headSeq < end ? '' : `no alarm at what passes over a change in the ${kind}`;
  if (end !== undefined && code === 'register-overlooked' && headSeq === end - 1) return '';
  const due = end === undefined ? '' : `, where it ends at ${String(end)}`;
  return `an alarm in the ${kind} after ${String(headSeq)}: ${alarm} ${code}${due}`;
} // prettier-ignore

const hashes = new WeakMap<object, Promise<string>>();
/** The hash of a state that many are compared with. */
function hashOf(state: object): Promise<string> {
  const known = hashes.get(state) ?? stateHash(state);
  hashes.set(state, known);
  return known;
}

const isPartial = (state: unknown): boolean => ((state as { readonly dark?: ReadonlySet<string> }).dark?.size ?? 0) > 0;

/** A replica that may have ended earlier, and of which some bodies were never given. */
export async function comparedAt(
  service: Service,
  kept: Kept,
  replica: Replica<unknown> | undefined,
): Promise<readonly string[]> {
  if (replica === undefined) return [];
  const { seq, hash } = replica.head;
  if (kept.entries[seq]?.entry.hash !== hash) return [`another history of the ${kept.kind}`];
  if (isPartial(replica.state)) return [];
  const isWhole = seq === kept.replica.head.seq;
  const { state } = isWhole ? kept.replica : await stoodAt(service, kept, seq, service.books);
  return (await stateHash(replica.state)) === (await hashOf(state)) ? [] : [`another state of the ${kept.kind}`];
}
