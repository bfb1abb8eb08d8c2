import { pictureKindOf, type PictureKind } from '@consilium/domain';
import { textAt } from './reading';
import type { UnsupportedKind } from './refusals';

interface Signature {
  readonly kind: UnsupportedKind;
  readonly fits: (bytes: Uint8Array) => boolean;
}

const starts =
  (text: string, at = 0) =>
  (bytes: Uint8Array): boolean =>
    textAt(bytes, at, text.length) === text;
const brand =
  (...brands: readonly string[]) =>
  (bytes: Uint8Array): boolean =>
    textAt(bytes, 4, 4) === 'ftyp' && brands.includes(textAt(bytes, 8, 4));
const holds =
  (pattern: RegExp, within: number) =>
  (bytes: Uint8Array): boolean =>
    pattern.test(textAt(bytes, 0, within));
const anyOf =
  (...tests: readonly ((bytes: Uint8Array) => boolean)[]) =>
  (bytes: Uint8Array): boolean =>
    tests.some((test) => test(bytes));

const isDicom = starts('DICM', 128);

/** First bytes of what is not taken, in the order in which they are tried. */
const signatures: readonly Signature[] = [
  { kind: 'heic', fits: brand('heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1') },
  { kind: 'avif', fits: brand('avif', 'avis') },
  {
    kind: 'video',
    fits: anyOf(
      starts('ftyp', 4),
      starts('\x1a\x45\xdf\xa3'),
      starts('RIFF'),
      starts('ID3'),
      starts('OggS'),
      starts('moov', 4),
    ),
  },
  { kind: 'tiff', fits: anyOf(starts('II*\0'), starts('MM\0*'), starts('II+\0'), starts('MM\0+'), starts('IIRO')) },
  { kind: 'gif', fits: starts('GIF8') },
  { kind: 'pdf', fits: holds(/%PDF-/u, 1024) },
  {
    kind: 'bitmap',
    fits: anyOf(
      starts('BM'),
      starts('8BPS'),
      starts('\xff\x0a'),
      starts('JXL ', 4),
      starts('jP  ', 4),
      starts('\0\0\x01\0'),
    ),
  },
  {
    kind: 'archive',
    fits: anyOf(starts('PK'), starts('\x1f\x8b'), starts('7z'), starts('Rar!'), starts('\xd0\xcf\x11\xe0')),
  },
  { kind: 'svg', fits: holds(/^(?:\xef\xbb\xbf)?\s*<(?:\?xml|svg|!doctype|!--|html)/iu, 256) },
];

/** What the first bytes say; the name and the declared type of a file are never asked. */
export function kindOf(bytes: Uint8Array): PictureKind | UnsupportedKind {
  // DICOM before anything its free 128-byte preamble may imitate.
  if (isDicom(bytes)) return 'dicom';
  return pictureKindOf(bytes) ?? signatures.find(({ fits }) => fits(bytes))?.kind ?? 'unknown';
}
