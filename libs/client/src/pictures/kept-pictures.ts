import { randomBytes, toB64 } from '@consilium/bytes';
import { renditions, type Rendition } from '@consilium/domain';
import { fromB64 } from '@consilium/sealing';
import type { StatedPicture } from './views';
import { pause } from '../turns/pause';
import type { OwnShelf } from '../shelf/own-shelf';
import { dropRuns, keepRuns, readRuns } from '../shelf/pixel-runs';
import type { PictureIds } from './picture-ids';

/** Everything of a picture on its way but its pixels. */
type Facts = Omit<StatedPicture, Rendition>;

/** What an earlier page was sending. Sizes in bytes. */
export interface KeptPicture {
  readonly upload: string;
  readonly room: string;
  readonly ids: PictureIds;
  readonly facts: Facts;
  readonly sizes: Readonly<Record<Rendition, number>>;
  /** Under which its pixels are sealed: 32 bytes, b64. */
  readonly key: string;
  /** Whether all of its pixels are there; otherwise the page was closed while they were being kept. */
  readonly isWhole: boolean;
}

/** A picture larger than this is kept only when it is still on its way after a while: sending it comes first. */
const smallBytes = 8_000_000;
const whileMilliseconds = 1000;

const runsNamed = ({ upload }: KeptPicture, rendition: Rendition): string => `${upload} ${rendition}`;

export function keptOf(upload: string, room: string, ids: PictureIds, picture: StatedPicture): KeptPicture {
  const { original, view, thumb, ...facts } = picture;
  return {
    upload,
    room,
    ids,
    facts,
    sizes: { original: original.size, view: view.size, thumb: thumb.size },
    key: toB64(randomBytes(32)),
    isWhole: false,
  };
}

/** Pictures on their way, sealed on the device until the service has them. */
export class KeptPictures {
  constructor(private readonly shelf: OwnShelf) {}

  /** Its facts at once, its pixels unless it arrives before; all of it is forgotten again when `isOver` says so. */
  async keep(kept: KeptPicture, picture: StatedPicture, isOver: () => boolean): Promise<void> {
    if (!this.shelf.holdsPictures) return;
    const { original, view, thumb } = kept.sizes;
    try {
      await this.shelf.keep('picture', kept.upload, JSON.stringify(kept));
      if (original + view + thumb > smallBytes) await pause(whileMilliseconds);
      for (const rendition of renditions) {
        await keepRuns(this.shelf, fromB64(kept.key), runsNamed(kept, rendition), picture[rendition], isOver);
      }
      if (!isOver()) await this.shelf.keep('picture', kept.upload, JSON.stringify({ ...kept, isWhole: true }));
      if (isOver()) await this.forget(kept);
    } catch {
      // The device is full, or keeps nothing: the picture lives as long as its page.
      await this.forget(kept);
    }
  }

  async forget(kept: KeptPicture): Promise<void> {
    if (!this.shelf.holdsPictures) return;
    await this.shelf.drop('picture', kept.upload).catch(() => undefined);
    for (const rendition of renditions) {
      await dropRuns(this.shelf, fromB64(kept.key), runsNamed(kept, rendition), kept.sizes[rendition]);
    }
  }

  async all(): Promise<readonly KeptPicture[]> {
    if (!this.shelf.holdsPictures) return [];
    const records = await this.shelf.all('picture').catch(() => []);
    return records.map(({ text }) => JSON.parse(text) as KeptPicture);
  }

  /** The picture as it was given. Throws where a run of it is missing or does not open. */
  async whole(kept: KeptPicture): Promise<StatedPicture> {
    const read = (rendition: Rendition): Promise<Blob> =>
      readRuns(this.shelf, fromB64(kept.key), runsNamed(kept, rendition), kept.sizes[rendition]);
    return { ...kept.facts, original: await read('original'), view: await read('view'), thumb: await read('thumb') };
  }
}
