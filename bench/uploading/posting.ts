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
