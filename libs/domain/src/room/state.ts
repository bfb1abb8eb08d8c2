import type { Clearance } from '../clearance/document';
import type { Captured } from '../guidance/capture';
import type {
  ClearanceId,
  ConsentId,
  EntryId,
  Hash,
  KeyId,
  LedgerId,
  OrganisationId,
  PersonId,
  ThreadId,
} from '../kernel/ids';
import type { Generations, SealedTo } from '../register/state';
import type { StoredObject } from './stored-object';
import type {
  CloseOutcome,
  Attestation,
  Authority,
  AuthorityFact,
  ConsentScope,
  DestructionAnswer,
  DutyFlag,
  Explanation,
  PictureUse,
  Purpose,
  RecordingKind,
  Readers,
  ThreadKind,
  Withdrawn,
} from '../words/lists';

export interface Internal {
  readonly kind: 'internal';
  readonly person: PersonId;
  readonly since: number;
  readonly removedAt: number | undefined;
  /** Register entry as of which whoever let them in, or knew them again, knew their keys. */
  readonly known: number;
}

export type OutsideStage =
  | { readonly stage: 'admitted' }
  | { readonly stage: 'accepted'; readonly at: number }
  | { readonly stage: 'declined'; readonly at: number }
  | { readonly stage: 'removed'; readonly at: number };

/** What of an outside share decides whether it lets somebody in. */
export interface Share {
  readonly person: PersonId;
  readonly clearance: Pick<Clearance, 'id' | 'org' | 'recipient' | 'joinBy' | 'memberUntil'>;
  readonly clearanceHash: string;
  readonly stage: Pick<OutsideStage, 'stage'>;
}

/** An outside colleague, one per clearance used. */
export interface Outside extends Share {
  readonly kind: 'outside';
  readonly clearance: Clearance;
  /** Key of the second adviser, where two signed. */
  readonly second?: KeyId;
  readonly side: ThreadId;
  readonly admitSeq: number;
  readonly stage: OutsideStage;
  /** Its pictures that it reaches no more, since their consent was withdrawn or narrowed, and when. */
  readonly ended: readonly { readonly thread: ThreadId; readonly at: number }[];
  /** Of these, those whose copies the colleague made a statement of. */
  readonly stated: readonly ThreadId[];
}

/** What was proposed of a withdrawn picture, and whether the Caldicott guardian said yes. */
export interface Destruction {
  readonly stage: 'proposed' | DestructionAnswer;
  readonly by: PersonId;
  /** The guardian to whom the owner shows the picture before they answer, or "". */
  readonly shownTo: PersonId | '';
}

export interface Consent {
  readonly id: ConsentId;
  readonly version: number;
  readonly hash: Hash;
  readonly thread: ThreadId;
  readonly recording: RecordingKind;
  readonly authority: Authority;
  readonly facts: readonly AuthorityFact[];
  readonly scopes: readonly ConsentScope[];
  readonly flags: readonly DutyFlag[];
  readonly ruledOut: readonly DutyFlag[];
  readonly explained: readonly Explanation[];
  readonly attested: readonly Attestation[];
  /** Who is said to have asked the patient; where that is not its author, `recordedBy`, it is a report. */
  readonly takenBy: PersonId;
  readonly recordedBy: PersonId;
  readonly withdrawn: Withdrawn;
  /** Who recorded the newest withdrawal, or "". */
  readonly withdrawnBy: PersonId | '';
  /** Of a picture that is withdrawn itself: whether it was seen or relied on; else "". */
  readonly used: PictureUse | '';
  readonly destruction: Destruction | undefined;
  /** A withdrawn one of which another version may be recorded. */
  readonly isOpenAgain: boolean;
}

export interface Picture extends Captured {
  readonly entry: EntryId;
  readonly seq: number;
  /** By which everybody calls it: see `RoomState.pictures`. */
  readonly number: number;
  readonly by: PersonId;
  readonly objects: readonly StoredObject[];
  readonly consent: { readonly id: ConsentId; readonly version: number };
}

/** How one generation of a thread reaches the colleagues inside. */
export interface Reach {
  readonly gen: number;
  /** The entry that began it. */
  readonly seq: number;
  readonly readers: Readers;
  /** The generations of the case thread under which its key stands in the record. None of the case thread's own. */
  readonly unders: readonly number[];
  /** Colleagues inside who say that it did not open so; giving it anew ends that. */
  readonly reporters: readonly PersonId[];
}

/**
 * A thread and its keys. `holders` and `sealedTo` are those of grants: of everybody inside for the case thread, of those named
 * for a named one; of any other of the outside colleagues alone.
 */
export interface Thread extends Generations {
  readonly id: ThreadId;
  readonly kind: ThreadKind;
  /** Who inside the newest generation is for: all, or only those named. */
  readonly readers: Readers;
  /** Whom a named thread is for, sorted; of any other nobody. */
  readonly named: readonly PersonId[];
  /** One for each generation, oldest first. */
  readonly reach: readonly Reach[];
  /** For a side thread the clearance it carries. */
  readonly clearance: ClearanceId | '';
  /** Newest entry of this thread's own talk. */
  readonly last: EntryId | '';
  readonly picture: Picture | undefined;
  readonly consent: Consent | undefined;
  /** Advice ledgers in which an outside share of this picture was asked for. */
  readonly requested: readonly LedgerId[];
}

/** A key under which somebody was a colleague inside. `until`: the last entry at which they were; undefined: they are. */
export interface KeyInside extends SealedTo {
  readonly until: number | undefined;
}

/** What of a room decides who is inside: all that a list of rooms has to know. */
export interface Insiders {
  readonly org: OrganisationId;
  readonly owner: PersonId;
  readonly internals: ReadonlyMap<PersonId, Pick<Internal, 'removedAt' | 'known'>>;
  readonly outsiders: ReadonlyMap<ClearanceId, Share>;
}

/** Something that was said, as its skeleton tells everybody: what may be answered, and a message taken back. */
export interface Said {
  readonly id: EntryId;
  readonly seq: number;
  readonly type: 'message' | 'opinion' | 'picture' | 'form';
  readonly thread: ThreadId;
  readonly by: PersonId;
  readonly at: number;
}

/** A filed opinion. `on`: the threads of the pictures it rests on. `upTo`: seq of the newest of its words. */
export interface Filed {
  readonly by: PersonId;
  readonly thread: ThreadId;
  readonly on: readonly ThreadId[];
  readonly upTo: number;
}

export interface RoomState extends Insiders {
  readonly id: LedgerId;
  readonly root: LedgerId;
  readonly caseThread: ThreadId;
  readonly openedAt: number;
  readonly closed: { readonly at: number; readonly outcome: CloseOutcome } | undefined;
  readonly internals: ReadonlyMap<PersonId, Internal>;
  readonly outsiders: ReadonlyMap<ClearanceId, Outside>;
  readonly threads: ReadonlyMap<ThreadId, Thread>;
  /** What this case's pictures are shown outside for, as its first request said; "" before that. It stays. */
  readonly purpose: Purpose | '';
  /** Every key under which somebody was ever a colleague inside: what was begun while they were is open to it. */
  readonly keysInside: readonly KeyInside[];
  /**
   * Every picture posted and its number: the count of pictures in the ledger up to its own. Skeletons are enough to count,
   * so a picture has one number for everybody, and keeps it when it is withdrawn.
   */
  readonly pictures: ReadonlyMap<EntryId, number>;
  readonly opinions: ReadonlyMap<EntryId, Filed>;
  /** All that was said, oldest first, in runs: one more costs the same in a long case as in a short one. */
  readonly said: readonly (readonly Said[])[];
  /** Messages that their authors took back, by seq. */
  readonly takenBack: ReadonlySet<number>;
  /** Threads of which this reader was not given some body: nothing said about them can be judged here. Empty on the server. */
  readonly dark: ReadonlySet<ThreadId>;
  readonly head: { readonly seq: number; readonly hash: Hash };
  readonly at: number;
  readonly rules: number;
  /** Register head the newest entry named; never falls. */
  readonly register: { readonly seq: number; readonly hash: Hash | '' };
}
