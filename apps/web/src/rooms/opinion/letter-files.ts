import bold from '@fontsource/source-serif-4/files/source-serif-4-latin-600-normal.woff?url';
import cyrillicExt from '@fontsource/source-serif-4/files/source-serif-4-cyrillic-ext-400-normal.woff?url';
import cyrillic from '@fontsource/source-serif-4/files/source-serif-4-cyrillic-400-normal.woff?url';
import greek from '@fontsource/source-serif-4/files/source-serif-4-greek-400-normal.woff?url';
import latinExt from '@fontsource/source-serif-4/files/source-serif-4-latin-ext-400-normal.woff?url';
import latin from '@fontsource/source-serif-4/files/source-serif-4-latin-400-normal.woff?url';
import vietnamese from '@fontsource/source-serif-4/files/source-serif-4-vietnamese-400-normal.woff?url';
import { Problem } from '@consilium/domain';
import type { LetterFile } from './pdf-letters';

/** As WOFF, not the WOFF2 of the screen: of a letter made of others, the library reads in that more than there is. */
const addresses = {
  bold,
  latin,
  'latin-ext': latinExt,
  greek,
  cyrillic,
  'cyrillic-ext': cyrillicExt,
  vietnamese,
} as const;

/** Fetches letters from where the page itself comes from, as any part of it. */
export async function letterFile(file: LetterFile): Promise<Uint8Array> {
  const answer = await fetch(addresses[file]).catch(() => undefined);
  if (answer?.ok !== true)
    throw new Problem(
      'unavailable',
      'The letters for the PDF could not be fetched. Try again, or press Print instead.',
    );
  return new Uint8Array(await answer.arrayBuffer());
}
