import { expose } from 'comlink';
import { httpTransport, openDoor, type Live } from '@consilium/client';
import { strip } from '@consilium/pictures';
import { letProblemsCross } from '../../apps/web/src/vault/problem-crossing';
import { likeJpeg, newPicture, post } from '../uploading/posting';
import { likeSealed, randomBlob, sendPlain, sendSealed, sendSigned } from '../uploading/uploading';

/** Nothing comes by itself: what is measured starts when it is asked for. */
const noLive: Live = {
  open: () => undefined,
  close: () => undefined,
  watch: () => Promise.resolve(false),
  unwatch: () => undefined,
  typing: () => undefined,
};

const { origin } = location;
const transport = httpTransport({ origin });
const door = openDoor({ origin, transport, live: noLive });

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

interface Loaded {
  readonly plain: Blob;
  readonly like: Blob;
}
let loaded: Loaded | undefined;
const requireLoaded = (): Loaded => {
  if (loaded === undefined) throw new Error('load something first');
  return loaded;
};

/** A drawn picture that compresses about as badly as skin does, without what the browser writes beside it. */
async function drawn(width: number, height: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  const pixels = context.createImageData(width, height);
  for (let at = 0; at < pixels.data.length; at += 4) {
    const noise = Math.random() * 40;
    pixels.data.set([200 + noise / 2, 150 + noise, 130 + noise, 255], at);
  }
  context.putImageData(pixels, 0, 0);
  const encoded = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 });
  const { bytes } = await strip(new Uint8Array(await encoded.arrayBuffer()));
  return new Blob([bytes], { type: 'image/jpeg' });
}

const vaultBench = {
  signIn: (words: string): Promise<void> => door.signInWithWords(words, 'Bench browser'),

  /** Keeps a plaintext of so many bytes for the uploads. */
  load: (bytes: number): void => {
    const plain = randomBlob(bytes);
    loaded = { plain, like: likeSealed(plain) };
  },
  sealed: (room: string): Promise<number> => timed(() => sendSealed({ transport, room }, requireLoaded().plain)),
  signed: (room: string): Promise<number> =>
    timed(() => sendSigned({ transport, room }, requireLoaded().plain, requireLoaded().like)),
  plain: (url: string): Promise<number> => timed(() => sendPlain(url, requireLoaded().plain)),
  /** Through the door, as the screen does it: three renditions, then the entry. */
  posted: (room: string): Promise<number> => {
    const small = likeJpeg(new Blob([new Uint8Array(20_000)]));
    return timed(() => post(door, room, newPicture(likeJpeg(requireLoaded().plain), small, small)));
  },

  /** Posts drawn pictures; gives the thumbnails' plaintexts. */
  fill: async (room: string, count: number): Promise<Blob[]> => {
    const thumbs: Blob[] = [];
    const view = await drawn(800, 600);
    while (thumbs.length < count) {
      const thumb = await drawn(320, 240);
      await post(door, room, newPicture(view, view, thumb));
      thumbs.push(thumb);
    }
    return thumbs;
  },
  /** Everything from nothing but open keys to the opened thumbnails of a room. */
  thumbs: async (room: string): Promise<Blob[]> => {
    const { threads } = await door.room(room);
    const pictures = threads.filter(({ picture }) => picture !== undefined);
    const opened = await Promise.all(pictures.map(({ thread }) => door.picture(room, thread, 'thumb')));
    return opened.map(({ bytes, mediaType }) => new Blob([bytes], { type: mediaType }));
  },
  /** The same bytes and nothing done with them: the room's entries as they come, the thumbnails from signed addresses. */
  plainThumbs: async (room: string, urls: readonly string[]): Promise<Blob[]> => {
    const entries = transport.call('ledgers', 'entries', { ledger: room, after: -1, limit: 500 });
    const fetched = urls.map(async (url) => (await fetch(url)).blob());
    await entries;
    return Promise.all(fetched);
  },
};
export type VaultBench = typeof vaultBench;

letProblemsCross();
expose(vaultBench);
