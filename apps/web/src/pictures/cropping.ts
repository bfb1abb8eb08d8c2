import { asStored, strip, type StrippedPicture, undecodable } from '@consilium/pictures';
import { tooLargeToCrop } from './refusals';
import { lyingPart, turning } from './turning';

/** A part of an upright picture, in whole pixels. */
export interface PixelPart {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What is done to a picture before it is posted: turned by quarters to the right, then the part of it that stays. */
export interface Edit {
  readonly quarters: number;
  /** Left out: all of it. */
  readonly part?: PixelPart | undefined;
}

/** Of what is written anew as JPEG, from 0 to 1: high, since nothing in more detail is kept. */
const quality = 0.95;

/** As it was asked for: what stays in full detail, the rest gone from the file. `bytes`: a picture already stripped. */
export async function edited(bytes: Uint8Array, { quarters, part }: Edit): Promise<StrippedPicture> {
  const turned = await strip(bytes, quarters);
  return part === undefined ? turned : strip(await cropped(turned, part));
}

/** Pixels for pixels where the picture's format keeps them (PNG), else written anew as JPEG. */
async function cropped(picture: StrippedPicture, { left, top, width, height }: PixelPart): Promise<Uint8Array> {
  const stored = asStored(picture.bytes, picture);
  const lying = lyingPart({ left, top, width, height }, stored.orientation, picture);
  const blob = new Blob([stored.bytes], { type: picture.mime });
  const bitmap = await createImageBitmap(blob, lying.left, lying.top, lying.width, lying.height).catch(() => {
    throw undecodable();
  });
  try {
    const canvas = new OffscreenCanvas(width, height);
    const pen = canvas.getContext('2d', { alpha: false });
    if (pen === null) throw tooLargeToCrop();
    pen.fillStyle = '#ffffff';
    pen.fillRect(0, 0, width, height);
    // A canvas beyond what a browser holds stays black and says nothing.
    if (pen.getImageData(width - 1, height - 1, 1, 1).data[0] !== 255) throw tooLargeToCrop();
    pen.setTransform(...turning(stored.orientation, { width, height }));
    pen.drawImage(bitmap, 0, 0);
    const type = picture.kind === 'png' ? 'image/png' : 'image/jpeg';
    const encoded = await canvas.convertToBlob({ type, quality }).catch(() => {
      throw tooLargeToCrop();
    });
    return new Uint8Array(await encoded.arrayBuffer());
  } finally {
    bitmap.close();
  }
}
