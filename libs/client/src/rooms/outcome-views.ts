import type { OpinionOutcome, ReadWord } from '@consilium/domain';
import type { Content } from '../replicas/content';

/** What became of what an opinion was about, as the owner of the case chose it; words beside it, or "". */
export interface OutcomeDraft {
  said: OpinionOutcome;
  words: string;
}

/** The same as somebody's device reads it. */
export interface OutcomeText {
  said: ReadWord<OpinionOutcome>;
  words: string;
}

/** Of an opinion: what became of it, and whether its reader is asked. */
export interface OutcomeView {
  /** The newest that was said; undefined where nothing was. */
  outcome: { at: number; text: Content<OutcomeText> } | undefined;
  /** `due`: three weeks have passed and nothing was said. `no`: it is for somebody else to say, or cannot be said here. */
  asks: 'due' | 'may' | 'no';
}
