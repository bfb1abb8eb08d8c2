import { expect } from '@playwright/test';
import { eventually } from '@consilium/testkit';
import { photograph, type Someone } from '@consilium/testkit/people';
import { plantedJpeg, smallJpeg } from '@consilium/testkit/pictures';

const drawn = (): Blob => new Blob([Uint8Array.from(smallJpeg)], { type: 'image/jpeg' });

/** What another program than ours makes of a picture: its file says where it was taken, and is not looked at beforehand. */
export function telling(): Blob {
  const file = new Blob([Uint8Array.from(plantedJpeg())], { type: 'image/jpeg' });
  return Object.assign(file, { arrayBuffer: () => drawn().arrayBuffer() });
}

/** Posts a picture that a browser can draw, without one, and gives its thread once it stands there. */
export async function posts({ door }: Someone, room: string, mark: string, jpeg = drawn()): Promise<string> {
  await door.addPicture(room, photograph(mark, { original: jpeg, view: jpeg, thumb: jpeg, width: 64, height: 48 }));
  let posted = '';
  await eventually(async () => {
    const { threads } = await door.room(room);
    posted = threads.find(({ picture }) => picture?.caption === `caption ${mark}`)?.thread ?? '';
    expect(posted).not.toBe('');
  });
  return posted;
}
