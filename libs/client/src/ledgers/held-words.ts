import type { Log } from './log';

interface Reader {
  readonly register: Pick<Log<unknown>, 'held'>;
  /** Why this build may write nothing, though it reads everything; "" while it may. */
  readonly behind: string;
}

/** What to tell somebody whose build is too old for what follows in a record, or for the register; "" when it is not. */
export function heldWords({ register, behind }: Reader, log?: Pick<Log<unknown>, 'held'>): string {
  const held = log?.held ?? '';
  if (held !== '') return `${held} What came before it can be read here, and what you are writing is kept.`;
  if (behind !== '') return `${behind} Everything can be read, and what you are writing is kept.`;
  if (register.held === '') return '';
  return `${register.held} Reading and writing go on; inviting, sharing and deciding wait until then.`;
}
