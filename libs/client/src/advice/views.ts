import type {
  AdviceStage,
  DutyFlag,
  IdentifierKind,
  Outcome,
  Purpose,
  ReadWord,
  Role,
  Urgency,
} from '@consilium/domain';
import type { TimeMark } from '../ledgers/arrivals';
import type { NumberedPicture } from '../pictures';
import type { PersonView } from '../register';
import type { Content } from '../replicas/content';
import type { OrganisationKeyStanding } from '../replicas/organisation-key-standing';
import type { StatedConsent } from './dossier';

/** Somebody of whom the officers say that they belong to the adviser's organisation. */
export interface OrganisationMemberView extends PersonView {
  role: Role;
  /** What is pressed about them holds of what the register says of them here. */
  seen: string;
  /** This adviser confirmed them, and a second one has to. */
  confirmedByMe: boolean;
}

export interface MembersView {
  waiting: OrganisationMemberView[];
  /** Clinicians whom the organisation confirmed as its members. */
  confirmed: OrganisationMemberView[];
}

/** New keys of the outside colleague whom a decision lets in, which an adviser has to confirm first. */
export interface RecipientKeysView {
  /** Digits of the new keys; the colleague sees the same ones of their own. */
  digits: string;
  /** Two officers gave them: the colleague had lost the former ones. */
  byOfficers: boolean;
  /** What is pressed holds of these keys. */
  seen: string;
}

/** A question of the adviser's with its answer, once there is one. */
export interface QuestionView {
  at: number;
  question: Content<string>;
  answer: Content<string> | undefined;
  answeredAt: number | undefined;
  /** Answered no more: whoever asked gave the request back before it was. */
  isOver: boolean;
}

/** What was done with a request, by whom, oldest first. */
export interface HistoryLine {
  seq: number;
  at: number;
  text: string;
  /** Something about its time that a reader should know; "" for almost all. */
  mark: TimeMark;
}

/** A line of a case’s talk that is no entry of the case: it stands at its time. */
export interface StepView {
  line: { kind: 'line'; entry: string; seq: number; at: number; text: string; mark?: Exclude<TimeMark, ''> };
  /** Pictures beside whose own talk it is said too. */
  threads: string[];
}

/** One request to share with an outside colleague, as the requester sees it. */
export interface ShareView {
  advice: string;
  room: string;
  stage: ReadWord<AdviceStage>;
  recipient: PersonView;
  pictures: NumberedPicture[];
  submittedAt: number | undefined;
  adviser: string;
  questions: QuestionView[];
  decision: DecisionView | undefined;
  /** `ready`: decided in favour and not yet admitted; `done`: admitted. */
  admission: 'not-yet' | 'ready' | 'admitted' | 'accepted' | 'declined' | 'over';
  /** Whether new keys of the colleague wait for an adviser. */
  waitsForKeys: boolean;
  /** What happens next and whose turn it is. */
  next: string;
  history: HistoryLine[];
  /** The same as the talk of its case tells it, and the line there beside which it says what is next; "": none. */
  steps: StepView[];
  saidAt: string;
}

export interface DecisionView {
  outcome: Outcome;
  conditions: string[];
  reasons: Content<string>;
  adviser: string;
  /** Who signed as well, where a duty asked for two; "" otherwise. */
  secondAdviser: string;
  organisation: string;
  /** The organisation has a key of its own kept offline, without which no officers begin its advisers. */
  isAnchored: boolean;
  at: number;
  joinBy: number;
  memberUntil: number;
}

/** What an adviser sees of a request: never a picture, never a thread. */
export interface RequestView {
  advice: string;
  stage: AdviceStage;
  requester: PersonView;
  recipient: PersonView;
  purpose: Purpose;
  urgency: Urgency;
  brief: string;
  reasons: string;
  alternatives: string;
  /** `number`: as the requester states it; an adviser has nothing to hold it against. */
  pictures: { number: number; consent: StatedConsent }[];
  flags: DutyFlag[];
  /** What the requester said is no identifier although it looks like one. */
  notIdentifiers: IdentifierKind[];
  secondAdviserDue: boolean;
  submittedAt: number;
  assignedTo: string;
  assignedToMe: boolean;
  /** Whom it was handed on to, by name, until somebody took it; "" otherwise. */
  handedTo: string;
  /** Advisers who could take it in one's place. */
  couldTake: { person: string; name: string }[];
  questions: QuestionView[];
  decision: DecisionView | undefined;
  /** What the first adviser signed and another one has to sign as well. */
  proposed: DecisionView | undefined;
  history: HistoryLine[];
  /** What follows here or in the register needs a newer build: what to tell the adviser. "" otherwise. */
  held: string;
  /** New keys of the colleague that wait for an adviser. */
  newKeys: RecipientKeysView | undefined;
  /** How the register says that the decision stands: what is pressed about it holds of that. */
  seen: string;
}

export interface QueueLine {
  advice: string;
  stage: ReadWord<AdviceStage>;
  requester: string;
  /** Who would see the pictures, by name; "" until the request's own ledger was read here: the service does not say. */
  recipient: string;
  urgency: ReadWord<Urgency>;
  pictures: number;
  submittedAt: number;
  assignedTo: string;
  /** What was decided, as the ledger says; "" until something was. */
  outcome: Outcome | '';
  mine: boolean;
  /** Somebody handed it on to this adviser, and nobody took it yet. */
  handedToMe: boolean;
  /** A decision that lets in nobody until an adviser confirms new keys of the colleague. */
  waitsForKeys: boolean;
  /** Read in the request's own ledger and verified here; otherwise all of this is what the service says. */
  checked: boolean;
  /** The request stopped verifying here: what to tell the adviser. */
  alarm: string;
  /** The request goes on where this build cannot read it; "" otherwise. */
  held: string;
}

/** A request as its requester writes it. */
export interface ShareDraft {
  room: string;
  /** Threads of the pictures to share. */
  threads: string[];
  recipient: string;
  purpose: Purpose;
  /** The text the outside colleague will read. */
  brief: string;
  /** For the adviser: why an outside opinion, and what was considered inside. */
  reasons: string;
  alternatives: string;
  flags: DutyFlag[];
  urgency: Urgency;
  /** What in the three texts looks like an identifier and is none, by kind: the requester's word, signed with them. */
  notIdentifiers: IdentifierKind[];
  /** Asked and answered: sealed to the organisation's newest key although an adviser says that it did not open. */
  despiteReport?: boolean;
}

/** A decision as its adviser writes it. */
export interface DecisionDraft {
  advice: string;
  outcome: Outcome;
  conditions: string[];
  reasons: string;
  joinBy: number;
  memberUntil: number;
}

/** The sealing key of the adviser's organisation, as their device has it. */
export interface OrganisationKeyView {
  /** This device opens what is sealed to the organisation. */
  ready: boolean;
  /** Whether a key has to be made: the first one, or the next. Until then nobody can ask for advice. */
  due: OrganisationKeyStanding['due'];
  says: string;
  /** Advisers who lack the key, where this one can give it to them. */
  lacking: PersonView[];
  /** Whom a key that is due would go to. `isNew`: they never held the one before, and come to open all there is and was. */
  recipients: (PersonView & { isNew: boolean })[];
  /** Which key stands there, and whom the next one goes to: what is pressed holds of that. */
  seen: string;
}

/** Shown on the decision page before the gesture: exactly what will be signed. */
export interface PreparedDecision {
  prepared: string;
  lines: { label: string; value: string }[];
}
