import type { SecurityAct } from '@consilium/contracts';

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
