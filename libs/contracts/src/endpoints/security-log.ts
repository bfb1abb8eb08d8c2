import { z } from 'zod';
import { endpoint } from '../endpoint';
import { id16, integer, nothing, text, time } from '../wire';

/** What the security log tells of. `entry-signed`: an entry of the register, its type in `about`. */
export const securityAct = z.enum([
  'register-begun',
  'joined',
  'signed-in',
  'signed-in-with-words',
  'sign-in-failed',
  'signed-out',
  'device-signed-out',
  'passkey-added',
  'keys-renewed',
  'entry-signed',
  'invited',
  'invitation-taken-back',
  'keys-brought',
  'join-refused',
  'number-looked-up',
  'stated-anew',
  'picture-links',
  'notices-address-set',
  'notices-address-dropped',
  'notices-device-added',
  'notices-device-dropped',
  'refused',
  'log-asked-for',
  'log-confirmed',
  'log-read',
]);
export type SecurityAct = z.infer<typeof securityAct>;

const reading = z.strictObject({
  reading: id16,
  asker: id16,
  reason: z.string(),
  askedAt: time,
  /** Nobody's yet: "", and then `until` is when the asking is over; otherwise when the reading is. */
  confirmer: z.union([id16, z.literal('')]),
  until: time,
});

const event = z.strictObject({
  /** When it happened last within its minute, and how often in it. */
  at: time,
  times: z.int().min(1),
  act: securityAct,
  /** "" where nobody was known. */
  person: z.union([id16, z.literal('')]),
  /** Address of the call that was refused, or type of the entry; "" otherwise. */
  about: z.string(),
});

export const securityLogEndpoints = {
  ask: endpoint({
    path: 'security-log/ask',
    audience: 'officer',
    door: 'none',
    rate: 'write',
    says: 'Asks to read the security log, with a reason the other officers see; a former question of the same officer ends.',
    input: z.strictObject({ reason: text(300, 3) }),
    output: z.strictObject({ reading: id16 }),
  }),
  readings: endpoint({
    path: 'security-log/readings',
    audience: 'officer',
    door: 'none',
    rate: 'read',
    says: 'Lists who asks to read the security log, and who may read it now.',
    input: nothing,
    output: z.strictObject({ readings: z.array(reading), keptDays: z.int() }),
  }),
  confirm: endpoint({
    path: 'security-log/confirm',
    audience: 'officer',
    door: 'none',
    rate: 'write',
    says: 'Another officer lets the one who asked, and themselves, read the security log for an hour.',
    input: z.strictObject({ reading: id16 }),
    output: nothing,
  }),
  read: endpoint({
    path: 'security-log/read',
    audience: 'officer',
    door: 'none',
    rate: 'read',
    says: 'The security log up to the confirmation, newest first, in pages of 200; each reading stands in the log.',
    input: z.strictObject({ reading: id16, page: integer(0, 100_000) }),
    output: z.strictObject({ events: z.array(event), more: z.boolean() }),
  }),
} as const;
