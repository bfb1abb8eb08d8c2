import type {
  CaptureMode,
  ContactKind,
  Office,
  OrganisationKind,
  OrganisationStatus,
  Profession,
} from '@consilium/domain';

/** Somebody to whom an organisation gave an office, and who works there. */
export interface OfficeHolderView {
  office: Office;
  person: string;
  name: string;
  /** "GMC 9990017": what tells two people of one name apart. */
  number: string;
}

/** What an organisation says in words of its own of who may be its lead. */
export interface LeadPolicyView {
  version: number;
  professions: Profession[];
  words: string;
  by: string;
  at: number;
}

/** What an organisation says of what pictures of patients may be taken with. */
export interface CapturePolicyView {
  version: number;
  says: CaptureMode;
  words: string;
  by: string;
  at: number;
}

export interface ContactView {
  kind: ContactKind;
  reach: string;
}

/** An organisation as its own people read it. */
export interface OrganisationPageView {
  organisation: string;
  name: string;
  kind: OrganisationKind;
  status: OrganisationStatus;
  /** What it is to the caller. */
  as: 'work' | 'defence';
  holders: OfficeHolderView[];
  contacts: ContactView[];
  leads: LeadPolicyView | undefined;
  capture: CapturePolicyView | undefined;
  /** The caller says for it where it is reached; of a clinical one also what its policies are. */
  speaks: boolean;
  /** What is pressed about it holds of what the register says of it here. */
  seen: string;
}

/** A team of the organisation where the caller works. */
export interface TeamView {
  team: string;
  name: string;
  /** Ids of its people who work there still, the caller among them if they are in it. */
  members: string[];
  isMine: boolean;
  /** How many were named and work there no more. */
  lapsed: number;
}

export interface TeamsView {
  teams: TeamView[];
  /** The caller says who is in them. */
  speaks: boolean;
  /** The caller’s own id, as it stands in `members`. */
  me: string;
  /** What is pressed holds of what the register says of the organisation here. */
  seen: string;
}

/** An organisation as officers change it. */
export interface OrganisationOfficesView {
  holders: OfficeHolderView[];
  /** Clinicians who work there: whom an office may be given to. */
  clinicians: { person: string; name: string; number: string }[];
  /** What is pressed holds of what the register says of the organisation and its people here. */
  seen: string;
}
