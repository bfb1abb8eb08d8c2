import { Problem, type Hash, type LedgerId, type PersonId } from '@consilium/domain';

/**
 * What a device knew against somebody from entries that were lost. `was`: what the record says of the same thing since it was
 * put back; once it says something else, this binds no more.
 */
export interface Against {
  readonly what: 'status' | 'keys' | 'appointment' | 'membership' | 'clearance' | 'removed' | 'withdrawn';
  /** The register, or the case it is about. */
  readonly ledger: LedgerId;
  /** A person, a thread, or a clearance as "id hash organisation". */
  readonly of: string;
  readonly was: string;
}

/** What of the person's own was lost, for them to say or do again. `said`: words stand in their thread, unsent. */
export interface OwnLost {
  readonly ledger: LedgerId;
  readonly entry: string;
  readonly at: number;
  readonly line: string;
  readonly isSaid: boolean;
}

/** What the record says of it now. */
export type NowOf = (each: Against) => string;

const whyNot: Readonly<Record<Against['what'], string>> = {
  status: 'was suspended, or their access had ended',
  keys: 'had other keys, and has not renewed the ones listed now',
  appointment: 'was not an adviser any more',
  membership: 'was not a member any more',
  clearance: 'had a decision that was suspended or ended',
  removed: 'had been removed from this case',
  withdrawn: 'had withdrawn their agreement',
};

const untilSaid =
  'in what was lost when the service was put back. This device gives them nothing until the record says it again, or says otherwise. Remove or suspend them again, or ask the registration officer.';

/** How this device went on from older copies of records, and what it has not forgotten by it. */
export class Restores {
  /** Register entries by which it went on, by record: each counts once. */
  accepted: ReadonlyMap<string, readonly Hash[]> = new Map();
  against: readonly Against[] = [];
  lost: readonly OwnLost[] = [];
  /** What stands in the place of each now; given by whoever has the records. */
  nowOf: NowOf = ({ was }) => was;
  nameOf: (person: string) => string = () => 'Somebody';

  isAccepted(ledger: LedgerId, entry: Hash): boolean {
    return this.accepted.get(ledger)?.includes(entry) === true;
  }

  accept(ledger: LedgerId, entry: Hash): void {
    this.accepted = new Map([...this.accepted, [ledger, [...(this.accepted.get(ledger) ?? []), entry]]]);
  }

  /** Those of a record, and of the register, that the record has not spoken of since. */
  standing(): readonly Against[] {
    return this.against.filter((each) => this.nowOf(each) === each.was);
  }

  /** What still binds this device about a person, in a case or anywhere. */
  of(person: PersonId, whats: readonly Against['what'][], ledger?: LedgerId): Against | undefined {
    if (this.against.length === 0) return undefined;
    return this.standing().find(
      (each) => whats.includes(each.what) && each.of === person && (each.what !== 'removed' || each.ledger === ledger),
    );
  }

  /** What it is that still binds, as a sentence. */
  wordsOn({ what, of }: Against): string {
    if (what === 'withdrawn') return 'A patient withdrew their agreement to a picture.';
    if (what === 'clearance') return 'A decision was suspended or ended.';
    return `${this.nameOf(of)} ${whyNot[what]}.`;
  }

  /** Passes only whom nothing known from before is against. */
  requireNothingAgainst(person: PersonId, ledger?: LedgerId, whats: readonly Against['what'][] = sealing): void {
    const found = this.of(person, whats, ledger);
    if (found !== undefined)
      throw new Problem('wrong-state', `${this.nameOf(person)} ${whyNot[found.what]} ${untilSaid}`, {
        reason: 'bound',
      });
  }

  /** Passes only a thread whose consent nobody is known to have withdrawn. */
  requireConsented(ledger: LedgerId, threads: readonly string[]): void {
    if (this.against.length === 0) return;
    const found = this.standing().find(
      ({ what, ledger: of, of: thread }) => what === 'withdrawn' && of === ledger && threads.includes(thread),
    );
    if (found !== undefined)
      throw new Problem(
        'wrong-state',
        'The agreement to this picture was withdrawn in what was lost when the service was put back. Nothing of it is let out: record the withdrawal again.',
        { reason: 'bound' },
      );
  }

  /** Passes only a decision that was not suspended or ended. */
  requireStanding({ id, org }: { readonly id: string; readonly org: string }, hash: string): void {
    if (this.against.length === 0) return;
    const of = clearanceKey(id, hash, org);
    if (this.standing().some((each) => each.what === 'clearance' && each.of === of))
      throw new Problem(
        'wrong-state',
        'This decision was suspended or ended in what was lost when the service was put back. Ask your defence organisation.',
        { reason: 'bound' },
      );
  }

  forget(): void {
    this.accepted = new Map();
    this.against = [];
    this.lost = [];
  }
}

const sealing = ['status', 'keys', 'removed'] as const;
export const clearanceKey = (id: string, hash: string, org: string): string => [id, hash, org].join(' ');
