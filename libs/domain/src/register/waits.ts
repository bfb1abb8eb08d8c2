import { integer, object, type ShapeOf } from '../kernel/shape';

const month = 31 * 86_400;

/**
 * Seconds before a passkey that was added counts, by who added it: a passkey there before, or the recovery words; and
 * `power`: before a second officer may confirm another officer or rules. Stands in the register's first entry and never
 * changes; the passkeys of a join do not wait.
 */
export const waits = object({ passkey: integer(60, month), words: integer(60, month), power: integer(0, month) });
export type Waits = ShapeOf<typeof waits>;

/** What a register is begun with. A trial waits too, but not for long. */
export const waitsOf = {
  production: { passkey: 86_400, words: 259_200, power: 259_200 },
  // One officer acts alone there, so no second one's word is waited for.
  trial: { passkey: 60, words: 60, power: 0 },
} as const satisfies Record<string, Waits>;
