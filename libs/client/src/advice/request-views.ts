import type { AdviceStage, DutyFlag } from '@consilium/domain';
import type { ConsentView, DecisionView, PersonView, Urgency } from '../views';

/** What an adviser sees of a request: never a picture, never a thread. */
export interface RequestView {
  advice: string;
  stage: AdviceStage;
  requester: PersonView;
  recipient: PersonView;
  purpose: 'direct-care' | 'peer-learning';
  urgency: Urgency;
  brief: string;
  reasons: string;
  alternatives: string;
  pictures: { number: number; consent: Omit<ConsentView, 'takenBy'>; caption: '' }[];
  flags: DutyFlag[];
  secondAdviserDue: boolean;
  submittedAt: number;
  assignedTo: string;
  assignedToMe: boolean;
  questions: { at: number; question: string; answer: string; answeredAt: number | undefined }[];
  decision: DecisionView | undefined;
  /** What the first adviser signed and another one has to sign as well. */
  proposed: DecisionView | undefined;
  /** One adviser has signed; another one, not the first, has to. */
  awaitsSecond: boolean;
  /** What follows here or in the register needs a newer build: what to tell the adviser. "" otherwise. */
  held: string;
}

export interface QueueLine {
  advice: string;
  stage: AdviceStage;
  requester: string;
  urgency: Urgency;
  pictures: number;
  submittedAt: number;
  assignedTo: string;
  mine: boolean;
  /** One adviser has signed; another one has to. */
  awaitsSecond: boolean;
  /** Read in the request's own ledger and verified here; otherwise all of this is what the service says. */
  checked: boolean;
  /** The request stopped verifying here: what to tell the adviser. */
  alarm: string;
  /** The request goes on where this build cannot read it; "" otherwise. */
  held: string;
}
