import type { LedgerId } from '@consilium/domain';
import type { ReadEntry } from './entry';
import type { Replica } from './replica';

/** Where the chain stands before an entry; `replica` is undefined before entry 0. */
export interface ChainPoint {
  readonly replica: Replica<unknown> | undefined;
  /** Register ledger id the reader pins; undefined only for a register met for the first time. */
  readonly expectRoot: LedgerId | undefined;
  readonly expectLedger: LedgerId | undefined;
  /** Tree root the entry has to name; in the register only. */
  readonly tree: string | undefined;
  readonly isRegister: boolean;
}

type Claim = (entry: ReadEntry, point: ChainPoint) => boolean;

const seqAfter = (point: ChainPoint): number => (point.replica?.head.seq ?? -1) + 1;
const prevOf = (point: ChainPoint): string => point.replica?.head.hash ?? '';

/** The pinned root; entry 0 of the register has none to name but is it. */
function hasRoot({ skeleton, hash }: ReadEntry, point: ChainPoint): boolean {
  const expected = point.replica?.root ?? point.expectRoot;
  if (!point.isRegister) return skeleton.root === expected;
  if (skeleton.seq > 0) return skeleton.root === expected;
  const isPinned = expected === undefined || (hash as string) === expected;
  return skeleton.root === '' && isPinned;
}

function hasLedger({ skeleton, hash }: ReadEntry, point: ChainPoint): boolean {
  if (point.replica !== undefined) return skeleton.ledger === point.replica.ledger;
  return skeleton.ledger === '' && (point.expectLedger === undefined || (hash as string) === point.expectLedger);
}

function hasRegisterHead({ skeleton }: ReadEntry, point: ChainPoint): boolean {
  const { seq, hash } = skeleton.register;
  if (point.isRegister) return seq === skeleton.seq - 1 && hash === skeleton.prev;
  return seq >= (point.replica?.register.seq ?? 0);
}

/** What must be true of an entry before anybody's signature matters, by the code it is refused with. */
const claims: Readonly<Record<string, Claim>> = {
  'wrong-seq': ({ skeleton }, point) => skeleton.seq === seqAfter(point),
  'wrong-prev': ({ skeleton }, point) => skeleton.prev === prevOf(point),
  'wrong-ledger': hasLedger,
  'wrong-root': hasRoot,
  'not-a-beginning': ({ skeleton }) => (skeleton.type === 'genesis') === (skeleton.seq === 0),
  'id-used': ({ skeleton }, { replica }) => replica?.history.has(skeleton.id) !== true,
  'time-fell': ({ skeleton }, { replica }) => skeleton.at >= (replica?.at ?? 0),
  'rules-fell': ({ skeleton }, { replica }) => skeleton.rules >= (replica?.rules ?? 1),
  'register-fell': hasRegisterHead,
  'wrong-tree': ({ skeleton }, { tree }) => skeleton.tree === tree,
};

/** The first claim an entry breaks, as a code; undefined when it continues the chain. */
export function brokenClaim(entry: ReadEntry, point: ChainPoint): string | undefined {
  return Object.entries(claims).find(([, claim]) => !claim(entry, point))?.[0];
}
