import { folded } from '@consilium/domain';

/** Scripts that put no space between words: each sign of theirs is one. */
const unspaced =
  /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}])/gu;

const words = (text: string): readonly string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

/** The words of a text, each with a space before it. What begins with " er" has a word that begins with "er". */
export function foldedText(text: string): string {
  const said = words(folded(text).replace(unspaced, ' $1 ')).join(' ');
  return said === '' ? '' : ` ${said}`;
}

/** What somebody looks for: each of it begins a word of what is found, in any order; signs without spaces as they stand. */
export function soughtIn(asked: string): readonly string[] {
  const each = asked.split(/\s+/u).flatMap((word) => words(folded(word)).map(foldedText));
  return [...new Set(each)];
}

/** Whether a folded text has a word that begins so. */
export const has = (text: string, sought: string): boolean => text.includes(sought);

/** One piece of a text, and whether it is what was looked for. */
export interface Piece {
  readonly text: string;
  readonly isHit: boolean;
}

/** Letters with what is set upon them. */
const standing = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
/** Characters of a line that is shown, about. */
const shown = 140;
/** Of it before the first word that was looked for. */
const before = 50;

interface Hit {
  readonly from: number;
  readonly to: number;
}

function hitsIn(text: string, sought: readonly string[]): readonly Hit[] {
  return [...text.matchAll(standing)]
    .filter(([word]) => sought.some((each) => has(foldedText(word), each)))
    .map(({ 0: word, index }) => ({ from: index, to: index + word.length }));
}

/** Not in the middle of a letter, nor, where it can be helped, of a word. */
function cut(text: string, at: number): number {
  const space = text.indexOf(' ', at);
  if (space >= 0 && space - at < 20) return space + 1;
  return /[\uDC00-\uDFFF]/u.test(text.charAt(at)) ? at + 1 : at;
}

/** The part of a text in which the words stand that were looked for, in pieces. */
export function piecesOf(whole: string, sought: readonly string[]): readonly Piece[] {
  const text = whole.replace(/\s+/gu, ' ').trim();
  const [first] = hitsIn(text, sought);
  const from = first === undefined || first.from <= before ? 0 : cut(text, first.from - before);
  const to = text.length - from <= shown ? text.length : Math.max(cut(text, from + shown), first?.to ?? 0);
  const part = `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`;
  const pieces: Piece[] = [];
  let at = 0;
  for (const hit of hitsIn(part, sought)) {
    pieces.push({ text: part.slice(at, hit.from), isHit: false }, { text: part.slice(hit.from, hit.to), isHit: true });
    at = hit.to;
  }
  return [...pieces, { text: part.slice(at), isHit: false }].filter((piece) => piece.text !== '');
}
