import { Problem, type Rendition } from '@consilium/domain';
import type { Room } from '../replicas/room';
import type { Vault } from '../vault/vault';
import type { DeviceWords } from './device-words';
import type { ShownPictures } from './shown-pictures';
import type { Uploads } from './uploads';
import type { NewPicture } from './views';

/** Pictures on their way into a case, and on the screen. */
export interface PicturesDoor {
  /** Checks the consent against the guidance before anything is sealed; "" or the sentence to show. */
  checkConsent(consent: NewPicture['consent']): Promise<string>;
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

export function picturesDoor(vault: Vault, desk: () => Promise<Desk>): PicturesDoor {
  return {
    checkConsent: (consent) => Promise.resolve(vault.books.room.consentRefusal(consent, vault.view)?.sentence ?? ''),
    addPicture: async (id, picture) => {
      const broken = vault.books.room.consentRefusal(picture.consent, vault.view);
      if (broken !== undefined) throw new Problem('not-allowed', broken.sentence, { rule: broken.id });
      const { rooms, uploads, device } = await desk();
      const room = await rooms.open(id);
      room.log.requireSound();
      const { requireCapture } = await import('./capture');
      requireCapture(room, picture, await device.read());
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
