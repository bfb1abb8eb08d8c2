import type { PictureType } from '@consilium/domain';
import { asStored, longestSide, strip, undecodable, type StrippedPicture } from '@consilium/pictures';
import { isOnItsSide, turning } from './turning';
import { changedPixels } from './refusals';

/** One size of a picture. Pixels as people see them, upright. */
export interface Rendition {
  readonly bytes: Blob;
  readonly width: number;
  readonly height: number;
  readonly mime: PictureType;
}

/** Thumb: longest side 480 px. View: longest side 2,560 px. Original: every pixel, untouched. */
export interface Renditions {
  readonly thumb: Rendition;
  readonly view: Rendition;
  readonly original: Rendition;
}

const quality = { thumb: 0.82, view: 0.88 } as const;

/** Makes the two small renditions; never larger than the picture is. Runs where OffscreenCanvas is (a worker). */
export async function renditions(picture: StrippedPicture): Promise<Renditions> {
  refuseChangedPixels();
  const original = { ...sizeOf(picture), bytes: new Blob([picture.bytes], { type: picture.mime }), mime: picture.mime };
  const stored = asStored(picture.bytes, picture);
  const blob = new Blob([stored.bytes], { type: picture.mime });
  const decoded = await decode(blob, lying(fit(picture, longestSide.view), stored.orientation));
  try {
    const view = await draw(decoded, fit(picture, longestSide.view), stored.orientation, quality.view);
    const thumb = await draw(decoded, fit(picture, longestSide.thumb), stored.orientation, quality.thumb);
    return { thumb, view, original };
  } finally {
    decoded.close();
  }
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const sizeOf = ({ width, height }: Size): Size => ({ width, height });

/** The size with the same shape whose longest side is at most `side`. */
export function fit({ width, height }: Size, side: number): Size {
  const scale = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** The size of an upright picture as it is stored. */
const lying = ({ width, height }: Size, orientation: number): Size =>
  isOnItsSide(orientation) ? { width: height, height: width } : { width, height };

/** Decodes as stored and already reduced, so that no canvas is ever as large as the picture. */
async function decode(blob: Blob, { width, height }: Size): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(blob, {
      resizeWidth: width,
      resizeHeight: height,
      resizeQuality: 'high',
    });
  } catch {
    throw undecodable();
  }
}

/** Turned by our own hand: browsers turn some formats and not others. `width` and `height` are upright. */
async function draw(
  bitmap: ImageBitmap,
  { width, height }: Size,
  orientation: number,
  jpegQuality: number,
): Promise<Rendition> {
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext('2d', { alpha: false });
  if (pen === null) throw undecodable();
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, width, height);
  pen.imageSmoothingQuality = 'high';
  const stored = lying({ width, height }, orientation);
  pen.setTransform(...turning(orientation, { width, height }));
  pen.drawImage(bitmap, 0, 0, stored.width, stored.height);
  const encoded = await canvas.convertToBlob({ type: 'image/jpeg', quality: jpegQuality });
  const clean = await strip(new Uint8Array(await encoded.arrayBuffer()));
  return { bytes: new Blob([clean.bytes], { type: clean.mime }), width, height, mime: clean.mime };
}

/** Some browsers alter what is read from a canvas, against tracking; a medical picture must not be altered. */
function refuseChangedPixels(): void {
  const side = 16;
  const pen = new OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true });
  if (pen === null) throw undecodable();
  const known = pen.createImageData(side, side);
  for (let at = 0; at < known.data.length; at++) known.data[at] = at % 4 === 3 ? 255 : (at * 37) % 256;
  pen.putImageData(known, 0, 0);
  const seen = pen.getImageData(0, 0, side, side).data;
  if (seen.some((value, at) => value !== known.data[at])) throw changedPixels();
}
