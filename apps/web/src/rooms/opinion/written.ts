import type { OpinionDraft } from '../../vault/door';

type Chosen = 'urgency' | 'confidence' | 'examined' | 'inPerson';
type Next = 'next' | 'nextBy';

/** What is asked for, nothing of it chosen beforehand, and the threads of the pictures it rests on. */
export type Written = Omit<OpinionDraft, Chosen | Next> & { [K in Chosen]: OpinionDraft[K] | '' } & {
  /** A person of the case by id, or the word for what somebody outside is. */
  nextActor: string;
  rests: string[];
};
