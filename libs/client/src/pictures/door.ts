import {
  Problem,
  shownFor,
  type Guidance,
  type GuidanceFinding,
  type GuidanceMoment,
  type PictureFacts,
  type Purpose,
  type Readers,
  type Rendition,
  type Stop,
  type Thread,
} from '@consilium/domain';
import type { Room } from '../replicas/room';
import type { Vault } from '../vault/vault';
import type { DeviceWords } from './device-words';
import type { ShownPictures } from './shown-pictures';
import type { Uploads } from './uploads';
import type { NewPicture, PictureGuidance } from './views';

/** Pictures on their way into a case, and on the screen. */
export interface PicturesDoor {
  /** What the guidance says of a picture before anything of it is sealed. `stops` is asked here and recorded nowhere. */
  checkConsent(
    consent: NewPicture['consent'],
    stops: readonly Stop[],
    readers: Readers,
  ): Promise<readonly GuidanceFinding[]>;
  /** What it says of the pictures of a case: before they are shown for this, or before the case is closed. */
  checkPictures(room: string, at: GuidanceMoment, purpose: Purpose): Promise<readonly PictureGuidance[]>;
  /** What it says of what is being written: a request, words, an opinion. */
  checkWritten: Guidance['findings'] extends (...asked: infer Asked) => infer Found
    ? (...asked: Asked) => Promise<Found>
    : never;
  /** Starts sealing and sending; progress shows in `RoomView.uploads`. Resolves with the upload's id at once. */
  addPicture(room: string, picture: NewPicture): Promise<string>;
  /** Resolves once this device holds whatever was added, or cannot hold it: a page that is left now takes nothing along. */
  picturesKept(): Promise<void>;
  retryUpload(room: string, upload: string): Promise<void>;
  dropUpload(room: string, upload: string): Promise<void>;
  /** The opened bytes of one rendition, verified against the ledger. */
  picture(room: string, thread: string, rendition: Rendition): Promise<{ bytes: Blob; mediaType: string }>;
  /** The best rendition of each picture this person opened since unlocking, by thread: what an opinion will state. */
  opened(room: string): Promise<Record<string, Rendition>>;
}

interface Desk {
  readonly rooms: { open(id: string): Promise<Room> };
  readonly uploads: Uploads;
  readonly device: DeviceWords;
  readonly pictures: ShownPictures;
}

const unposted = (consent: NewPicture['consent'], readers: Readers, stops: readonly Stop[] = []): PictureFacts => ({
  ...consent,
  ...{ withdrawn: 'no', readers, purpose: 'direct-care', stops },
});

/** Who inside a picture is for that is about to be posted. */
const readersOf = ({ named }: NewPicture): Readers => (named === undefined ? 'inside' : 'named');

const guidanceOf = (vault: Vault): Guidance => vault.books.room.guidance(vault.view);

/** What the guidance says of a thread's picture, of its consent and of how it was taken; undefined where there is none. */
function checked(vault: Vault, thread: Thread, at: GuidanceMoment, purpose: Purpose): PictureGuidance | undefined {
  if (thread.picture === undefined || thread.consent === undefined) return undefined;
  const guidance = guidanceOf(vault);
  const moments = at === 'outside' && purpose === 'peer-learning' ? ([at, 'teaching'] as const) : [at];
  const facts = shownFor(thread.consent, thread, purpose);
  const findings = moments.flatMap((each) => guidance.findings('picture', each, facts));
  const taken = guidance.findings('taken', at, { ...thread.picture, at: vault.clock.now() });
  return { thread: thread.id, findings: [...findings, ...taken] };
}

export function picturesDoor(vault: Vault, desk: () => Promise<Desk>): PicturesDoor {
  const guidance = (): Guidance => guidanceOf(vault);
  return {
    checkConsent: (consent, stops, readers) => {
      const facts = unposted(consent, readers, stops);
      return Promise.resolve((['post', 'inside'] as const).flatMap((at) => guidance().findings('picture', at, facts)));
    },
    checkPictures: async (id, at, purpose) => {
      const { state } = await (await desk()).rooms.open(id);
      return [...state.threads.values()].flatMap((thread) => checked(vault, thread, at, purpose) ?? []);
    },
    checkWritten: (about, at, facts) => Promise.resolve(guidance().findings(about, at, facts)),
    addPicture: async (id, picture) => {
      const broken = guidance().refusing('post', unposted(picture.consent, readersOf(picture)));
      if (broken !== undefined) throw new Problem('not-allowed', broken.sentence, { rule: broken.id });
      const { rooms, uploads, device } = await desk();
      const room = await rooms.open(id);
      room.log.requireSound();
      const { requirePostable } = await import('./postable');
      await requirePostable(room, picture, await device.read());
      return uploads.add(room, picture);
    },
    picturesKept: async () => {
      await (await desk()).uploads.allKept();
    },
    retryUpload: async (_id, upload) => {
      await (await desk()).uploads.retry(upload);
    },
    dropUpload: async (_id, upload) => {
      (await desk()).uploads.drop(upload);
    },
    picture: async (id, thread, rendition) => {
      const { rooms, pictures } = await desk();
      const room = await rooms.open(id);
      return pictures.show(room, room.thread(thread), rendition);
    },
    opened: async (id) => Object.fromEntries((await (await desk()).rooms.open(id)).looked),
  };
}
