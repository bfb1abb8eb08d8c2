import type {
  Attestation,
  Authority,
  AuthorityFact,
  CaptureMode,
  ConsentScope,
  DeviceOwner,
  DutyFlag,
  Extent,
  OriginalCopy,
  PictureSource,
  Explanation,
  GuidanceFinding,
  PictureType,
  PictureUse,
  PolicyBasis,
  ReadWord,
  RecordingKind,
  Rendition,
  Side,
  Withdrawn,
} from '@consilium/domain';
import type { Unreadable } from '../replicas/content';

export interface ConsentView {
  consent: string;
  version: number;
  recording: RecordingKind;
  authority: Authority;
  facts: AuthorityFact[];
  scopes: ConsentScope[];
  flags: DutyFlag[];
  /** Asked, and not true of it; of anything else nothing was said. */
  ruledOut: DutyFlag[];
  explained: Explanation[];
  attested: Attestation[];
  takenBy: string;
  /** Who says so of them; "": they signed it themselves. */
  reportedBy: string;
  takenAt: number;
  withdrawn: Withdrawn;
  /** Of a picture withdrawn itself: whether it was seen or relied on. */
  used: PictureUse | '';
  /** Who recorded the withdrawal that stands, and when; "" and 0 where none does. */
  withdrawnBy: string;
  withdrawnAt: number;
}

/** A picture as everybody calls it: "Picture 1", or "Picture 1, withdrawn". */
export interface NumberedPicture {
  /** 1-based, counted in the ledger in order of posting; never given to another picture. */
  number: number;
  withdrawn: boolean;
}

/** How a picture was taken, and what is left of it where it came from. */
export interface TakenView {
  policy: PolicyBasis;
  says: CaptureMode | '';
  /** Of a policy that was found elsewhere, else "". */
  policyTitle: string;
  policyDate: string;
  device: DeviceOwner;
  /** "" until somebody says it. */
  source: PictureSource | '';
  left: OriginalCopy[];
  gone: OriginalCopy[];
  /** Whether it is this person's to say where it came from and what was deleted there. */
  mine: boolean;
  /** Why it may not go outside because of this; "" when it may. */
  staysInside: string;
}

export interface PictureView {
  entry: string;
  thread: string;
  /** 1-based, in order of posting; the same for everybody. */
  number: number;
  /** Why what was written about it cannot be shown (size, caption, side and site, what was removed); "" when it can. */
  unreadable: Unreadable | '';
  width: number;
  height: number;
  caption: string;
  site: string;
  side: ReadWord<Side>;
  by: string;
  at: number;
  removed: string;
  extent: ReadWord<Extent>;
  consent: ConsentView;
  sizes: Record<Rendition, number>;
  taken: TakenView;
}

/** What the guidance says of one picture of a case. */
export interface PictureGuidance {
  thread: string;
  findings: readonly GuidanceFinding[];
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

/** What its author says binds them. Of a published policy the register is asked; `title`, `date`, `says`: of one found elsewhere. */
export interface StatedPolicy {
  basis: PolicyBasis;
  title: string;
  date: string;
  says: CaptureMode | '';
}

/** A picture as its page made it ready: stripped, with its two smaller copies and what the patient agreed to. */
export interface NewPicture {
  name: string;
  original: Blob;
  view: Blob;
  thumb: Blob;
  width: number;
  height: number;
  mediaType: PictureType;
  /** "location, device serial, 6 more" */
  removed: string;
  extent: Extent;
  caption: string;
  site: string;
  side: Side;
  policy: StatedPolicy;
  /** "": it is said once the picture is there. */
  source: PictureSource | '';
  /** Ids of the colleagues inside it is for, beside its author; left out: everybody inside. */
  named?: string[];
  consent: {
    recording: RecordingKind;
    authority: Authority;
    facts: AuthorityFact[];
    scopes: ConsentScope[];
    flags: DutyFlag[];
    ruledOut: DutyFlag[];
    /** What was explained, and what else is said of how it was agreed; of anything else nothing was said. */
    explained: Explanation[];
    attested: Attestation[];
  };
}

/** The same with when its agreement was recorded: the service's time, since a device's clock may be a day off. */
export interface StatedPicture extends NewPicture {
  consent: NewPicture['consent'] & {
    /** Whole minutes, in Unix seconds. */
    takenAt: number;
  };
}
