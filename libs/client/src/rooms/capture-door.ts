import {
  attestedSeconds,
  hasRunOut,
  Problem,
  type DeviceOwner,
  type OriginalCopy,
  type PictureSource,
  type StoredObject,
} from '@consilium/domain';
import { draft } from '@consilium/ledger';
import { holdersAt } from '../register';
import { record } from './acts';
import type { Rooms } from './rooms';
import type { Vault } from '../vault/vault';
import {
  publishedPolicy,
  requireCapture,
  type CapturePlace,
  type CaptureView,
  type DeviceWords,
  type DeviceWordView,
  type NewPicture,
  type ReadBackView,
  type ShownPictures,
} from '../pictures';

/** With what a picture may be taken, where it came from, and what was deleted there. */
export interface CaptureDoor {
  /**
   * What binds whoever adds a picture to this case, and what was said of this device; "" asks of a case that is not open yet,
   * which will be one's own organisation's.
   */
  capture(room: string): Promise<CaptureView>;
  /** That this device is encrypted, locked, and uploads nothing by itself: all three, for 90 days. Nothing here can check it. */
  speakForDevice(owner: DeviceOwner): Promise<void>;
  /** What speaks against a picture taken like this, before anything of it is sealed; "" or the sentence to show. */
  checkCapture(room: string, stated: Pick<NewPicture, 'policy' | 'source'>): Promise<string>;
  /** By whoever posted the picture. */
  sayPictureSource(room: string, thread: string, source: PictureSource): Promise<void>;
  /** Fetches the sealed original again and compares every part with what was signed; rejects where it is not that. */
  readPictureBack(room: string, thread: string): Promise<ReadBackView>;
  /** Reads it back once more, and only then says what was deleted where it came from. */
  sayOriginalDeleted(room: string, thread: string, copies: OriginalCopy[]): Promise<void>;
}

interface Desk {
  readonly rooms: Rooms;
  readonly device: DeviceWords;
  readonly pictures: ShownPictures;
}

async function deviceView(vault: Vault, device: DeviceWords): Promise<DeviceWordView> {
  const word = await device.read();
  if (word === undefined) return { state: 'never', owner: '', saidAt: 0, until: 0 };
  const { owner, at } = word;
  const isOver = hasRunOut({ attestedAt: at }, vault.clock.stamp());
  return { state: isOver ? 'ran-out' : 'holds', owner, saidAt: at, until: at + attestedSeconds };
}

/** The case a picture is for: one that is open, or for "" one that is about to be, of the caller's own organisation. */
async function placeFor(vault: Vault, rooms: Rooms, id: string): Promise<CapturePlace> {
  if (id !== '') return rooms.open(id);
  const { organisation: org } = vault.self;
  if (org === '') throw new Problem('not-allowed', 'Only somebody of an organisation opens a case.');
  return { vault, state: { org } };
}

async function captureView(room: CapturePlace, device: DeviceWords): Promise<CaptureView> {
  const { vault, state } = room;
  const organisation = vault.view.organisation(state.org);
  const published = publishedPolicy(room);
  const holders = organisation === undefined ? [] : holdersAt(vault, organisation);
  const guardian = holders.find(({ office }) => office === 'caldicott-guardian');
  const says = published?.capture ?? '';
  return {
    organisation: organisation?.name ?? '',
    policy:
      published === undefined || says === '' ? undefined : { version: published.version, says, words: published.words },
    caldicott: guardian === undefined ? '' : `${guardian.name}, ${guardian.number}`,
    device: await deviceView(vault, device),
  };
}

async function readBack({ rooms, pictures }: Desk, id: string, thread: string): Promise<StoredObject> {
  const room = await rooms.open(id);
  return pictures.readBack(room, room.thread(thread));
}

export function captureDoor(vault: Vault, desk: () => Promise<Desk>): CaptureDoor {
  return {
    capture: async (id) => {
      const { rooms, device } = await desk();
      return captureView(await placeFor(vault, rooms, id), device);
    },
    speakForDevice: async (owner) => {
      const { device } = await desk();
      await device.say({ owner, at: Math.floor(vault.clock.stamp() / 60) * 60 });
      // Whatever case is on screen asks again whether a picture may be added.
      vault.changed({ about: 'register' });
    },
    checkCapture: async (id, stated) => {
      const { rooms, device } = await desk();
      const word = await device.read();
      // What was not said of the device is asked for on its own.
      if (word === undefined) return '';
      try {
        requireCapture(await placeFor(vault, rooms, id), stated, word);
        return '';
      } catch (error) {
        if (error instanceof Problem && error.kind === 'not-allowed') return error.message;
        throw error;
      }
    },
    sayPictureSource: async (id, thread, source) => {
      const { rooms } = await desk();
      await rooms.act(id, (room) => {
        const about = room.thread(thread);
        const said = draft({ type: 'source', scope: [about], body: { thread: about, source } });
        return record(room, { act: 'source', thread: about }, said);
      });
    },
    readPictureBack: async (id, thread) => {
      const { length, parts } = await readBack(await desk(), id, thread);
      return { bytes: length, parts: parts.length };
    },
    sayOriginalDeleted: async (id, thread, copies) => {
      const opened = await desk();
      const { id: read } = await readBack(opened, id, thread);
      await opened.rooms.act(id, (room) => {
        const about = room.thread(thread);
        const body = { thread: about, read, copies: copies.toSorted() };
        const said = draft({ type: 'original-deleted', scope: [about], body });
        return record(room, { act: 'original-deleted', thread: about }, said);
      });
    },
  };
}
