import type { Entry } from '../kernel/entry';
import type { ClearanceId, EntryId, Hash, KeyId, LedgerId, OrganisationId, PersonId, TeamId } from '../kernel/ids';
import type { Passkey } from '../kernel/keys';
import type { VerifiedJoin } from './join';
import type { Registration, StaffCheck } from './registration';
import type {
  CaptureMode,
  ContactKind,
  Level,
  Mode,
  Office,
  OrganisationKind,
  OrganisationStatus,
  PersonStatus,
  PolicySubject,
  Profession,
  Role,
} from '../words/lists';
import type { Waits } from './waits';

/** One value as the register said it from entry `seq` on. Histories rise by `seq`. */
export interface Since<T> {
  readonly seq: number;
  readonly value: T;
}
export type History<T> = readonly Since<T>[];

/** A passkey as the register lists it. `counts`: its gestures are believed from this time on, Unix seconds. */
export interface HeldPasskey extends Passkey {
  readonly counts: number;
}

/** What the register says of a person at one head. */
export interface Person {
  readonly id: PersonId;
  readonly role: Role;
  readonly name: string;
  readonly kid: KeyId;
  readonly signing: string;
  readonly sealing: string;
  /** Ed25519 key that the recovery words give; it adds a passkey when none is left, and nothing else. */
  readonly recovery: string;
  readonly passkeys: readonly HeldPasskey[];
  readonly keyring: number;
  /** SHA-256 of the sealed keyring of that version; "" where no entry named it. */
  readonly sealed: Hash | '';
  readonly organisation: OrganisationId | '';
  /** The defence organisation this clinician belongs to. */
  readonly defence: OrganisationId | '';
  readonly profession: Profession | '';
  /** As stated by the person. */
  readonly specialty: string;
  readonly level: Level;
  readonly registration: Registration | undefined;
  /** Where there is no register number: what the employer knows them by. */
  readonly staff: StaffCheck | undefined;
  readonly status: PersonStatus;
  readonly statusSource: string;
  readonly statusCheckedAt: number;
  /** When they signed the statement that stands of them. */
  readonly statedAt: number;
  /** Organisation whose adviser the officers made them. */
  readonly appointed: OrganisationId | '';
  /** Organisation this person advises for: appointed there, and confirmed by it. */
  readonly advises: OrganisationId | '';
  /** The defence organisation that confirmed this clinician as its member. */
  readonly memberOf: OrganisationId | '';
  /** Advisers who confirmed an appointment that needs more than one of them. */
  readonly vouchers: readonly PersonId[];
  /** How many of them an appointment needs, by how many served when it began; 0: none. */
  readonly needs: number;
  /** Register entry by which two officers gave the person other keys, the newest; -1: none. */
  readonly replaced: number;
  readonly expires: number;
}

export interface HeldOffice {
  readonly office: Office;
  readonly person: PersonId;
}

/** Where an organisation is reached: as it wrote it itself. */
export interface Contact {
  readonly kind: ContactKind;
  readonly reach: string;
}

/**
 * What an organisation said of one subject in words of its own. `professions`: of whoever may be its lead; `capture`: with what
 * pictures may be taken. Each only where it is the subject.
 */
export interface Policy {
  readonly version: number;
  readonly professions: readonly Profession[];
  readonly capture: CaptureMode | '';
  readonly words: string;
}

/** Colleagues who are asked by one name. Whoever works there no more is passed over, not taken off. */
export interface Team {
  readonly team: TeamId;
  readonly name: string;
  readonly members: readonly PersonId[];
}

export interface Organisation {
  readonly id: OrganisationId;
  readonly name: string;
  readonly kind: OrganisationKind;
  /** A defence organisation's own key, kept offline (Ed25519, b64), that confirms whom nobody there can confirm; "": none. */
  readonly anchor: string;
  readonly status: OrganisationStatus;
  /** Who was given an office here; whoever left the organisation since holds none. */
  readonly offices: readonly HeldOffice[];
  readonly contacts: readonly Contact[];
  /** The newest of each subject it spoke of. */
  readonly policies: Readonly<Partial<Record<PolicySubject, Policy>>>;
  /** In the order in which they were first named. */
  readonly teams: readonly Team[];
}

/** One key that a generation was sealed to: the person's at the register head of the entry that granted it. */
export interface SealedTo {
  readonly person: PersonId;
  readonly kid: KeyId;
}

/** One generation of a key. */
export interface Generation {
  readonly gen: number;
  readonly kc: Hash;
  readonly begunBy: PersonId;
  /** The earlier generations that it opens: the one it links to, and those linked under it since. */
  readonly opens: readonly number[];
  /** Who was granted it and does not report that it failed to open. */
  readonly holders: readonly PersonId[];
  /** Every key it is sealed to; one changed since, or whose owner left, makes the next generation due. */
  readonly sealedTo: readonly SealedTo[];
  /** Register entry as of which it was begun. */
  readonly asOf: number;
}

/** The newest generation, and those before it, oldest first. */
export interface Generations extends Generation {
  readonly before: readonly Generation[];
}

/** The organisation's sealing key: `public` of the newest generation, and who holds it. */
export interface OrganisationKey extends Generations {
  readonly public: string;
}

/** What is said of a decision: the words that stand for a person too. */
export type ClearanceStanding = PersonStatus;

/** Keys of the colleague whom a decision lets in: their key id and their X-Wing public key, b64. */
export interface RecipientKeys {
  readonly kid: KeyId;
  readonly sealing: string;
}

/** What an adviser of `org` said of the decision with this id and hash. `keys`: confirmed since, in place of those it names. */
export interface ClearanceWord {
  readonly hash: Hash;
  readonly org: OrganisationId;
  readonly standing: ClearanceStanding;
  readonly keys?: RecipientKeys;
}

/** An act of power that waits for a second officer. `seq`: of the entry that proposes it. */
export interface Proposed {
  readonly seq: number;
  readonly entry: Entry;
  readonly body: unknown;
  readonly joins: readonly VerifiedJoin[];
  /** Whether somebody would have begun to serve by it at once when it was proposed. */
  readonly serves: boolean;
  /** From when on it may be confirmed, Unix seconds: what is announced first can be stopped in time. */
  readonly from: number;
}

/** The newest entry of a record that is meant; seq −1 and "" where none of it is. */
export interface RecordHead {
  readonly seq: number;
  readonly hash: Hash | '';
}

/**
 * A record whose entries after `kept`, up to `lost` at most, are not in the database any more: the service went back to an
 * older copy, and officers said so. `seq`: the entry from which on that counts.
 */
export interface Restored {
  readonly seq: number;
  readonly ledger: LedgerId;
  readonly kept: RecordHead;
  readonly lost: RecordHead;
}

export interface RegisterState {
  readonly root: LedgerId;
  readonly mode: Mode;
  readonly rpId: string;
  readonly origin: string;
  readonly waits: Waits;
  readonly service: string;
  readonly serviceKid: KeyId | '';
  readonly head: { readonly seq: number; readonly hash: Hash };
  readonly at: number;
  /** Version the newest entry was judged by. */
  readonly rules: number;
  /** Newest version an entry may name. */
  readonly activated: History<number>;
  readonly organisations: ReadonlyMap<OrganisationId, History<Organisation>>;
  readonly people: ReadonlyMap<PersonId, History<Person>>;
  /** A key id belongs to one person for ever. */
  readonly kids: ReadonlyMap<KeyId, PersonId>;
  /** So do a passkey's credential id and its COSE key, each under its own bytes (b64). */
  readonly passkeyOwners: ReadonlyMap<string, PersonId>;
  /** One number, one person, for ever: by register or employer, and number. */
  readonly numbers: ReadonlyMap<string, PersonId>;
  readonly orgKeys: ReadonlyMap<OrganisationId, History<OrganisationKey>>;
  readonly clearances: ReadonlyMap<ClearanceId, History<ClearanceWord>>;
  /** By the id of the entry that proposed it. */
  readonly proposed: ReadonlyMap<EntryId, Proposed>;
  /** What officers said was lost, oldest first. */
  readonly restored: readonly Restored[];
  /** The newest entry that is neither a `restore` nor the dropping of an act: what went on as if nothing had been lost. */
  readonly wentOn: number;
  /** Entry hash of each seq, so that an entry's `register: {seq, hash}` can be checked. */
  readonly hashes: readonly Hash[];
  /** When each entry was written. */
  readonly times: readonly number[];
}

/** The register as it stood at one entry: what history is judged by. */
export interface RegisterView {
  readonly seq: number;
  readonly hash: Hash;
  person(id: PersonId): Person | undefined;
  people(): readonly Person[];
  organisation(id: OrganisationId): Organisation | undefined;
  organisations(): readonly Organisation[];
  orgKey(id: OrganisationId): OrganisationKey | undefined;
  /** `good` for a clearance of which this organisation has never spoken under this hash. */
  clearance(id: ClearanceId, hash?: string, org?: OrganisationId): ClearanceStanding;
  /** The keys that stand for those a decision of this organisation names; undefined: its own. */
  clearanceKeys(id: ClearanceId, hash: string, org: OrganisationId): RecipientKeys | undefined;
  /** The newest entry that made what this record is lost in part, or all that stands in the register; −1: none. */
  restored(ledger: LedgerId): number;
  readonly serviceKid: KeyId | '';
  /** Newest rule-book version activated. */
  readonly rules: number;
  readonly root: LedgerId;
  readonly mode: Mode;
  readonly rpId: string;
  readonly origin: string;
}
