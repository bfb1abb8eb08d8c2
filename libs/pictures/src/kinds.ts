import { pictureKindOf, type PictureKind } from '@consilium/domain';
import { textAt, viewOf } from './reading';
import type { UnsupportedKind } from './refusals';

interface Signature {
  readonly kind: UnsupportedKind;
  readonly fits: (bytes: Uint8Array) => boolean;
}

const starts =
  (text: string, at = 0) =>
  (bytes: Uint8Array): boolean =>
    textAt(bytes, at, text.length) === text;
/** Whether an ISO file (ISO 14496-12, 4.3) says that it is one of these, or that readers of one of these can read it. */
const brand =
  (...brands: readonly string[]) =>
  (bytes: Uint8Array): boolean =>
    brandsOf(bytes).some((each) => brands.includes(each));
const holds =
  (pattern: RegExp, within: number) =>
  (bytes: Uint8Array): boolean =>
    pattern.test(textAt(bytes, 0, within));
const anyOf =
  (...tests: readonly ((bytes: Uint8Array) => boolean)[]) =>
  (bytes: Uint8Array): boolean =>
    tests.some((test) => test(bytes));

/** The brand a file is, and those it can be read as; 64 are more than any file has. */
function brandsOf(bytes: Uint8Array): string[] {
  if (textAt(bytes, 4, 4) !== 'ftyp' || bytes.length < 12) return [];
  const end = Math.min(viewOf(bytes).getUint32(0), bytes.length, 16 + 64 * 4);
  const names = [textAt(bytes, 8, 4)];
  for (let at = 16; at + 4 <= end; at += 4) names.push(textAt(bytes, at, 4));
  return names;
}

/** The 128 free bytes and DICM; or, without them, a first element of the groups a file begins with (DICOM PS3.5, 7.1). */
function isDicom(bytes: Uint8Array): boolean {
  if (textAt(bytes, 128, 4) === 'DICM') return true;
  if (bytes.length < 8) return false;
  const group = viewOf(bytes).getUint16(0, true);
  if (group !== 2 && group !== 8) return false;
  const isExplicit = /^(?:UL|UI|OB|SH|CS|DA|TM|LO|PN|ST|UN)$/u.test(textAt(bytes, 4, 2));
  return isExplicit || (viewOf(bytes).getUint16(2, true) < 0x100 && viewOf(bytes).getUint32(4, true) < 0x100);
}

const isRaw = anyOf(
  brand('crx '),
  starts('FUJIFILMCCD-RAW'),
  starts('IIU\0'),
  starts('HEAPCCDR', 6),
  starts('IIRO'),
  starts('IIRS'),
  starts('MMOR'),
  starts('FOVb'),
  starts('\0MRM'),
);

/** First bytes of what is not taken, in the order in which they are tried. */
const signatures: readonly Signature[] = [
  { kind: 'avif', fits: brand('avif', 'avis') },
  { kind: 'heic', fits: brand('heic', 'heix', 'heim', 'heis', 'hevc', 'hevx') },
  { kind: 'heif', fits: brand('mif1', 'mif2', 'msf1') },
  {
    kind: 'tiff',
    fits: anyOf(isRaw, starts('II*\0'), starts('MM\0*'), starts('II+\0'), starts('MM\0+')),
  },
  {
    kind: 'bitmap',
    fits: anyOf(
      starts('BM'),
      starts('8BPS'),
      starts('\xff\x0a'),
      starts('JXL ', 4),
      starts('jP  ', 4),
      starts('\xff\x4f\xff\x51'),
      starts('\0\0\x01\0'),
      starts('\0\0\x02\0'),
      starts('ACON', 8),
      starts('%!PS'),
      starts('\xc5\xd0\xd3\xc6'),
      starts('\x0a\x05\x01\x08'),
    ),
  },
  {
    kind: 'video',
    fits: anyOf(
      starts('ftyp', 4),
      starts('\x1a\x45\xdf\xa3'),
      starts('AVI ', 8),
      starts('WAVE', 8),
      starts('ID3'),
      starts('OggS'),
      starts('moov', 4),
    ),
  },
  { kind: 'gif', fits: starts('GIF8') },
  { kind: 'pdf', fits: holds(/%PDF-/u, 1024) },
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
