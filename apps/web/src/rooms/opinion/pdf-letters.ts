import { create, type Font } from 'fontkit';
import { Problem } from '@consilium/domain';

/** The files with the letters of a PDF. The first has those of English; the others are asked for where it lacks one. */
export const letterFiles = ['latin', 'latin-ext', 'greek', 'cyrillic', 'cyrillic-ext', 'vietnamese'] as const;
export type LetterFile = (typeof letterFiles)[number] | 'bold';

/** A piece of a text, and the file that has its letters. */
interface Run {
  readonly file: LetterFile;
  readonly text: string;
}

export type Has = Pick<Font, 'hasGlyphForCodePoint'>;

function lacks(letters: string): Problem {
  return new Problem(
    'wrong-state',
    `No PDF can be made: it has no letters for “${letters}”. Press Print instead and choose to save as PDF.`,
  );
}

/**
 * Cuts a text into pieces that one file has all letters of, in bold where that has them. Fails where no file has one:
 * nothing is left out unsaid.
 */
export function runsOf(text: string, files: ReadonlyMap<LetterFile, Has>, isBold: boolean): Run[] {
  const order: readonly LetterFile[] = isBold ? ['bold', ...letterFiles] : letterFiles;
  const runs: { file: LetterFile; text: string }[] = [];
  const missing = new Set<string>();
  for (const letter of text) {
    const point = letter.codePointAt(0) ?? 0;
    const last = runs.at(-1);
    // A line that ends is the layout's.
    const fits = (file: LetterFile): boolean =>
      letter === '\n' || files.get(file)?.hasGlyphForCodePoint(point) === true;
    const file = last !== undefined && fits(last.file) ? last.file : order.find(fits);
    if (file === undefined) missing.add(letter);
    else if (last?.file === file) last.text += letter;
    else runs.push({ file, text: letter });
  }
  if (missing.size > 0) throw lacks([...missing].slice(0, 8).join(' '));
  return runs;
}

/** Spelled as the files have their letters, without what no letter shows and with tabs as spaces. */
export const spelled = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(/\r\n?/gu, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '');

/** Whether this file alone has all letters of a text. */
export const hasAll = (text: string, file: Has): boolean =>
  Array.from(text).every((letter) => letter === '\n' || file.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0));

/** Reads what a file of letters has. */
export function lettersIn(bytes: Uint8Array): Has {
  const font = create(bytes as Buffer);
  if (!('hasGlyphForCodePoint' in font)) throw new TypeError('A collection of fonts, where one font was asked for.');
  return font;
}
