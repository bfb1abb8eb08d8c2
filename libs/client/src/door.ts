import type {
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
import type {
  AssertedPasskey,
  CreatedPasskey,
  KeptPasskey,
  PasskeyAssertion,
  PasskeyCreation,
  PasskeyStep,
} from './sign-in/passkey-steps';
import type { QueueLine, RequestView } from './advice/request-views';
import type {
  CaseForm,
  DeviceView,
  JoinRequestView,
  MeView,
  OpinionDraft,
  PasskeyView,
  PersonView,
  PictureView,
  RegisterView,
  RoomSummary,
  RoomView,
  ShareView,
} from './views';

export type * from './sign-in/passkey-steps';

export interface NewPicture {
  name: string;
  original: Blob;
  view: Blob;
  thumb: Blob;
  width: number;
  height: number;
  mediaType: 'image/jpeg' | 'image/png' | 'image/webp';
  /** "location, device serial, 6 more" */
  removed: string;
  caption: string;
  site: string;
  side: PictureView['side'];
  consent: {
    recording: RecordingKind;
    form: ConsentForm;
    scopes: ConsentScope[];
    subject: SubjectClass;
    flags: DutyFlag[];
    takenAt: number;
  };
}

export interface ShareDraft {
  room: string;
  /** Threads of the pictures to share. */
  threads: string[];
  recipient: string;
  purpose: 'direct-care' | 'peer-learning';
  /** The text the outside colleague will read. */
  brief: string;
  /** For the adviser: why an outside opinion, and what was considered inside. */
  reasons: string;
  alternatives: string;
  flags: DutyFlag[];
  urgency: 'routine' | 'this-week' | 'today';
}

export interface DecisionDraft {
  advice: string;
  outcome: Outcome;
  conditions: string[];
  reasons: string;
  joinBy: number;
  memberUntil: number;
}
/** Shown on the decision page before the gesture: exactly what will be signed. */
export interface PreparedDecision {
  prepared: string;
  lines: { label: string; value: string }[];
  assertion: PasskeyAssertion;
}

export type Change =
  | { about: 'session' }
  | { about: 'cases' }
  | { about: 'room'; room: string }
  | { about: 'requests' }
  | { about: 'register' }
  | { about: 'release' }
  | { about: 'connection'; live: boolean };

/** What is being written, and where: the room and thread, the opinion or the request it belongs to. */
export type DraftPlace =
  | readonly ['case']
  | readonly [of: 'message' | 'opinion', room: string, thread: string]
  | readonly [of: 'share', room: string]
  | readonly [of: 'addendum', opinion: string]
  | readonly [of: 'question' | 'answer' | 'decision', advice: string];

/**
 * The whole of what a screen may ask of the keys. Implemented by `openDoor()` of this library, run inside the vault worker
 * in browsers and directly in Node. Every method rejects with a `Problem` whose message can be shown as it is.
 */
export interface Door {
  /** Calls back after anything a screen shows may have changed. Returns nothing; the last subscriber wins. */
  onChange(listener: (change: Change) => void): void;
  /** Whether the live connection stands now. */
  live(): Promise<boolean>;
  /** Whether the service serves another build than this one, which a reload brings. */
  release(): Promise<boolean>;

  /** First thing a page asks. `locked`: a session exists, the keys are not open. */
  state(): Promise<{
    state: 'set-up' | 'signed-out' | 'locked' | 'open';
    me: MeView | undefined;
    clockOffSeconds: number;
  }>;

  // First run. Word order: begin → page makes the passkey → made → (second gesture or passphrase) → words → confirmed.
  setUpBegin(input: { code: string; name: string; device: string }): Promise<PasskeyCreation>;
  joinLook(link: { invitation: string; root: string; secret: string }): Promise<{
    role: Role;
    organisation: string;
    defence: { id: string; name: string }[];
  }>;
  joinBegin(input: {
    name: string;
    registerBody: string;
    registerNumber: string;
    specialty: string;
    defence: string;
    device: string;
  }): Promise<PasskeyCreation>;
  passkeyMade(passkey: CreatedPasskey): Promise<PasskeyStep>;
  passkeyPrf(prf: string): Promise<void>;
  /** Refuses a passphrase below the floor, saying what is missing. */
  passkeyPassphrase(passphrase: string): Promise<void>;
  /** The 24 recovery words, and which two (1-based) must be typed back. */
  recoveryWords(): Promise<{ words: string[]; ask: [number, number] }>;
  /** Ends set-up or joining. Refuses, saying which word is wrong. */
  confirmWords(answers: [string, string]): Promise<MeView>;
  myRequest(): Promise<{
    state: 'waiting' | 'refused' | 'active';
    reason: string;
    organisation: string;
    role: Role | undefined;
    at: number | undefined;
  }>;

  signInBegin(): Promise<PasskeyAssertion>;
  /** `passphrase-needed`: the passkey gave no PRF output; ask for the passphrase and call `unlockWithPassphrase`. */
  signInFinish(passkey: AssertedPasskey, device: string): Promise<'open' | 'passphrase-needed'>;
  unlockWithPassphrase(passphrase: string): Promise<void>;
  signInWithWords(words: string, device: string): Promise<void>;
  /** For the idle lock: the session goes on, the keys are forgotten. */
  lock(): Promise<void>;
  unlockBegin(): Promise<PasskeyAssertion>;
  unlockFinish(passkey: AssertedPasskey): Promise<'open' | 'passphrase-needed'>;
  /** Also forgets every draft and unsent message on this device. */
  signOut(): Promise<void>;
  devices(): Promise<DeviceView[]>;
  endDevice(session: string): Promise<void>;

  // Passkeys. Adding: begin → page makes it → made → (second gesture or passphrase) → confirm → gesture → finish.
  /** `cameWithWords`: signed in with the recovery words and has made no passkey since; offer one at once. */
  passkeys(): Promise<{ passkeys: PasskeyView[]; cameWithWords: boolean }>;
  addPasskeyBegin(): Promise<PasskeyCreation>;
  addPasskeyMade(passkey: CreatedPasskey): Promise<PasskeyStep>;
  addPasskeyPrf(prf: string): Promise<void>;
  addPasskeyPassphrase(passphrase: string): Promise<void>;
  /** The gesture over exactly this change, by a passkey that is there already (after the words: by the new one). */
  addPasskeyConfirm(): Promise<PasskeyAssertion>;
  addPasskeyFinish(passkey: AssertedPasskey): Promise<void>;
  // New account key and recovery words: begin → each passkey at hand → words → two typed back → gesture → finish.
  /** `removed`: the passkey that goes, "" for new recovery words alone. Gives the passkeys that stay. */
  newKeyBegin(removed: string): Promise<KeptPasskey[]>;
  newKeyPrf(passkey: string, prf: string): Promise<void>;
  newKeyPassphrase(passkey: string, passphrase: string): Promise<void>;
  newKeyWords(): Promise<{ words: string[]; ask: [number, number] }>;
  newKeyConfirm(answers: [string, string]): Promise<PasskeyAssertion>;
  newKeyFinish(passkey: AssertedPasskey): Promise<void>;

  cases(): Promise<RoomSummary[]>;
  room(room: string): Promise<RoomView>;
  /** Marks the room as looked at and watched live (presence). */
  enter(room: string): Promise<void>;
  leaveScreen(room: string): Promise<void>;
  openCase(form: CaseForm): Promise<string>;
  /** Colleagues of the caller's own organisation who may be invited. */
  colleagues(): Promise<PersonView[]>;
  /** Clinicians of other organisations: whom a share may name. */
  outsideColleagues(): Promise<PersonView[]>;
  invite(room: string, person: string): Promise<void>;
  remove(room: string, person: string): Promise<void>;
  /**
   * Resolves when the service has it. Rejects with `details.kept` where no answer came: the words then stand in the thread
   * with `problem` set; else they were refused, and are the draft of their thread again.
   */
  say(room: string, thread: string, text: string, replyTo: string): Promise<void>;
  /** Sends again what stands unsent (`ItemView.entry`), under the same entry. */
  retryMessage(room: string, entry: string): Promise<void>;
  dropMessage(room: string, entry: string): Promise<void>;
  typing(room: string, thread: string): Promise<void>;
  /** Checks the consent against the guidance before anything is sealed; "" or the sentence to show. */
  checkConsent(consent: NewPicture['consent']): Promise<string>;
  /** Starts sealing and sending; progress shows in `RoomView.uploads`. Resolves with the upload's id at once. */
  addPicture(room: string, picture: NewPicture): Promise<string>;
  retryUpload(room: string, upload: string): Promise<void>;
  dropUpload(room: string, upload: string): Promise<void>;
  /** The opened bytes of one rendition, verified against the ledger. */
  picture(room: string, thread: string, rendition: Rendition): Promise<{ bytes: Blob; mediaType: string }>;
  /** The best rendition of each picture this person opened since unlocking, by thread: what an opinion will state. */
  opened(room: string): Promise<Record<string, Rendition>>;
  /** `reliesOn`: threads of pictures. One that was not opened is refused. */
  fileOpinion(room: string, thread: string, opinion: OpinionDraft, reliesOn: string[]): Promise<void>;
  addAddendum(room: string, opinion: string, text: string): Promise<void>;
  withdrawConsent(room: string, thread: string, what: 'sharing' | 'capture'): Promise<void>;
  /** Where the owner can act no more: the caller becomes the owner. */
  takeOver(room: string): Promise<void>;
  closeCase(room: string, outcome: CloseOutcome): Promise<void>;
  reopenCase(room: string): Promise<void>;
  /** Everything in the ledger checked again from the first entry; what was checked, in words. */
  verifyRoom(room: string): Promise<{ entries: number; head: string; says: string }>;
  evidence(room: string): Promise<Blob>;

  /** What was being written there, as it was kept (JSON); "": nothing. Sealed on this device until signing out. */
  draft(place: DraftPlace): Promise<string>;
  /** Kept when this resolves; "" forgets it. */
  keepDraft(place: DraftPlace, words: string): Promise<void>;

  // Shares, from the requester's side.
  share(draft: ShareDraft): Promise<string>;
  shares(): Promise<ShareView[]>;
  answer(advice: string, text: string): Promise<void>;
  withdrawShare(advice: string): Promise<void>;
  /** After a decision in favour: side thread, admission, brief and grants in one append. */
  admit(advice: string): Promise<void>;
  // From the outside colleague's side.
  acceptInvitation(room: string): Promise<void>;
  declineInvitation(room: string): Promise<void>;

  // Adviser.
  queue(): Promise<QueueLine[]>;
  request(advice: string): Promise<RequestView>;
  assignToMe(advice: string): Promise<void>;
  ask(advice: string, question: string): Promise<void>;
  prepareDecision(draft: DecisionDraft): Promise<PreparedDecision>;
  /** Where a duty asks for two advisers (`secondAdviserDue`), lets nobody in yet: it waits for the second. */
  decide(prepared: string, passkey: AssertedPasskey): Promise<void>;
  /** For another adviser than the first: exactly what the first one signed, to be signed as well. */
  prepareSecond(advice: string): Promise<PreparedDecision>;
  decideSecond(prepared: string, passkey: AssertedPasskey): Promise<void>;
  revoke(advice: string): Promise<void>;
  /** True once the organisation's sealing key exists and this adviser holds it; makes or passes it on when possible. */
  organisationKey(): Promise<{ ready: boolean; says: string }>;

  // Registration officer.
  register(): Promise<RegisterView>;
  addOrganisation(name: string, kind: 'clinical' | 'defence'): Promise<string>;
  /** Gives the one-time link; it is shown once. */
  invitePerson(role: Role, organisation: string): Promise<{ link: string; expiresAt: number }>;
  joinRequests(): Promise<JoinRequestView[]>;
  lookUp(body: string, number: string): Promise<JoinRequestView['lookUp']>;
  /** Signs the credential. `lookUp` is what the officer compared by hand, when the adapter found nothing. */
  approve(person: string, lookUp: { name: string; status: string; source: string } | undefined): Promise<void>;
  refuseRequest(person: string, reason: string): Promise<void>;
  setStatus(person: string, status: 'good' | 'suspended' | 'ended', source: string): Promise<void>;
}
