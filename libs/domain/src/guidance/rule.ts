import { inForce, type Lasting } from '../kernel/versions';
import type {
  Attestation,
  Authority,
  AuthorityFact,
  ConsentScope,
  DutyFlag,
  Explanation,
  Purpose,
  Readers,
  RecordingKind,
  Stop,
  Withdrawn,
} from '../words/lists';
import type { Captured } from './capture';

/** What a clinician records about one picture, as far as rules need it. Nobody is named. */
export interface ConsentDraft {
  readonly recording: RecordingKind;
  readonly authority: Authority;
  readonly facts: readonly AuthorityFact[];
  readonly scopes: readonly ConsentScope[];
  /** What is true of the picture, and what was asked and is not; of anything else nothing was said. */
  readonly flags: readonly DutyFlag[];
  readonly ruledOut: readonly DutyFlag[];
  /** What was explained, and what else is said of how it was agreed; of anything else nothing was said. */
  readonly explained: readonly Explanation[];
  readonly attested: readonly Attestation[];
}

/** A picture as it is about to be posted or shown. */
export interface PictureFacts extends ConsentDraft {
  readonly withdrawn: Withdrawn;
  /** Who inside its thread is for. */
  readonly readers: Readers;
  /** What it is shown for. */
  readonly purpose: Purpose;
  /** Known to the author's device alone, before anything is recorded. */
  readonly stops?: readonly Stop[];
}

/** How a picture was taken and what is left of it. `at`: when that is asked, Unix seconds. */
export interface TakenFacts extends Captured {
  readonly at: number;
}

/** A request for an outside share, as its author's device knows it. */
export interface RequestFacts {
  readonly pictures: number;
  readonly hasReasons: boolean;
}

/** Words that somebody wrote, as their device reads them. */
export interface WordsFacts {
  readonly identifiers: 'none' | 'possible' | 'certain';
}

/** The file of a picture, as a device that has it open reads it. */
export interface FileFacts {
  readonly says: 'nothing' | 'something';
}

/** What an opinion says of itself, "" where nothing. */
export interface OpinionFacts {
  readonly examined: string;
  readonly confidence: string;
  readonly inPerson: string;
  readonly urgency: string;
  readonly limits: string;
  readonly next: string;
}

interface FactsAbout {
  readonly picture: PictureFacts;
  readonly taken: TakenFacts;
  readonly request: RequestFacts;
  readonly words: WordsFacts;
  readonly file: FileFacts;
  readonly opinion: OpinionFacts;
}
export type GuidanceSubject = keyof FactsAbout;

/** When a rule is asked: a picture is posted, seen inside, shown outside or for learning; an opinion filed; a case closed. */
export const guidanceMoments = ['post', 'inside', 'outside', 'teaching', 'opinion', 'close'] as const;
export type GuidanceMoment = (typeof guidanceMoments)[number];

/** `blocks`: refused; `warns`: said, and left to them; `asks`: somebody else has to say something too. */
export type GuidanceEffect = 'blocks' | 'warns' | 'asks';

/** Where a rule comes from. */
export interface Source {
  readonly document: string;
  readonly paras?: string;
}

/** One rule of the guidance, as one row: what it calls broken has its effect, and is told in its own words. */
interface RuleAbout<S extends GuidanceSubject> extends Lasting {
  /** Its id in the table of requirements (docs/guidance.md). */
  readonly id: `R${number}`;
  readonly about: S;
  readonly effects: Readonly<Partial<Record<GuidanceMoment, GuidanceEffect>>>;
  /** `service`: by the service and every client. `clients`: what it looks at is sealed, or recorded nowhere. */
  readonly judgedBy: 'service' | 'clients';
  /** In words: what has the effect. */
  readonly brokenWhere: string;
  /** For the clinician: what is wrong, and the next step. */
  readonly sentence: string;
  readonly sources: readonly Source[];
  readonly breaks: (facts: FactsAbout[S]) => boolean;
}

export type GuidanceRule = { readonly [S in GuidanceSubject]: RuleAbout<S> }[GuidanceSubject];

/** A rule that is broken, as somebody is told of it. */
export interface GuidanceFinding extends Pick<GuidanceRule, 'id' | 'sentence' | 'sources'> {
  readonly effect: GuidanceEffect;
}

/** The guidance as one version of the rules has it. */
export interface Guidance {
  /** Everything that is broken then, the hardest first. */
  findings<S extends GuidanceSubject>(about: S, at: GuidanceMoment, facts: FactsAbout[S]): readonly GuidanceFinding[];
  /** The hardest rule that refuses a picture then, if any does. */
  refusing(at: GuidanceMoment, facts: PictureFacts): GuidanceFinding | undefined;
  /** The first rule that refuses it then by how it was taken, if any does. */
  refusingTaken(at: GuidanceMoment, facts: TakenFacts): GuidanceFinding | undefined;
}

export function guidanceIn(rows: readonly GuidanceRule[], rules: number): Guidance {
  const rowsInForce = inForce(rows, rules);
  const findings: Guidance['findings'] = (about, at, facts) =>
    rowsInForce.flatMap((row) => {
      const effect = row.effects[at];
      if (row.about !== about || effect === undefined) return [];
      const breaks = row.breaks as (of: typeof facts) => boolean;
      return breaks(facts) ? [{ id: row.id, sentence: row.sentence, sources: row.sources, effect }] : [];
    });
  const blocks = ({ effect }: GuidanceFinding): boolean => effect === 'blocks';
  return {
    findings,
    refusing: (at, facts) => findings('picture', at, facts).find(blocks),
    refusingTaken: (at, facts) => findings('taken', at, facts).find(blocks),
  };
}
