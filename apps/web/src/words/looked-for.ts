import { folded } from '@consilium/domain';
import type { PersonView } from '../vault/door';

/** Whether a text, or a word of it and what follows, begins so; accents and capitals are passed over. */
export const begins = (text: string, letters: string): boolean => ` ${folded(text)}`.includes(` ${folded(letters)}`);

/** Whether each word that is looked for begins a word of one of the texts, in any order. */
export const saysAll = (texts: readonly string[], words: string): boolean =>
  words
    .trim()
    .split(/\s+/u)
    .every((word) => texts.some((text) => begins(text, word)));

/** Whether somebody is looked for by these words: name, number, specialty and where they work. */
export const isMeant = (
  { name, specialty, registration, staffNumber, organisation }: PersonView,
  words: string,
): boolean => saysAll([name, specialty, registration, staffNumber, organisation], words);
