import { inForce, type Lasting } from '../kernel/versions';
import type { Authority, AuthorityFact, ConsentScope, DutyFlag, RecordingKind, Withdrawn } from '../words/lists';

/** What a clinician records about one picture, as far as rules need it. Nobody is named. */
export interface ConsentDraft {
  readonly recording: RecordingKind;
  readonly authority: Authority;
  readonly facts: readonly AuthorityFact[];
  readonly scopes: readonly ConsentScope[];
  /** What is true of the picture, and what was asked and is not; of anything else nothing was said. */
  readonly flags: readonly DutyFlag[];
  readonly ruledOut: readonly DutyFlag[];
}

/** A recorded consent, with what became of it. */
export interface SharedConsent extends ConsentDraft {
  readonly withdrawn: Withdrawn;
}

/** When a rule is asked: when a consent is recorded, and when a picture is to go outside. */
export type GuidanceMoment = 'consent' | 'share';

/** Where a rule comes from. */
export interface Source {
  readonly document: string;
  readonly paras?: string;
}

/** One rule of the guidance, as one row: it refuses what it calls broken, in its own words. */
export interface GuidanceRule extends Lasting {
  /** Its id in the table of requirements (docs/guidance.md). */
  readonly id: `R${number}`;
  readonly at: readonly GuidanceMoment[];
  /** For the doctor: what is wrong, and the next step. */
  readonly sentence: string;
  readonly sources: readonly Source[];
  readonly breaks: (facts: SharedConsent) => boolean;
}

export type GuidanceRefusal = Pick<GuidanceRule, 'id' | 'sentence' | 'sources'>;

/** The guidance as one version of the rules has it. */
export interface Guidance {
  /** The hardest rule that speaks against it, if any does. */
  broken(at: GuidanceMoment, facts: SharedConsent): GuidanceRefusal | undefined;
}

export function guidanceIn(rows: readonly GuidanceRule[], rules: number): Guidance {
  const rowsInForce = inForce(rows, rules);
  return {
    broken: (at, facts) => {
      const row = rowsInForce.find((each) => each.at.includes(at) && each.breaks(facts));
      return row && { id: row.id, sentence: row.sentence, sources: row.sources };
    },
  };
}
