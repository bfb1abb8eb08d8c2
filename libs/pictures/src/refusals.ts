import { anyPictureFormat, Problem } from '@consilium/domain';

/** Largest file taken, in bytes. */
const largestFile = 100 * 1024 * 1024;
/** Most pixels taken: beyond it, decoding alone would need more memory than a phone has. */
export const mostPixels = 100_000_000;

const refuse = (message: string): Problem => new Problem('bad-input', message);

const empty = (): Problem =>
  refuse('This file is empty. The copy may have been interrupted: choose the picture again.');
const tooManyBytes = (): Problem =>
  refuse('This file is larger than 100 MB. Export the picture as JPEG at full size, or crop it, and add that.');
export const tooManyPixels = (): Problem =>
  refuse(
    'This picture has more than 100 megapixels. Crop it to the part in question, or export it smaller, and add that.',
  );
export const tooManyReceived = (): Problem =>
  refuse(
    'This picture is larger than it may be, and was not opened: it could stop this device. Ask whoever posted it to add it again.',
  );
export const truncated = (): Problem =>
  refuse('This picture is incomplete: its end is missing. Copy it from where it came from again and add the new copy.');
export const malformed = (): Problem =>
  refuse(
    'This picture file is damaged and cannot be read safely. Open it where it came from, save it as JPEG or PNG, and add that.',
  );
export const undecodable = (): Problem =>
  refuse('This browser cannot read this picture. Open it where it came from, save it as JPEG or PNG, and add that.');
export const unusualJpeg = (): Problem =>
  refuse(
    'This JPEG is written in a way that most programs cannot read (arithmetic, lossless or more than 8 bits). Open it where it came from, save it as an ordinary JPEG or PNG, and add that.',
  );
export const brokenHeic = (): Problem =>
  refuse(
    'This HEIC photo is damaged or of a kind that cannot be read here. Share it as JPEG (on an iPhone: Settings, Camera, Formats, Most Compatible, and take it again) and add that.',
  );
export const moving = (): Problem =>
  refuse(
    'This picture moves. Moving pictures cannot be added: choose one still, save it as JPEG or PNG, and add that.',
  );

/** What is recognised and not taken in this release, and what to do instead. */
const instead = {
  heic: 'This is an HEIC photo, which has to be converted first. Save or share it as JPEG (on an iPhone: Settings, Camera, Formats, Most Compatible) and add that.',
  heif: 'This is a HEIF picture, which cannot be read here yet. Save or share it as JPEG and add that.',
  avif: 'This is an AVIF picture, which cannot be read here yet. Save it as JPEG or PNG and add that.',
  tiff: 'This is a TIFF or camera raw file, which cannot be read here yet. Export it as JPEG or PNG and add that.',
  dicom:
    'This is a DICOM file, which cannot be read here yet. Export the one image as JPEG or PNG, without patient details on it, and add that.',
  svg: 'This is a drawing or a web page, not a photograph. Save it as PNG and add that.',
  gif: 'This is a GIF. Choose one still, save it as PNG, and add that.',
  pdf: 'This is a PDF. Export the picture in it as JPEG or PNG, without patient details, and add that.',
  bitmap: 'This kind of picture cannot be read here. Save it as JPEG or PNG and add that.',
  video: 'This is a video or a sound. Those cannot be added: choose a still, save it as JPEG, and add that.',
  archive: 'This is an archive or a document, not a picture. Take the picture out of it and add that.',
  unknown: `This is not a picture this service can read. Save it as ${anyPictureFormat} and add that.`,
} as const satisfies Record<string, string>;

/** A kind of file that is recognised by its first bytes and refused. */
export type UnsupportedKind = keyof typeof instead;

export const unsupported = (kind: UnsupportedKind): Problem => refuse(instead[kind]);

/** Refuses a file by its size alone, so that nobody reads 200 MB to say no. Bytes. */
export function refuseBySize(size: number): void {
  if (size === 0) throw empty();
  if (size > largestFile) throw tooManyBytes();
}
