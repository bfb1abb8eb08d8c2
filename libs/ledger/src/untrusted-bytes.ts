import * as bytes from '@consilium/bytes';
import { Malformed } from './untrusted';

const reasons = { spelling: 'spelling', utf8: 'utf8', u32: 'shape' } as const satisfies Record<
  bytes.UnreadableReason,
  string
>;

/** The same reader for what came signed: what cannot be read is `Malformed`. */
function orMalformed<A extends readonly unknown[], R>(read: (...given: A) => R): (...given: A) => R {
  return (...given) => {
    try {
      return read(...given);
    } catch (error) {
      throw error instanceof bytes.Unreadable ? new Malformed(reasons[error.reason]) : error;
    }
  };
}

export const fromB64 = orMalformed(bytes.fromB64);
export const utf8 = orMalformed(bytes.utf8);
export const textOf = orMalformed(bytes.textOf);
export const lp = orMalformed(bytes.lp);
