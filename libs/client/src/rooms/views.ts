import type {
  AgeBand,
  Confidence,
  Examination,
  InPersonNeed,
  NextActor,
  CloseOutcome,
  MemberStanding,
  Purpose,
  ReadWord,
  Rendition,
  ThreadKind,
  Urgency,
} from '@consilium/domain';
import type { SaidAs } from '../drafts';
import type { TimeMark } from '../ledgers/arrivals';
import type { ShareView, StepView } from '../advice';
import type { NumberedPicture, PictureView, UploadView } from '../pictures';
import type { PersonView } from '../register';
import type { Content, Unreadable } from '../replicas/content';
import type { SeenView } from '../replicas/seen-view';
import type { KeyTroubleView } from './key-trouble-view';
import type { OfferedView } from './offered-view';
import type { OutcomeView } from './outcome-views';
import type { Turn } from './turn';
import type { StatementView, WithdrawnPictureView } from './withdrawal-views';

export type { OutcomeDraft, OutcomeText } from './outcome-views';
export type { Mention } from '../replicas/message-words';

/** The case form; sealed in the case thread. No field names a patient. */
export interface CaseForm {
  title: string;
  /** "" where it is not said. */
  specialty: string;
  urgency: Urgency | 'not-said';
  ageBand: AgeBand | 'not-said';
  question: string;
  /** Consultant responsible for the patient; "" until somebody is named: until then the owner answers. */
  responsible: string;
  /** Asked for and never required. */
  history?: string;
  examination?: string;
  medicines?: string;
  /** The team that is asked by its name (an id), and that name; "" for none. */
  team?: string;
  teamName?: string;
  /** Who was on call for the team and is asked alone (an id); "" where all of it is asked. */
  onCall?: string;
}

/** The same as somebody's device reads it. */
export interface CaseFormView extends Omit<Required<CaseForm>, 'urgency' | 'ageBand'> {
  urgency: ReadWord<Urgency>;
  ageBand: ReadWord<AgeBand>;
}

export interface RoomSummary {
  room: string;
  title: string;
  specialty: string;
  /** Undefined where this person is not given the form, or cannot read it. */
  urgency: ReadWord<Urgency> | undefined;
  /** Why title or form cannot be shown; "" when they can. */
  unreadable: Unreadable | '';
  as: MemberStanding;
  /** Who leads it, by name; "" where nothing of it could be read. */
  owner: string;
  closed: boolean;
  pictures: number;
  /** The thread of the picture that may stand on its card; "" where none may. */
  onCard: string;
  unread: number;
  updatedAt: number;
  /** Newest thing said, one line; "" when none. */
  lastLine: string;
  /** Whose turn it is, as far as the record says. */
  turn: Turn;
  /** Why it cannot be read or brought up to date, in words, or "". */
  waiting: string;
  /** Messages and pictures of this person that wait on this device and go out by no more than a press. */
  unsent: number;
  /** Pictures of this person of which copies are left where they came from. */
  originals: number;
  /** Set when the ledger stopped verifying: read-only. */
  alarm: string;
  /** Set when what follows needs a newer build: read-only, nothing is wrong. */
  held: string;
}

export interface MemberView extends PersonView {
  as: MemberStanding;
  /** For an outside colleague: when access ends. */
  until: number | undefined;
  here: boolean;
  me: boolean;
  /** Whether somebody here knows whose the keys are that two officers gave them; `may-say`: the reader may say so. */
  known: 'yes' | 'may-say' | 'no';
}

export type ItemView = Said & {
  /** Something about its time that a reader should know; left out for almost all. */
  mark?: Exclude<TimeMark, ''>;
  /** Said by somebody else, and not looked at yet on any device of this person; left out for what is not. */
  isNew?: true;
};

type Said =
  | {
      kind: 'message';
      entry: string;
      seq: number;
      by: string;
      byName: string;
      at: number;
      text: string;
      /** Where the text names somebody, the "@" with it, and whether that is its reader; left out where it names nobody. */
      mentions?: { at: number; length: number; me: boolean }[];
      /** What it answers, by its entry in the same thread; "" for most. */
      replyTo: string;
      mine: boolean;
      pending: boolean;
      /** Not sent: why, and what to do; else "". */
      problem: string;
    }
  | {
      kind: 'opinion';
      entry: string;
      seq: number;
      by: string;
      byName: string;
      at: number;
      opinion: OpinionView;
      mine: boolean;
    }
  /** Something said that cannot be shown here, in its own place and under its author's name. */
  | {
      kind: 'unreadable';
      entry: string;
      seq: number;
      by: string;
      byName: string;
      at: number;
      what: SaidAs;
      why: Unreadable;
      /** Who began the key it is sealed under, by name. */
      keyBy: string;
      mine: boolean;
    }
  /** A message that its author took back: none of its words. */
  | { kind: 'taken-back'; entry: string; seq: number; by: string; byName: string; at: number; mine: boolean }
  /** That its picture was posted, in its place; what there is to say of it is the thread's `picture`. */
  | { kind: 'picture'; entry: string; seq: number; by: string; byName: string; at: number; mine: boolean }
  /** A change of members, keys or consent, as a line in the thread. */
  | { kind: 'line'; entry: string; seq: number; at: number; text: string };

export interface OpinionDraft {
  impression: string;
  confidence: Confidence;
  examined: Examination;
  /** Whether somebody has to see the patient. */
  inPerson: InPersonNeed;
  advice: string;
  urgency: Urgency;
  /** What the opinion could not rest on. */
  limits: string;
  nextAction: string;
  /** Who does it: somebody of the case by `nextBy`, or somebody outside by what they are. */
  next: NextActor;
  /** Id of a person of the case, or "". */
  nextBy: string;
}

/** The same as somebody's device reads it. */
export interface OpinionText extends Omit<
  OpinionDraft,
  'urgency' | 'confidence' | 'examined' | 'inPerson' | 'next' | 'nextBy'
> {
  urgency: ReadWord<Urgency>;
  confidence: ReadWord<Confidence>;
  examined: ReadWord<Examination>;
  inPerson: ReadWord<InPersonNeed>;
}

export interface OpinionView extends OpinionText, OutcomeView {
  entry: string;
  by: string;
  byName: string;
  registration: string;
  at: number;
  /** Who acts next: by name, or by what they are. */
  nextActor: string;
  reliesOn: { picture: NumberedPicture; thread: string; rendition: Rendition }[];
  addenda: { at: number; text: Content<string> }[];
}

export interface ThreadView {
  thread: string;
  kind: ThreadKind;
  title: string;
  picture: PictureView | undefined;
  /** Whom inside it is for alone, by name; empty: everybody inside. */
  named: string[];
  /** Who can read this thread now, by name. */
  readers: { person: string; name: string; outside: boolean }[];
  /** An outside share of this picture was asked for: what is added may be read by an outside colleague. */
  outsideWillRead: string;
  items: ItemView[];
  /** How much of it, the picture too, this person has not looked at on any device. */
  unread: number;
  isPictureNew: boolean;
  typing: string[];
  seen: SeenView;
  /** Whether this person may write here now; otherwise the reason, in words. */
  mayPost: string | true;
}

export interface TimelineLine {
  seq: number;
  at: number;
  by: string;
  text: string;
  mark: TimeMark;
  /** Out of the reader's scope: only type, thread, time and author are known. */
  skeletonOnly: boolean;
}

/** What a person may do in a case, or is told why not. */
export const caseActs = [
  'post',
  'addPicture',
  'invite',
  'share',
  'close',
  'reopen',
  'remove',
  'opinion',
  'leave',
  'takeOver',
  'handOver',
] as const;

export interface RoomView {
  room: string;
  title: string;
  /** Why the title cannot be shown; "" when it can, or where none is due. */
  untitled: Unreadable | '';
  /** Undefined where this person is not given one. */
  form: Content<CaseFormView> | undefined;
  /** The entries of the form, oldest first: by the newest its question is answered. */
  questions: string[];
  as: MemberStanding;
  closed: { at: number; outcome: CloseOutcome } | undefined;
  /** What its pictures are shown outside for, as the first request said; "" before that. */
  purpose: Purpose | '';
  members: MemberView[];
  threads: ThreadView[];
  /** Those that can be read here; the others stand in their threads as such. */
  opinions: OpinionView[];
  shares: ShareView[];
  /** What its talk tells that stands in none of its threads, beside the steps of shares. */
  steps: StepView[];
  /** Asked of outside colleagues who see a picture no more, oldest first. */
  statements: StatementView[];
  /** Pictures that were withdrawn themselves; of nobody outside. */
  withdrawn: WithdrawnPictureView[];
  /** Pictures for named colleagues of whom this person is none; nothing of these is opened here. */
  forOthers: { number: number; named: string[] }[];
  timeline: TimelineLine[];
  /** What is wrong with keys, and what can be done. */
  keys: KeyTroubleView[];
  uploads: UploadView[];
  /** Sequence number of the verified head. */
  head: number;
  /** True while another current member's signed head agrees with all of ours but the last 15 minutes. */
  crossChecked: boolean;
  /** Newest entry another current member's head agreed with; -1: none yet. */
  agreedSeq: number;
  /** When officers last said that part of this record was lost; 0 where they never did. */
  restoredAt: number;
  /** Set when the service has not shown a fresh head of the register: since when. */
  staleSince: number | undefined;
  /** The ledger stopped verifying: what to tell the person. Read-only from then on. */
  alarm: string;
  /** Another member's device has verified something else than is shown here: what to tell the person; else "". */
  doubt: string;
  /** What follows here or in the register needs a newer build: what to tell the person; else "". */
  held: string;
  /** Each act this person may do now, or the reason why not, in words. */
  may: Record<(typeof caseActs)[number], string | true>;
  /** For an invited outside colleague: what the clearance says, before accepting. */
  invitation: OfferedView | undefined;
}
