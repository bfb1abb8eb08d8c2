import type { SecurityAct } from '@consilium/contracts';
import type {
  OrganisationKind,
  PersonStatus,
  Profession,
  RegisterBodyName,
  RegisterStatus,
  Role,
} from '@consilium/domain';

export interface PersonView {
  person: string;
  name: string;
  /** "" for officers, and for advisers who are in no register. */
  profession: Profession | '';
  /** As stated by the person: no register says it. */
  specialty: string;
  organisation: string;
  /** "GMC 9990017", or "" for officers and advisers without one. */
  registration: string;
  /** What that register said; "" where nobody asked it. */
  registerStatus: RegisterStatus | '';
  /** When and where that was looked up; 0 and "" where it never was. */
  registerCheckedAt: number;
  registerSource: string;
  /** Here, apart from what the register says: `expired` is a credential that was not renewed in time. */
  standing: 'good' | 'suspended' | 'ended' | 'expired' | 'unknown';
  /** "Register status last checked 09:00 today (source)" is made from these two. */
  statusCheckedAt: number;
  statusSource: string;
  good: boolean;
  /** The newest passkey or keys they came to have within the last 30 days. */
  newKeys: KeyNewsView | undefined;
}

/** Somebody as an officer sees them. `isAppointed`: an adviser who may act for their organisation. */
export interface OfficersPersonView extends PersonView {
  role: Role;
  status: PersonStatus;
  isAppointed: boolean;
  expires: number;
}

export interface RegisterView {
  organisations: { id: string; name: string; kind: OrganisationKind; people: number; keyReady: boolean }[];
  people: OfficersPersonView[];
  entries: number;
  root: string;
  /** Versions: what everything new is judged by, and the newest this build knows. */
  rules: { inForce: number; known: number };
  /** What follows needs a newer build: what to tell the person; else "". */
  held: string;
}

/** A change of somebody's passkeys or keys that the register tells. */
export interface KeyNewsView {
  at: number;
  what: 'passkey-added' | 'passkey-removed' | 'keys-changed';
}

/** A link that nobody has used yet. */
export interface InvitationView {
  invitation: string;
  role: Role;
  /** "" for the registration office. */
  organisation: string;
  expiresAt: number;
}

/** What a professional register said of a number. */
export interface LookUpView {
  found: boolean;
  name: string;
  status: RegisterStatus;
  mayPractise: boolean;
  specialty: string;
  source: string;
  /** What to do where nothing was found. */
  next: string;
  checkedAt: number;
}

export interface JoinRequestView {
  person: string;
  /** What the joiner signed of themselves, from here to the register number. */
  name: string;
  role: Role;
  organisation: string;
  defence: string;
  profession: Profession | '';
  specialty: string;
  registerBody: RegisterBodyName | '';
  registerNumber: string;
  at: number;
  /** Undefined where there is no number to look up. */
  lookUp: LookUpView | undefined;
  /** True when the proof made with the invitation link's secret is right; otherwise the officer must not sign. */
  proofHolds: boolean;
  /** The name in the register is another one, titles apart. */
  nameDiffers: boolean;
  /** Who has this number already; "" when nobody has. */
  numberTakenBy: string;
  /** People in the register whose names look like this one, with their numbers. */
  lookAlikes: string[];
}

/** What an officer adds to a joiner's statement. */
export interface Approval {
  /** What they saw where they looked the number up themselves; undefined: what the service's look-up found. */
  byHand: { name: string; status: RegisterStatus; source: string } | undefined;
  /** Why a name spelled otherwise in the register is the same person; "" where it is not. */
  why: string;
}

/** Who asks to read the security log, and who may. */
export interface SecurityLogView {
  /** Days that its events are kept. */
  keptDays: number;
  /** Officers who may act now: with one alone nobody can confirm. */
  officers: number;
  readings: {
    reading: string;
    asker: string;
    /** "" until another officer has confirmed. */
    confirmer: string;
    reason: string;
    askedAt: number;
    until: number;
    isMine: boolean;
    mayRead: boolean;
  }[];
}

export interface SecurityEventView {
  at: number;
  /** How often within that minute. */
  times: number;
  act: SecurityAct;
  /** "" where nobody was known. */
  name: string;
  /** Type of the entry, address of what was refused, or "". */
  about: string;
}
