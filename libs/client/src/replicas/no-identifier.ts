import {
  findIdentifiers,
  identifiersNamed,
  kindsOf,
  Problem,
  whoMayRead,
  type IdentifierKind,
  type ThreadId,
} from '@consilium/domain';
import type { Room } from './room';

/** Why the words were stopped, for a screen that asks: what was found, by kind. */
const stopped = (message: string, kinds: readonly IdentifierKind[]): Problem =>
  new Problem('bad-input', message, { reason: 'identifier', kinds });

/**
 * Stops words that go outside the organisation while they hold a number whose check digit holds: whichever screen, or
 * program, they came from. `what`: how the sentence names them, in the singular; `then`: what to do.
 */
export function requireNoNumber(what: string, texts: readonly string[], then = 'Take it out.'): void {
  const certain = kindsOf(texts.flatMap(findIdentifiers).filter((found) => found.certain));
  if (certain.length === 0) return;
  throw stopped(`${what} goes outside and holds ${identifiersNamed(certain)}. ${then}`, certain);
}

/**
 * The same of a dossier and of an answer to its adviser. What only looks like an identifier goes once its writer has said
 * that it is none: gives what they said of these words, to be signed with them.
 */
export function saidOf(what: string, texts: readonly string[], said: readonly IdentifierKind[]): IdentifierKind[] {
  requireNoNumber(what, texts);
  const found = kindsOf(texts.flatMap(findIdentifiers));
  const unsaid = found.filter((kind) => !said.includes(kind));
  if (unsaid.length === 0) return found;
  throw stopped(
    `${what} holds what looks like ${identifiersNamed(unsaid)}. Take it out, or say that it identifies nobody.`,
    unsaid,
  );
}

/** Of words for a thread that an outside colleague reads, or is asked for to read. Inside, screens warn and no more. */
export function requireNoNumberFor({ state, vault }: Room, id: ThreadId, texts: readonly string[]): void {
  const asked = state.threads.get(id)?.requested ?? [];
  const readers = whoMayRead(state, id, vault.view, vault.clock.now());
  if (asked.length > 0 || readers.some(({ as }) => as !== 'internal')) requireNoNumber('What you write here', texts);
}
