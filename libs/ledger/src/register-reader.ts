import {
  firstChangeAfter,
  ownerOfKey,
  viewAt,
  type Hash,
  type KeyId,
  type PersonId,
  type RegisterState,
  type RegisterView,
  type Touched,
} from '@consilium/domain';

/** The register as far as judging other ledgers needs it: what it said at each of its entries. */
export interface RegisterReader {
  /** Undefined for an entry not seen yet. */
  registerAt(seq: number): RegisterView | undefined;
  registerHash(seq: number): Hash | undefined;
  /** When an entry was written; undefined for one not seen yet. */
  registerTime(seq: number): number | undefined;
  /** The first entry after `seq` that changed anything touched; undefined if none known here did. */
  firstChangeAfter(seq: number, touched: (register: RegisterState) => Touched): number | undefined;
  /** Who owned the key when the register stood at `seq`. */
  ownerOfKey(kid: KeyId, seq: number): PersonId | undefined;
  /** Public key that signs ticks, b64. */
  readonly service: string;
}

/** Reads one register state. Views are made once for each entry asked about. */
export function fromRegister(state: RegisterState): RegisterReader {
  const views = new Map<number, RegisterView>();
  return {
    registerAt: (seq) => {
      if (seq < 0 || seq > state.head.seq) return undefined;
      const known = views.get(seq) ?? viewAt(state, seq);
      views.set(seq, known);
      return known;
    },
    registerHash: (seq) => state.hashes[seq],
    registerTime: (seq) => state.times[seq],
    firstChangeAfter: (seq, touched) => firstChangeAfter(state, touched(state), seq),
    ownerOfKey: (kid, seq) => ownerOfKey(state, kid, seq),
    service: state.service,
  };
}
