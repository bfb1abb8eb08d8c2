import type { Role } from '@consilium/domain';

/** Somebody of the register who came with other keys. */
export interface OtherKeysView {
  person: string;
  /** Names this very statement, and so these keys. */
  statement: string;
  name: string;
  role: Role;
  /** "" for the registration office. */
  organisation: string;
  /** "GMC 9990017", or the staff number. */
  number: string;
  at: number;
  /** They came by a link this officer made for them, and sign what the register has of them; otherwise nobody must propose it. */
  proofHolds: boolean;
  /** Proposed by one officer already; another has to confirm it. */
  isProposed: boolean;
  /** As of a request: who could confirm what is about an officer. */
  confirmers: string[] | undefined;
  seen: string;
}
