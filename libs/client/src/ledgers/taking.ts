import type { LedgerHead, SealedEntry } from '@consilium/contracts';
import type { LedgerId, LedgerKind } from '@consilium/domain';
import {
  evidence,
  fromB64,
  Newer,
  overlookedSeconds,
  type AdvanceOptions,
  type AppliedEntry,
  type Evidence,
  type Refused,
  type Replica,
} from '@consilium/ledger';
import type { ServiceClock } from '../service/clock';
import type { Transport } from '../service/transport';

/** Entries dated further ahead than this are held back, not condemned (seconds); nearer ones are taken, and marked. */
const furthestAhead = 86_400;

/** What is said where another history than the verified one was shown. */
export const otherHistory = {
  rollback:
    'The service shows an older history of this record than this device has verified. It is read-only here; save the evidence file and tell your registration officer.',
  fork: 'The service shows a different history of this record than this device has verified. It is read-only here; save the evidence file and tell your registration officer.',
} as const;

export const earlyText =
  'What follows in this record is dated more than a day ahead of the clock. It is shown once that time has come; tell whoever runs the service.';

/** How a ledger's next entries are judged. */
export type Judging = AdvanceOptions<never> & {
  /** The register's newest entry known here. */
  readonly registerSeq?: number;
  /** Why the register goes on where this build cannot read it; "" while it can. */
  readonly registerHeld?: string;
};

/** How the next entries of a ledger are taken, at this time. */
export function optionsFor<S>(
  { kind, ledger }: { readonly kind: LedgerKind; readonly ledger: LedgerId },
  judging: Judging,
  now: number,
): AdvanceOptions<S> {
  return {
    ...(judging as AdvanceOptions<S>),
    holdAfter: now + furthestAhead,
    mayOverlook: overlookedSeconds,
    ...(kind === 'register' ? {} : { expectLedger: ledger }),
  };
}

/** What a log needs of the vault it lives in. */
export interface LogPorts {
  readonly transport: Transport;
  readonly clock: ServiceClock;
  /** Called after anything in the log may have changed, the alarm included. */
  readonly changed: () => void;
  /**
   * Options for judging what comes next; loads missing register entries first. `isCompared`: it is read to be held against
   * what was verified.
   */
  readonly judging: (registerSeq: number, isCompared?: boolean) => Promise<Judging>;
}

/** The register entry a skeleton names, before anything about it is believed; −1 when it cannot be read. */
export function registerSeqNamed({ jws }: SealedEntry): number {
  try {
    const payload: unknown = JSON.parse(new TextDecoder().decode(fromB64(jws.split('.')[1] ?? '')));
    const seq: unknown = Reflect.get(Reflect.get(payload as object, 'register') as object, 'seq');
    return typeof seq === 'number' && Number.isSafeInteger(seq) ? seq : -1;
  } catch {
    return -1;
  }
}

/** Why an entry is kept for a newer build, which would judge it; "" for one that no build may accept. */
export function heldBy(error: Newer | Refused, registerHeld: string): string {
  if (error instanceof Newer) return error.message;
  // It names a register entry that this device was shown and could not read.
  return error.code === 'register-unknown' ? registerHeld : '';
}

/** How the head that is shown parts from what was verified; "" where it does not. */
export function partsFrom(replica: Replica<unknown> | undefined, { seq, hash }: LedgerHead): '' | 'rollback' | 'fork' {
  if (replica === undefined || seq > replica.head.seq) return '';
  if (replica.history.at(seq) !== hash) return 'fork';
  return seq < replica.head.seq ? 'rollback' : '';
}

/** A record of which something was found: what was verified of it, and the service's word on it. */
interface Verified {
  readonly kind: LedgerKind;
  readonly ledger: LedgerId;
  readonly word: string;
  readonly entries: readonly AppliedEntry[];
}

type Found = Pick<Evidence, 'what' | 'code' | 'theirs' | 'at'>;

/** What was found of a record, beside the newest that was verified of it and the service's word on that. */
export function keptOf({ kind, ledger, word, entries }: Verified, found: Found): Evidence {
  const mine = { heads: word === '' ? [] : [word], entries: entries.slice(-3).map(({ wire }) => wire) };
  return evidence({ ...found, kind, ledger, mine });
}
