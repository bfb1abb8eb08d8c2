import type { endpoints, OutputOf, WhoAmI } from '@consilium/contracts';
import type { Profession, Role } from '@consilium/domain';
import type { KeyNewsView } from '../register';
import type { RegrantView } from '../vault/regrant-view';

export interface MeView {
  person: string;
  name: string;
  role: Role;
  organisation: string;
  defence: string;
  /** As an officer signed it; "" where none was said. */
  specialty: string;
  /** Whether the own organisation confirmed a clinician as its member, or an adviser as its own; `none`: none to. */
  membership: 'none' | 'waits' | 'confirmed';
  /** `waiting`: an officer has not signed the credential yet. */
  standing: WhoAmI['standing'];
  /** When the registration here ends; 0 where that is not known. */
  expires: number;
  /** When two officers gave this person the keys they have now, within the last thirty days; 0: they did not. */
  replacedAt: number;
}

/** What a person says of themselves, to be said anew. */
export interface OwnStatementView {
  /** `waiting`: an officer has what was said last; `refused`: with a reason. */
  state: OutputOf<typeof endpoints.register.myRequest>['renewal'];
  reason: string;
  role: Role;
  name: string;
  profession: Profession | '';
  registerNumber: string;
  staffNumber: string;
  specialty: string;
  /** Ids, or "". */
  organisation: string;
  defence: string;
  /** Where somebody of this role may work; none for a joiner, who was invited to one place. */
  places: { id: string; name: string }[];
  defenceOrganisations: { id: string; name: string }[];
}

/** Who comes with other keys, as the register has them. */
export interface ReplacedView {
  name: string;
  profession: Profession | '';
  /** "GMC 9990017", or the staff number. */
  number: string;
}

/** First officers who are about to begin a register together. */
export interface FoundingView {
  /**
   * `others-come`: one more is needed. `first-begins`: it is for the first of them. `begin`: this one may. `agree`: to what
   * the first one signed. `others-agree`: this one has. `sign-in`: the register has begun.
   */
  next: 'others-come' | 'first-begins' | 'begin' | 'agree' | 'others-agree' | 'sign-in';
  founders: {
    name: string;
    staffNumber: string;
    isMe: boolean;
    /** Twenty digits that are the same on every device, if nobody put another statement in its place. */
    digits: string;
  }[];
}

export interface PasskeyView {
  passkey: string;
  /** 1-based, in the order of adding. */
  number: number;
  /** False: it signs in, but the keys were changed without it. */
  opensKeys: boolean;
  /** It confirms nothing before this time; undefined when it counts. */
  waitsUntil: number | undefined;
}

export interface PasskeysView {
  passkeys: PasskeyView[];
  /** Signed in with the recovery words and has made no passkey since: offer one at once. */
  cameWithWords: boolean;
  /** When new keys were sent from here of which nobody here knows whether they were taken; undefined: none. */
  pendingSince: number | undefined;
  /** What is begun about them holds of these. */
  seen: string;
}

export interface DeviceView {
  session: string;
  device: string;
  createdAt: number;
  lastSeenAt: number;
  current: boolean;
}

export interface OwnNewsView {
  /** Why the register is read-only on this device; "" while it is not. */
  alarm: string;
  /** Whether it is because another history of it is shown than was verified: officers may say why. */
  isPutBack: boolean;
  /** How many things of this person's own were lost when officers accepted an older copy, and not yet read here. */
  lost: number;
  /**
   * What this person's devices remembered of verified records does not open here: a service that shows less than was
   * there before would not be noticed by it.
   */
  memoryLost: boolean;
  /** Changes of this person's passkeys and keys that were not yet seen on this device, oldest first. */
  keys: KeyNewsView[];
  /** Other keys that one officer proposed for this person and another may confirm: by whom and since when, oldest first. */
  replacing: { by: string; at: number }[];
  /** When somebody else stated this person's register or staff number and was refused, newest first; not yet seen here. */
  claims: number[];
  /** After new keys, how far this device is with giving the cases to them; undefined where there was nothing to do. */
  regrant: RegrantView | undefined;
}
