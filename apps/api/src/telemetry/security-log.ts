import type { SecurityAct } from '@consilium/contracts';

/** Something that matters to security, with its person. */
export interface SecurityEvent {
  readonly act: SecurityAct;
  /** "" where nobody is known. */
  readonly person: string;
  /** Address of the call or type of the entry, "" for what needs none: never what anybody wrote. */
  readonly about: string;
}

/** What the platform tells the security log. It is no request log: persons stand here, and there never. */
export abstract class SecurityLog {
  /** Keeps it in mind; it is written within seconds. Never fails. */
  abstract note(event: SecurityEvent): void;
}
