import { Problem, refusal, type Capture, type Policy, type PictureSource } from '@consilium/domain';
import type { Room } from '../replicas/room';
import type { DeviceWord } from './device-words';
import type { NewPicture } from './views';

/** The case a picture is for, as far as it says how one may be taken. */
export interface CapturePlace {
  readonly vault: Room['vault'];
  readonly state: Pick<Room['state'], 'org'>;
}

const unspoken = 'Say first how this device is kept. Until then no picture is taken or added with it.';

/** What the organisation that owns the case says of pictures, where it published anything. */
export function publishedPolicy({ vault, state }: CapturePlace): Policy | undefined {
  return vault.view.organisation(state.org)?.policies.capture;
}

/**
 * What a picture will state of how it was taken, by the register and the device as they are now: a policy that changed while
 * the picture was on its way binds it, and so does what was said of the device meanwhile.
 */
export function captureOf(
  room: CapturePlace,
  { policy, source }: Pick<NewPicture, 'policy' | 'source'>,
  device: DeviceWord | undefined,
): Capture & { readonly source: PictureSource | '' } {
  if (device === undefined) throw new Problem('not-allowed', unspoken, { rule: 'R17' });
  const published = publishedPolicy(room);
  const { basis, says } = policy;
  if (published === undefined && basis === 'published') {
    throw new Problem('not-allowed', refusal('capture-policy-changed').message);
  }
  const under =
    published === undefined
      ? ({ policy: basis, version: 0, says } as const)
      : ({ policy: 'published', version: published.version, says: published.capture } as const);
  return { ...under, device: device.owner, attestedAt: device.at, source };
}

/** Refuses a picture that may not be posted, before anything of it is sealed. */
export function requireCapture(
  room: CapturePlace,
  stated: Pick<NewPicture, 'policy' | 'source'>,
  device: DeviceWord | undefined,
): void {
  const { vault } = room;
  const taken = { ...captureOf(room, stated, device), gone: [], at: vault.clock.stamp() };
  const broken = vault.books.room.guidance(vault.view).refusingTaken('post', taken);
  if (broken !== undefined) throw new Problem('not-allowed', broken.sentence, { rule: broken.id });
}
