import type { DeletionAnswer, DestructionAnswer, DestructionReason } from '@consilium/domain';
import type { ConsentView, NewPicture } from '../pictures';

/** A picture that an outside colleague sees no more, and what they stated of their copies. */
export interface StatementView {
  thread: string;
  clearance: string;
  person: string;
  name: string;
  /** The picture's number. */
  number: number;
  /** Whether the picture was withdrawn, or what was agreed to was changed. */
  endedAt: number;
  /** By when they are asked to state it. */
  due: number;
  said: DeletionAnswer | '';
  saidAt: number;
  /** The entry that says so; "" until one does. */
  saidBy: string;
  mine: boolean;
  /** They were let in to give an opinion and have given none: somebody phones them. */
  noOpinionYet: boolean;
}

/** A picture that was withdrawn itself: what colleagues inside are shown of it, and no pixel. */
export interface WithdrawnPictureView {
  thread: string;
  number: number;
  by: string;
  at: number;
  /** The newest entry about it since: beside that line stands what can be done. */
  newest: string;
  consent: ConsentView;
  /** The Caldicott guardian of the organisation, as the register says; "" where there is none. */
  guardian: string;
  /** Their person, where they are a colleague in this case. */
  guardianInside: string;
  destruction:
    | {
        stage: 'proposed' | DestructionAnswer;
        by: string;
        at: number;
        reason: DestructionReason;
        /** Whether the guardian can see the picture now. */
        shown: boolean;
        answeredBy: string;
        answeredAt: number;
      }
    | undefined;
  /** What this person may do with it now, or why not. */
  may: { propose: string | true; show: string | true; answer: string | true };
}

/** Another version of what was agreed to. `takenBy` of a colleague, whose taking is reported; "": one's own. */
export interface NewConsent {
  consent: NewPicture['consent'];
  takenBy: string;
  /** Of a colleague's: when they took it, in Unix seconds; of one's own the service's time is taken. */
  takenAt: number;
}
