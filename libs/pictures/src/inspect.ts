import type { PictureKind, PictureType } from '@consilium/domain';
import { isOnItsSide } from './exif';
import { jpeg } from './jpeg';
import { kindOf } from './kinds';
import type { PictureFormat, Stripped } from './picture-file';
import { png } from './png';
import { strictly } from './reading';
import { malformed, mostPixels, refuseBySize, tooManyPixels, unsupported } from './refusals';
import { reportOf, type StripReport } from './removed';
import { webp } from './webp';

const formats: Readonly<Record<PictureKind, PictureFormat>> = { jpeg, png, webp };

/** What a file is, known before any pixel of it is decoded. */
export interface Inspection {
  readonly kind: PictureKind;
  readonly mime: PictureType;
  /** Pixels as people will see the picture, turned upright. */
  readonly width: number;
  readonly height: number;
  /** 1 to 8 (EXIF). */
  readonly orientation: number;
  /** Bytes behind the picture's end; the strip cuts them off. */
  readonly trailing: number;
}

/** Tells what a file is, or throws `Problem('bad-input')` with the next step. Nothing is decoded. */
export function inspect(bytes: Uint8Array): Inspection {
  refuseBySize(bytes.length);
  const kind = kindOf(bytes);
  if (!isPictureKind(kind)) throw unsupported(kind);
  const { width, height, orientation, trailing } = strictly(() => formats[kind].readHeaders(bytes));
  if (width * height > mostPixels) throw tooManyPixels();
  const turned = isOnItsSide(orientation) ? { width: height, height: width } : { width, height };
  return { kind, mime: `image/${kind}`, ...turned, orientation, trailing };
}

function isPictureKind(kind: string): kind is PictureKind {
  return Object.hasOwn(formats, kind);
}

/** The same pixels without anything else, and what was taken out. */
export interface StrippedPicture extends Inspection {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly report: StripReport;
}

/**
 * Keeps pixels bit for bit, how they are turned, and the numbers of the colour profile; drops all else (an allow-list:
 * what is not known goes too). Throws `Problem('bad-input')` and nothing else.
 */
export async function strip(bytes: Uint8Array): Promise<StrippedPicture> {
  const before = inspect(bytes);
  const stripped = await strictlyStripped(before.kind, bytes);
  const after = inspect(stripped.bytes);
  if (after.width !== before.width || after.height !== before.height || after.trailing !== 0) throw malformed();
  return { ...after, bytes: stripped.bytes, report: reportOf(stripped.findings, bytes.length, stripped.bytes.length) };
}

async function strictlyStripped(kind: PictureKind, bytes: Uint8Array): Promise<Stripped> {
  try {
    return await formats[kind].strip(bytes);
  } catch (error) {
    throw error instanceof RangeError ? malformed() : error;
  }
}
