import { blobBytes } from '@consilium/ledger';
import {
  mayHold,
  Problem,
  pictureKindOf,
  type PictureType,
  type Rendition,
  type StoredObject,
  type ThreadId,
} from '@consilium/domain';
import type { Bytes } from '@consilium/bytes';
import { CannotOpen, openContent } from '@consilium/sealing';
import type { Room } from '../replicas/room';
import { fetchObject, Links } from './fetch-object';

const notThere = 'This picture is not there for you.';
const noKey =
  'This device has no key that opens this picture. The owner’s device passes it on when they open the case; try again then.';
const keyDoesNotOpen =
  'The key of this picture could not be opened on this device. Ask whoever posted it to post it again.';
const newerKind =
  'This picture is of a kind this version of Consilium does not know. Reload the page to see it; what you are writing is kept.';
/** Opened renditions kept in memory are the small ones only. */
const mostKept = 300;

/** How much of a picture each shows. */
const detail: Readonly<Record<Rendition, number>> = { thumb: 0, view: 1, original: 2 };

/** An opinion states the best of a picture that its author opened. */
function noteLook(room: Room, thread: ThreadId, rendition: Rendition): void {
  const before = room.looked.get(thread);
  const isBetter = before === undefined || detail[rendition] > detail[before];
  if (isBetter) room.looked.set(thread, rendition);
}

const sayInstead =
  (words: string) =>
  (error: unknown): never => {
    throw error instanceof CannotOpen ? new Problem('wrong-state', words) : error;
  };

async function kept(thumbs: Shown['thumbs'], object: string, open: () => Promise<Bytes>): Promise<Bytes> {
  const known = thumbs.get(object);
  if (known !== undefined) return known;
  const opened = open();
  if (thumbs.size >= mostKept) thumbs.clear();
  thumbs.set(object, opened);
  opened.catch(() => thumbs.delete(object));
  return opened;
}

interface Opened {
  readonly bytes: Bytes;
  readonly object: StoredObject;
}

/** What is kept of one room's pictures, as long as the room is. */
interface Shown {
  readonly links: Links;
  /** The small renditions, by object. */
  readonly thumbs: Map<string, Promise<Bytes>>;
}

/** Pictures as this device opens them: reading links are asked for together, and a thumb is opened once. */
export class ShownPictures {
  private readonly rooms = new WeakMap<Room, Shown>();

  /** The opened bytes of one rendition, verified against the ledger part by part. */
  async show(room: Room, thread: ThreadId, rendition: Rendition): Promise<{ bytes: Blob; mediaType: string }> {
    const shown = await this.inPassing(room, thread, rendition);
    noteLook(room, thread, rendition);
    return shown;
  }

  /** The same beside something else: nobody looked at it by that, and no opinion rests on it. */
  async inPassing(room: Room, thread: ThreadId, rendition: Rendition): Promise<{ bytes: Blob; mediaType: string }> {
    const { bytes } = await this.opened(room, thread, rendition);
    // For each rendition apart: the made copies may be of another type than the original.
    const kind = pictureKindOf(bytes);
    if (kind === undefined) throw new Problem('wrong-state', newerKind);
    const mediaType: PictureType = `image/${kind}`;
    return { bytes: new Blob([bytes], { type: mediaType }), mediaType };
  }

  /** The sealed original as it is stored: fetched again, held against what was signed, and opened. Nobody looks at it. */
  async readBack(room: Room, thread: ThreadId): Promise<StoredObject> {
    return (await this.opened(room, thread, 'original')).object;
  }

  private async opened(room: Room, thread: ThreadId, rendition: Rendition): Promise<Opened> {
    const { vault, state } = room;
    const picture = state.threads.get(thread)?.picture;
    const entry = room.log.entries.find(({ entry: { id } }) => id === picture?.entry);
    const object = picture?.objects.find((each) => each.rendition === rendition);
    const isHeld = mayHold(state, thread, vault.me, vault.view, vault.clock.now());
    if (entry === undefined || object === undefined || !isHeld) throw new Problem('not-found', notThere);
    const { gen } = entry.body as { readonly gen: number };
    const sealedKey = blobBytes(entry, object.sealedKey);
    if (sealedKey === undefined) throw new Problem('not-found', notThere);
    const place = room.placeOf(entry, { thread, gen }, `object:${rendition}`);
    const open = async (): Promise<Bytes> => {
      const threadKey = await room.keys.key(thread, gen).catch(sayInstead(noKey));
      const objectKey = await openContent(threadKey, place, sealedKey).catch(sayInstead(keyDoesNotOpen));
      return this.fetch(room, object, objectKey);
    };
    const bytes = rendition === 'thumb' ? await kept(this.of(room).thumbs, object.id, open) : await open();
    return { bytes, object };
  }

  private of(room: Room): Shown {
    const known = this.rooms.get(room) ?? { links: new Links(room.vault.transport, room.id), thumbs: new Map() };
    this.rooms.set(room, known);
    return known;
  }

  private async fetch(room: Room, object: StoredObject, key: Bytes): Promise<Bytes> {
    return fetchObject(room.vault.transport, await this.of(room).links.of(object.id), object, key);
  }
}
