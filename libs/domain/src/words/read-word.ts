/**
 * A closed word as somebody else's device wrote it: one this version knows, or what has to be said in its place. Nothing
 * was said, or a newer version said something this one does not know; a screen shows either as such, never as a word that
 * would have been plausible.
 */
export type ReadWord<W extends string> = W | 'not-said' | 'not-known';

/** Reads one word of a closed list from content or from what a service answered. */
export function readWord<const W extends string>(words: readonly W[], value: unknown): ReadWord<W> {
  if (value === undefined || value === '') return 'not-said';
  return words.find((word) => word === value) ?? 'not-known';
}

/** What a word reads as: `words` has a sentence for each one there is, and the two that are none say so. */
export function sayWord<W extends string>(words: Readonly<Record<W, string>>, word: ReadWord<W>): string {
  if (isKnown(word)) return words[word];
  return word === 'not-said' ? 'Not said' : 'Not known to this version';
}

/** Whether something was said that this version knows. */
export function isKnown<W extends string>(word: ReadWord<W>): word is W {
  return word !== 'not-said' && word !== 'not-known';
}
