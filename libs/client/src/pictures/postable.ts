import { Problem, type Guidance } from '@consilium/domain';
import { says } from '@consilium/pictures';
import { requireCapture, type CapturePlace } from './capture';
import type { DeviceWord } from './device-words';
import type { NewPicture } from './views';

/** Refuses a picture of which a file says more than its pixels. One file after another: memory holds the largest and no more. */
async function requireStripped(guidance: Guidance, { original, view, thumb }: NewPicture): Promise<void> {
  for (const file of [thumb, view, original]) {
    const found = await says(new Uint8Array(await file.arrayBuffer()));
    const [broken] = guidance.findings('file', 'post', { says: found.length > 0 ? 'something' : 'nothing' });
    if (broken !== undefined) throw new Problem('not-allowed', broken.sentence, { rule: broken.id });
  }
}

/** Refuses a picture that may not be posted, before anything of it is sealed: whatever made it ready, a screen or a program. */
export async function requirePostable(
  room: CapturePlace,
  picture: NewPicture,
  device: DeviceWord | undefined,
): Promise<void> {
  requireCapture(room, picture, device);
  await requireStripped(room.vault.books.room.guidance(room.vault.view), picture);
}
