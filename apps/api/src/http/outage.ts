import { Problem } from '@consilium/domain';
import { NoConnection, sqlState } from '../storage/database';

const say = {
  away: 'The service cannot reach its storage just now. Nothing is lost; try again in a minute.',
  full: 'The service cannot write just now: its storage is full, or closed to it. Nothing is lost; tell whoever runs it.',
  busy: 'The service is held up by something that takes long. Nothing is lost; try again in a minute.',
};

/** Error codes by what they mean: of PostgreSQL by its classes, and of the system. */
const meaning: readonly (readonly [keyof typeof say, RegExp])[] = [
  // Disk full, input or output failed, read only.
  ['full', /^(?:53100|58030|25006)$/],
  // Waited for a lock or worked for longer than a statement may; a deadlock; a connection idle in a transaction.
  ['busy', /^(?:55P03|57014|40P01|25P03)$/],
  // Connection, resources, operator.
  ['away', /^(?:08|53|57)|^(?:ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/],
];

/** What an outage of the database is to the caller, who may try again; `undefined` for what is none. */
export function outageOf(error: unknown): Problem | undefined {
  const state = sqlState(error) || (error as { code?: unknown } | undefined)?.code;
  const code = error instanceof NoConnection ? 'ECONNREFUSED' : state;
  if (typeof code !== 'string') return undefined;
  const found = meaning.find(([, pattern]) => pattern.test(code));
  return found === undefined ? undefined : new Problem('unavailable', say[found[0]], { storage: found[0] });
}
