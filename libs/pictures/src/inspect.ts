import { concat } from '@consilium/bytes';
import type { PictureKind, PictureType, Rendition } from '@consilium/domain';
import { isOnItsSide } from './exif';
import { jpeg } from './jpeg';
import { kindOf } from './kinds';
import type { Headers, PictureFormat } from './picture-file';
import { png } from './png';
import { strictly } from './reading';
import { malformed, mostPixels, refuseBySize, tooManyPixels, tooManyReceived, unsupported } from './refusals';
import { named, reportOf, type HiddenThing, type StripReport } from './removed';
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
  return read(bytes, (format) => format.readHeaders(bytes));
}

function read(bytes: Uint8Array, by: (format: PictureFormat) => Headers): Inspection {
  refuseBySize(bytes.length);
  const kind = kindOf(bytes);
  if (!isPictureKind(kind)) throw unsupported(kind);
  const { width, height, orientation, trailing } = strictly(() => by(formats[kind]));
  if (width * height > mostPixels) throw tooManyPixels();
  const turned = isOnItsSide(orientation) ? { width: height, height: width } : { width, height };
  return { kind, mime: `image/${kind}`, ...turned, orientation, trailing };
}

function isPictureKind(kind: string): kind is PictureKind {
  return Object.hasOwn(formats, kind);
}

/** Longest side of each rendition, in pixels: what is made here, and the most that is taken of what arrives. */
export const longestSide = { thumb: 480, view: 2560, original: mostPixels } as const satisfies Record<
  Rendition,
  number
>;

type Bytes = Uint8Array<ArrayBuffer>;

/** A picture as it is given to a decoder that must not turn it: its pixels as stored, and how they are to be turned. */
export interface AsStored {
  readonly bytes: Bytes;
  /** 1 to 8 (EXIF). */
  readonly orientation: number;
}

/** Which formats a browser turns differs from one to the next, so no file that is shown says how it is turned. */
export function asStored(bytes: Bytes, { kind, orientation }: Pick<Inspection, 'kind' | 'orientation'>): AsStored {
  if (orientation === 1) return { bytes, orientation };
  return { bytes: concat(strictly(() => formats[kind].asStored(bytes))), orientation };
}

/**
 * Measures what arrived from somebody else, before any decoder sees it: a small file can be pixels enough to stop a
 * device. Each rendition has bounds of its own. Throws `Problem('bad-input')`.
 */
export function receive(bytes: Bytes, rendition: Rendition): AsStored {
  const found = read(bytes, (format) => format.measure(bytes));
  if (Math.max(found.width, found.height) > longestSide[rendition]) throw tooManyReceived();
  return asStored(bytes, found);
}

/**
 * What a file says beside the picture, the most telling first; nothing of what `strip` gave. What hides among the pixels
 * themselves is not looked for. Throws `Problem('bad-input')`.
 */
export async function says(bytes: Uint8Array): Promise<readonly HiddenThing[]> {
  const { kind } = read(bytes, (format) => format.measure(bytes));
  return named(await strictlyLater(() => formats[kind].says(bytes)));
}

/** The same pixels without anything else, and what was taken out. */
export interface StrippedPicture extends Inspection {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly report: StripReport;
}

/**
 * Keeps pixels bit for bit, how they are turned, and the numbers of the colour profile; drops all else (an allow-list:
 * what is not known goes too). Turned by so many `quarters` to the right as well. Throws `Problem('bad-input')` and nothing else.
 */
export async function strip(bytes: Uint8Array, quarters = 0): Promise<StrippedPicture> {
  const before = inspect(bytes);
  const stripped = await strictlyLater(() => formats[before.kind].strip(bytes, quarters));
  const after = inspect(stripped.bytes);
  const [width, height] = quarters % 2 === 0 ? [before.width, before.height] : [before.height, before.width];
  if (after.width !== width || after.height !== height || after.trailing !== 0) throw malformed();
  return { ...after, bytes: stripped.bytes, report: reportOf(stripped.findings, bytes.length, stripped.bytes.length) };
}

/** `strictly`, of what takes a while. */
async function strictlyLater<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof RangeError ? malformed() : error;
  }
}
