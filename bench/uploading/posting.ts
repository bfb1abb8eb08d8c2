import type { Door, NewPicture } from '@consilium/client';

const consent: NewPicture['consent'] = {
  recording: 'clinical-photograph',
  authority: 'said-yes',
  scopes: ['capture', 'internal'],
  facts: [],
  flags: [],
  ruledOut: [],
  explained: [],
  attested: [],
};

const jpegBeginning = Uint8Array.of(
  ...[0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0, 240, 1, 64, 1, 1, 17, 0],
  ...[0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0],
);

/** A JPEG by its headers, whose pixels are these bytes: none of them 255. No decoder makes a picture of it. */
export function likeJpeg(pixels: Blob): Blob {
  return new Blob([jpegBeginning, pixels, Uint8Array.of(0xff, 0xd9)], { type: 'image/jpeg' });
}

export function newPicture(original: Blob, view: Blob, thumb: Blob): NewPicture {
  const removed = 'location, device serial, 6 more';
  const said = { caption: '', site: 'Left forearm', side: 'left' as const, removed, extent: 'whole' as const };
  return {
    name: 'lesion.jpg',
    original,
    view,
    thumb,
    width: 320,
    height: 240,
    mediaType: 'image/jpeg',
    ...said,
    policy: { basis: 'published', title: '', date: '', says: '' },
    source: '',
    consent,
  };
}

/** Posts a picture the whole way; resolves when it stands in the room. */
export async function post(
  door: Pick<Door, 'addPicture' | 'room' | 'speakForDevice'>,
  room: string,
  picture: NewPicture,
): Promise<void> {
  await door.speakForDevice('managed');
  await door.addPicture(room, picture);
  for (;;) {
    const { uploads } = await door.room(room);
    if (uploads.length === 0) return;
    const failed = uploads.find(({ state }) => state === 'failed');
    if (failed !== undefined) throw new Error(failed.problem);
    await new Promise((wake) => setTimeout(wake, 20));
  }
}
