import type { SecurityAct } from '@consilium/contracts';
import type { OrganisationKind, PersonStatus, Role } from '@consilium/domain';

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
  /** The newest passkey or keys they came to have within the last 30 days. */
  newKeys: KeyNewsView | undefined;
}

export interface RegisterView {
  organisations: { id: string; name: string; kind: OrganisationKind; people: number; keyReady: boolean }[];
  people: (PersonView & { role: Role; status: PersonStatus; expires: number })[];
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
