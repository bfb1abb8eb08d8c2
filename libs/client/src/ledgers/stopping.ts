import type { LedgerId, LedgerKind } from '@consilium/domain';
import { Problem } from '@consilium/domain';
import type { AppliedEntry, Evidence, Refused } from '@consilium/ledger';
import { keptOf, otherHistory, type LogPorts } from './taking';

/** What ends a record for this device, or holds it up: in words, with what shows it. Nothing repairs itself. */
export abstract class Stopping {
  alarm = '';
  /**
   * Why nothing is shown or added after the head, though nothing is wrong: what follows needs a newer build than this one.
   * "" while the record can be read to its end.
   */
  held = '';
  kept: Evidence | undefined;
  /** The service's newest signed head of this record that this device was given; "" before it wrote anything. */
  word = '';
  /** Why somebody's word speaks against what is shown here; it ends nothing. "" while nobody's does. */
  doubt = '';
  abstract readonly kind: LedgerKind;
  abstract readonly ledger: LedgerId;
  abstract entries: AppliedEntry[];
  protected abstract readonly ports: LogPorts;

  /** Why nothing may be added here now, whatever the rules say; "" when nothing stands in the way. */
  get stopped(): string {
    return this.alarm === '' ? this.held : this.alarm;
  }

  /** Whether it stopped since another history of it is shown than was verified: officers may say why. */
  get isPutBack(): boolean {
    return this.alarm !== '' && this.kept !== undefined && this.kept.what !== 'refused';
  }

  /** Refuses to go on with a record that stopped verifying. */
  requireSound(): void {
    if (this.alarm !== '') throw new Problem('wrong-state', this.alarm);
  }

  /** Refuses to add to a record that stopped verifying, or whose end this build cannot read. */
  requireWhole(): void {
    this.requireSound();
    if (this.held !== '') throw new Problem('unavailable', this.held, { newer: 'record' });
  }

  /** Stops the log at an entry that may not be. */
  refuse(refused: Refused): void {
    this.alarm = `${refused.message} This record is read-only here; save the evidence file and tell your registration officer.`;
    this.keep('refused', refused.code, { heads: [], entries: [refused.evidence] });
  }

  /** Stops the log: another history than the verified one was shown. `heads`: what showed it, verbatim. */
  raise(what: 'fork' | 'rollback', heads: readonly string[] = []): void {
    if (this.alarm !== '') return;
    this.alarm = otherHistory[what];
    this.keep(what, what, { heads, entries: [] });
  }

  /** Notes what somebody's word speaks against; it goes when it is taken back. */
  suspect(doubt: string): void {
    if (this.doubt === doubt) return;
    this.doubt = doubt;
    this.ports.changed();
  }

  /** Stops the log: content this reader is entitled to did not come, also when asked again. */
  withhold(entry: AppliedEntry): void {
    if (this.alarm !== '') return;
    this.alarm =
      'The service withheld content you are entitled to read. This record is read-only here; save the evidence file and tell your registration officer.';
    this.keep('refused', 'body-withheld', { heads: [], entries: [entry.wire] });
  }

  private keep(what: Evidence['what'], code: string, theirs: Evidence['theirs']): void {
    this.kept = keptOf(this, { what, code, theirs, at: this.ports.clock.now() });
    this.ports.changed();
  }
}
