import { transferHandlers } from 'comlink';
import { Problem, type ProblemKind } from '@consilium/domain';

interface Thrown {
  value: unknown;
}
interface Crossing {
  kind: ProblemKind | 'bug';
  message: string;
  details: Readonly<Record<string, unknown>>;
}

/** What a person may read when something broke that nobody foresaw. The cause stays in the worker. */
const unforeseen = 'Something went wrong on this page. Reload it; nothing that was confirmed is lost.';

function serialize({ value }: Thrown): [Crossing, Transferable[]] {
  const crossing: Crossing =
    value instanceof Problem
      ? { kind: value.kind, message: value.message, details: value.details }
      : { kind: 'bug', message: unforeseen, details: {} };
  return [crossing, []];
}

function deserialize({ kind, message, details }: Crossing): never {
  throw kind === 'bug' ? new Error(message) : new Problem(kind, message, details);
}

/** Lets a `Problem` cross between worker and page as the same class, and lets nothing of any other error across. Both sides call it once. */
export function letProblemsCross(): void {
  transferHandlers.set('throw', {
    canHandle: (value: unknown): value is Thrown => typeof value === 'object' && value !== null && isThrown(value),
    serialize,
    deserialize,
  });
}

// Comlink marks what it throws across with a private symbol, and asks its own handler for it first by this name.
function isThrown(value: object): boolean {
  const throwing = Object.getOwnPropertySymbols(value).some((symbol) => symbol.description === 'Comlink.thrown');
  return throwing && 'value' in value;
}
