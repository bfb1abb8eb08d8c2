import type { Content } from './content';
import { aCount, aList, anObject, aText, readJson } from './sealed-json';

/** Somebody named in a message: who, and where their name stands in its text, in UTF-16 units, with the "@" before it. */
export interface Mention {
  readonly person: string;
  readonly at: number;
  readonly length: number;
}

/** What a message says. */
export interface MessageWords {
  readonly text: string;
  readonly mentions: readonly Mention[];
}

/** A text that begins so is not the words themselves. No key types it; pasted words that begin so are sealed as the rest. */
const mark = '\0';

const aPlace = (value: unknown): number | undefined => (value === 0 ? 0 : aCount(value));
const form = anObject({ text: aText, mentions: aList(anObject({ person: aText, at: aPlace, length: aCount })) });

/** What is sealed of a message: its words, and beside them whom they name, where they name somebody. */
export const sealedWords = ({ text, mentions }: MessageWords): string =>
  mentions.length === 0 && !text.startsWith(mark) ? text : mark + JSON.stringify({ text, mentions });

/** In the order of the text, each within it and none over another. */
const areInPlace = ({ text, mentions }: MessageWords): boolean =>
  mentions.every(({ at, length }, index) => {
    const before = mentions[index - 1];
    return at + length <= text.length && (before === undefined || before.at + before.length <= at);
  });

/** The words of a message as its author wrote them. */
export function openWords(sealed: string): Content<MessageWords> {
  if (!sealed.startsWith(mark)) return { value: { text: sealed, mentions: [] } };
  const read = readJson(sealed.slice(mark.length), form);
  return read.value === undefined || areInPlace(read.value) ? read : { unreadable: 'newer' };
}
