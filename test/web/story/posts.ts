import { expect } from '@playwright/test';
import { eventually } from '@consilium/testkit';
import { photograph, type Someone } from '@consilium/testkit/people';
import { smallJpeg } from '@consilium/testkit/pictures';

/** Posts a picture that a browser can draw, without one, and gives its thread once it stands there. */
export async function posts({ door }: Someone, room: string, mark: string): Promise<string> {
  const jpeg = new Blob([Uint8Array.from(smallJpeg)], { type: 'image/jpeg' });
  await door.addPicture(room, photograph(mark, { original: jpeg, view: jpeg, thumb: jpeg, width: 64, height: 48 }));
  let posted = '';
  await eventually(async () => {
    const { threads } = await door.room(room);
    posted = threads.find(({ picture }) => picture?.caption === `caption ${mark}`)?.thread ?? '';
    expect(posted).not.toBe('');
  });
  return posted;
}
