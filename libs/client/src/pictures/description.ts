import type { PictureView } from './views';

/** What a picture's `description` says, sealed as one JSON text. */
export interface Description {
  readonly width: number;
  readonly height: number;
  readonly mediaType: 'image/jpeg' | 'image/png' | 'image/webp';
  readonly caption: string;
  readonly site: string;
  readonly side: PictureView['side'];
  readonly removed: string;
}

export const unknownDescription: Description = {
  width: 0,
  height: 0,
  mediaType: 'image/jpeg',
  caption: '',
  site: '',
  side: 'not-applicable',
  removed: '',
};

const sides: readonly string[] = ['left', 'right', 'midline', 'not-applicable'];
const mediaTypes: readonly string[] = ['image/jpeg', 'image/png', 'image/webp'];

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const sizeOf = (value: unknown): number =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : 0;

/** Reads what a colleague's device wrote; a field that is not what it should be shows as unknown. */
export function readDescription(text: string): Description {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return unknownDescription;
  }
  if (typeof value !== 'object' || value === null) return unknownDescription;
  const of = (name: string): unknown => Reflect.get(value, name);
  const side = textOf(of('side'));
  const mediaType = textOf(of('mediaType'));
  return {
    width: sizeOf(of('width')),
    height: sizeOf(of('height')),
    mediaType: mediaTypes.includes(mediaType) ? (mediaType as Description['mediaType']) : 'image/jpeg',
    caption: textOf(of('caption')),
    site: textOf(of('site')),
    side: sides.includes(side) ? (side as Description['side']) : 'not-applicable',
    removed: textOf(of('removed')),
  };
}
