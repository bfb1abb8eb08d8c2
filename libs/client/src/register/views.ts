import type {
  Mode,
  Office,
  OrganisationKind,
  OrganisationStatus,
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
  /** "Staff number 4711", or "" for who has a register number. */
  staffNumber: string;
  /** The employer's letter it was read in; "root" for a first officer, who stated it themselves. */
  staffSource: string;
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
  /** Of a trial register: one officer alone lets people in. */
  isTrial: boolean;
  /** The newest passkey or keys they came to have within the last 30 days. */
  newKeys: KeyNewsView | undefined;
}

/** Somebody as an officer sees them. `isAppointed`: an adviser who may act for their organisation. */
export interface OfficersPersonView extends PersonView {
  role: Role;
  status: PersonStatus;
  isAppointed: boolean;
  /**
   * Who has to confirm an adviser who is appointed and does not serve yet: advisers who serve there; the organisation's own
   * key, kept offline, while nobody does; or, where it has none, nobody can, and the officers appoint them anew. "": nobody.
   */
  waitsFor: 'advisers' | 'anchor' | 'officers' | '';
  expires: number;
  isMe: boolean;
  /** When the register first had them in this role. */
  since: number;
  /** What the register says last of them is dated ahead of the clock. */
  isAhead: boolean;
  /** What is pressed about them holds of what the register says of them here. */
  seen: string;
}

/** What an adviser who was appointed and does not serve yet waits for. */
export interface OwnAppointmentView {
  organisation: string;
  waitsFor: OfficersPersonView['waitsFor'];
  /** Digits of the keys open here. */
  keys: string;
}

/** What a new organisation's name could be mistaken for. */
export interface NameView {
  alike: string[];
  /** What is pressed holds of that. */
  seen: string;
}

export interface RegisterView {
  organisations: {
    id: string;
    name: string;
    kind: OrganisationKind;
    status: OrganisationStatus;
    people: number;
    keyReady: boolean;
    /** Fingerprint of its own key, kept offline; "" where it has none. */
    anchor: string;
    /** What the register says last of it is dated ahead of the clock. */
    isAhead: boolean;
    /** What is pressed about it holds of what the register says of it here. */
    seen: string;
  }[];
  people: OfficersPersonView[];
  entries: number;
  root: string;
  /** A trial acts with one officer alone. */
  mode: Mode;
  /** Versions: what everything new is judged by, and the newest this build knows. */
  rules: { inForce: number; known: number; seen: string };
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
  /** Who comes with other keys by it; "" for whoever joins. */
  name: string;
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

/** Somebody of the register who states themselves anew. */
export interface RenewalView {
  /** When what stands of them ends. */
  expires: number;
  /** What differs from what stands; none: they are renewed as they are. */
  changes: {
    what: 'name' | 'role' | 'organisation' | 'defence' | 'profession' | 'specialty' | 'number' | 'staff';
    from: string;
    to: string;
  }[];
}

export interface JoinRequestView {
  person: string;
  /** Names this very statement of theirs. */
  statement: string;
  /** Undefined for a joiner. */
  renewal: RenewalView | undefined;
  /** What the joiner signed of themselves, from here to the register number. */
  name: string;
  role: Role;
  organisation: string;
  defence: string;
  profession: Profession | '';
  specialty: string;
  registerBody: RegisterBodyName | '';
  registerNumber: string;
  /** They state a staff number, which the officer reads in something of the employer's. */
  isStaff: boolean;
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
  /** Signed by one officer already; another has to confirm it. */
  isProposed: boolean;
  /**
   * Who could confirm what this officer proposes about another officer, who can confirm it as little as they: a third one.
   * Undefined where it is about no officer, or where one officer acts alone.
   */
  confirmers: string[] | undefined;
  /** What is signed of them holds of what the register says of them, and of whom they look like, here. */
  seen: string;
}

/** What an act of power would change, as far as a person needs it to judge. */
export type ProposedAct =
  /** `anchor`: fingerprint of its own key, kept offline; "" where it has none. */
  | { act: 'organisation'; name: string; kind: OrganisationKind; anchor: string; lookAlikes: string[] }
  | {
      act: 'credential';
      name: string;
      role: Role;
      organisation: string;
      defence: string;
      /** "GMC 9990017", or the staff number. */
      number: string;
      /** Where the number was looked up or read. */
      source: string;
      /** Why a name spelled otherwise in the register is the same person; "" where it is not. */
      why: string;
      /** As the professional register has it; "" where it was not asked. */
      registerName: string;
      registerStatus: RegisterStatus | '';
      /** They are in the register already: with another role, defence organisation or date. */
      isKnown: boolean;
      /** What differs from what stands of them. */
      changes: RenewalView['changes'];
      /** An adviser whom nobody of their organisation has to confirm, since nobody serves there. */
      servesAtOnce: boolean;
      lookAlikes: string[];
    }
  /** `number`: what tells two people of one name apart. */
  | { act: 'status'; person: string; name: string; number: string }
  | { act: 'appointment'; person: string; name: string; number: string; organisation: string; servesAtOnce: boolean }
  | { act: 'organisation-name'; organisation: string; before: string; name: string; lookAlikes: string[] }
  | { act: 'organisation-status'; organisation: string; name: string }
  | {
      act: 'office';
      person: string;
      name: string;
      number: string;
      organisation: string;
      office: Office;
      /** Who holds the same office there already. */
      beside: string[];
    }
  | { act: 'key-replacement'; person: string; name: string; number: string; role: Role }
  | { act: 'rules-version'; version: number };

/** What everybody hears of before a second officer may confirm it. */
export interface AnnouncedView {
  id: string;
  what: 'officer' | 'rules';
  /** Who is to become an officer, or to act as one again; "" for rules. */
  name: string;
  proposer: string;
  from: number;
}

/** An act of power that one officer proposed and another confirms. */
export interface ProposalView {
  proposal: string;
  proposer: string;
  isMine: boolean;
  proposedAt: number;
  /** That is dated ahead of the clock. */
  isAhead: boolean;
  lapsesAt: number;
  /** From when on another officer may confirm it, where it is announced to everybody first; 0: now. */
  from: number;
  /** Its matter moved on, its time is over, or its proposer may act no more: it can only be dropped. */
  falls: string;
  /** They said something else of themselves since it was proposed, which waits for an officer. */
  isOvertaken: boolean;
  /** What is pressed about it holds of this. */
  seen: string;
  what: ProposedAct;
}

/** What an officer adds to a joiner's statement. */
export interface Approval {
  /** The statement that was looked at; another one that came since is not signed. */
  statement: string;
  /** Of the request as shown. */
  seen: string;
  /** What they saw where they looked the number up themselves; undefined: what the service's look-up found. */
  byHand: { name: string; status: RegisterStatus; source: string } | undefined;
  /** The staff number as the employer's letter has it, and which letter; undefined for who has a register number. */
  staff: { number: string; source: string } | undefined;
  /** Why a name spelled otherwise in the register is the same person; "" where it is not. */
  why: string;
}
