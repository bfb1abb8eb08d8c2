import type { NewPicture } from '@consilium/client';
import { askedOfPicture, explanations } from '@consilium/domain';

/** A frame of 4,000 × 3,000 grey pixels and the start of its one scan. */
const jpegBeginning = Uint8Array.of(
  ...[0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 11, 184, 15, 160, 1, 1, 17, 0],
  ...[0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0],
);
const jpegEnd = Uint8Array.of(0xff, 0xd9);

/** Bytes a search can find again: a JPEG whose pixels are the pattern over and over. No decoder makes a picture of it. */
export function patterned(pattern: string, size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  const repeated = new TextEncoder().encode(pattern);
  for (let at = 0; at < size; at++) bytes[at] = repeated[at % repeated.length] ?? 0;
  bytes.set(jpegBeginning);
  bytes.set(jpegEnd, size - 2);
  return bytes;
}

/** A clinical photograph with oral consent to everything a share needs. */
export function photograph(pattern: string, changes: Partial<NewPicture> = {}): NewPicture {
  const of = (size: number): Blob => new Blob([patterned(pattern, size)], { type: 'image/jpeg' });
  return {
    name: 'IMG_0001.jpg',
    original: of(300_000),
    view: of(60_000),
    thumb: of(6_000),
    width: 4000,
    height: 3000,
    mediaType: 'image/jpeg',
    removed: 'location, device serial, 6 more',
    extent: 'whole',
    caption: `caption ${pattern}`,
    site: 'left forearm',
    side: 'left',
    // Nothing is left to ask where it came from.
    policy: { basis: 'published', title: '', date: '', says: '' },
    source: 'sent-by-patient',
    consent: {
      recording: 'clinical-photograph',
      authority: 'said-yes',
      scopes: ['capture', 'internal', 'named-external', 'via-platform'],
      facts: [],
      flags: [],
      ruledOut: [...askedOfPicture],
      explained: [...explanations],
      attested: ['no-pressure', 'noted-in-record'],
    },
    ...changes,
  };
}
