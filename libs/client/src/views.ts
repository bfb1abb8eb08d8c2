import type {
  AdviceStage,
  CloseOutcome,
  ConsentForm,
  ConsentScope,
  DutyFlag,
  Outcome,
  RecordingKind,
  Rendition,
  Role,
  SubjectClass,
} from '@consilium/domain';

/**
 * What screens see: plain values, safe to copy between a worker and its page. Everything in them was verified before it
 * got here. Ids are opaque b64 strings; times are Unix seconds of the server's clock.
 */
export interface MeView {
  person: string;
  name: string;
  role: Role;
  organisation: string;
  defence: string;
  /** `waiting`: an officer has not signed the credential yet. */
  standing: 'waiting' | 'active' | 'ended';
}

export interface PersonView {
  person: string;
  name: string;
  specialty: string;
  organisation: string;
  /** "GMC 9990017", or "" for officers and advisers without one. */
  registration: string;
  /** "Register status last checked 09:00 today (source)" is made from these two. */
  statusCheckedAt: number;
  statusSource: string;
  good: boolean;
}

export interface MemberView extends PersonView {
  as: 'owner' | 'internal' | 'outside' | 'invited-outside';
  /** For an outside colleague: when access ends. */
  until: number | undefined;
  here: boolean;
  me: boolean;
}

export type Urgency = 'routine' | 'this-week' | 'today';
export type AgeBand = 'under-1' | '1-4' | '5-15' | '16-39' | '40-64' | '65-79' | '80-plus';

/** The case form; sealed in the case thread. No field names a patient. */
export interface CaseForm {
  title: string;
  specialty: string;
  urgency: Urgency;
  ageBand: AgeBand;
  question: string;
  /** Consultant responsible for the patient, named on every case. */
  responsible: string;
}

export interface RoomSummary {
  room: string;
  title: string;
  specialty: string;
  urgency: Urgency | undefined;
  as: 'owner' | 'internal' | 'outside' | 'invited-outside';
  closed: boolean;
  pictures: number;
  unread: number;
  updatedAt: number;
  /** Newest thing said, one line; "" when none. */
  lastLine: string;
  /** What the case waits for, in words ("Waiting for your defence organisation"), or "". */
  waiting: string;
  alarm: string; // Set when the ledger stopped verifying: read-only.
  held: string; // Set when what follows needs a newer build: read-only, nothing is wrong.
}

export interface ConsentView {
  consent: string;
  version: number;
  recording: RecordingKind;
  form: ConsentForm;
  scopes: ConsentScope[];
  subject: SubjectClass;
  flags: DutyFlag[];
  takenBy: string;
  takenAt: number;
  withdrawn: 'no' | 'sharing' | 'capture';
}

export interface PictureView {
  entry: string;
  thread: string;
  /** 1-based, in order of posting. */
  number: number;
  width: number;
  height: number;
  caption: string;
  site: string;
  side: 'left' | 'right' | 'midline' | 'not-applicable';
  by: string;
  at: number;
  removed: string;
  consent: ConsentView;
  sizes: Record<Rendition, number>;
}

export type ItemView =
  | {
      kind: 'message';
      entry: string;
      seq: number;
      by: string;
      byName: string;
      at: number;
      text: string;
      replyTo: string;
      mine: boolean;
      pending: boolean;
      problem: string; // Not sent: why, and what to do; else "".
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
  /** A change of members, keys or consent, as a line in the thread. */
  | { kind: 'line'; entry: string; seq: number; at: number; text: string };

export interface OpinionDraft {
  impression: string;
  advice: string;
  urgency: Urgency;
  /** What the opinion could not rest on. */
  limits: string;
  nextAction: string;
  nextActionOwner: string;
}
export interface OpinionView extends OpinionDraft {
  entry: string;
  by: string;
  byName: string;
  registration: string;
  at: number;
  reliesOn: { picture: number; thread: string; rendition: Rendition }[];
  addenda: { at: number; text: string }[];
}

export interface ThreadView {
  thread: string;
  kind: 'case' | 'picture' | 'side';
  title: string;
  picture: PictureView | undefined;
  /** Who can read this thread now, by name. */
  readers: { person: string; name: string; outside: boolean }[];
  /** An outside share of this picture was asked for: what is added may be read by an outside colleague. */
  outsideWillRead: string;
  items: ItemView[];
  typing: string[];
  /** Whether this person may write here now; otherwise the reason, in words. */
  mayPost: string | true;
}

export interface TimelineLine {
  seq: number;
  at: number;
  by: string;
  text: string;
  /** Out of the reader's scope: only type, thread, time and author are known. */
  skeletonOnly: boolean;
}

/** One request to share with an outside colleague, as the requester sees it. */
export interface ShareView {
  advice: string;
  room: string;
  stage: AdviceStage;
  recipient: PersonView;
  pictures: number[];
  submittedAt: number | undefined;
  adviser: string;
  questions: { at: number; question: string; answer: string; answeredAt: number | undefined }[];
  decision: DecisionView | undefined;
  /** `ready`: decided in favour and not yet admitted; `done`: admitted. */
  admission: 'not-yet' | 'ready' | 'admitted' | 'accepted' | 'declined' | 'over';
  /** What happens next and whose turn it is. */
  next: string;
}

export interface DecisionView {
  outcome: Outcome;
  conditions: string[];
  reasons: string;
  adviser: string;
  /** Who signed as well, where a duty asked for two; "" otherwise. */
  secondAdviser: string;
  organisation: string;
  at: number;
  joinBy: number;
  memberUntil: number;
}

export interface RoomView {
  room: string;
  title: string;
  form: CaseForm | undefined;
  as: 'owner' | 'internal' | 'outside' | 'invited-outside';
  closed: { at: number; outcome: CloseOutcome } | undefined;
  members: MemberView[];
  threads: ThreadView[];
  opinions: OpinionView[];
  shares: ShareView[];
  timeline: TimelineLine[];
  uploads: UploadView[];
  /** Sequence number of the verified head. */
  head: number;
  /** True while another current member's signed head agrees with all of ours but the last 15 minutes. */
  crossChecked: boolean;
  /** Newest entry another current member's head agreed with; -1: none yet. */
  agreedSeq: number;
  staleSince: number | undefined; // The service has not shown a fresh head of the register since.
  alarm: string; // The ledger stopped verifying: what to tell the person. Read-only from then on.
  held: string; // What follows here or in the register needs a newer build: what to tell the person; else "".
  /** Each act this person may do now, or the reason why not, in words. */
  may: Record<
    'post' | 'addPicture' | 'invite' | 'share' | 'close' | 'reopen' | 'remove' | 'opinion' | 'leave' | 'takeOver',
    string | true
  >;
  /** For an invited outside colleague: what the clearance says, before accepting. */
  invitation:
    | {
        by: string;
        organisation: string;
        pictures: number;
        joinBy: number;
        memberUntil: number;
        conditions: string[];
        rights: string[];
      }
    | undefined;
}

export interface UploadView {
  upload: string;
  name: string;
  state: 'waiting' | 'encrypting' | 'sending' | 'posting' | 'failed';
  /** 0 to 100 while sending. */
  percent: number;
  /** What went wrong and what to do, while failed. */
  problem: string;
}

export interface JoinRequestView {
  person: string;
  name: string;
  role: Role;
  organisation: string;
  defence: string;
  specialty: string;
  registerBody: string;
  registerNumber: string;
  at: number;
  lookUp: { found: boolean; name: string; status: string; good: boolean; source: string; checkedAt: number };
  /** True when the proof made with the invitation link's secret is right; otherwise the officer must not sign. */
  proofHolds: boolean;
  /** Words that differ between request and register, for the screen to mark. */
  differences: string[];
}

export interface RegisterView {
  organisations: { id: string; name: string; kind: 'clinical' | 'defence'; people: number; keyReady: boolean }[];
  people: (PersonView & { role: Role; status: 'good' | 'suspended' | 'ended'; expires: number })[];
  entries: number;
  root: string;
  held: string; // What follows needs a newer build: what to tell the person; else "".
}

export interface PasskeyView {
  passkey: string;
  /** 1-based, in the order of adding. */
  number: number;
  /** False: it signs in, but the keys were changed without it. */
  opensKeys: boolean;
}

export interface DeviceView {
  session: string;
  device: string;
  createdAt: number;
  lastSeenAt: number;
  current: boolean;
}
