import { Problem } from '@consilium/domain';
import { newEntryId } from '@consilium/ledger';
import { requireKnownRules } from '../ledgers/known-rules';
import { OnceEach } from '../turns/once-each';
import { OneAtATime } from '../turns/one-at-a-time';
import type { Room } from '../replicas/room';
import { allow } from '../vault/vault';
import type { OwnShelf } from '../shelf/own-shelf';
import type { DeviceWords } from './device-words';
import { KeptPictures, keptOf, type KeptPicture } from './kept-pictures';
import { arrivedBytes, outgoing, type OutgoingObject } from './outgoing';
import { newPictureIds, type PictureIds } from './picture-ids';
import type { NewPicture, StatedPicture, UploadView } from './views';

/** One picture on its way. */
interface Upload {
  readonly id: string;
  readonly room: Room;
  readonly picture: StatedPicture;
  readonly ids: PictureIds;
  readonly kept: KeptPicture;
  readonly objects: readonly OutgoingObject[];
  intent: string;
  state: UploadView['state'];
  problem: string;
  sent: number;
  isDropped: boolean;
  /** Arrived, or given up by its owner: the device may forget it. */
  isSettled: boolean;
}

/** A picture an earlier page of this device was sending, as it stands in its room. */
interface Left {
  readonly room: Room;
  readonly kept: KeptPicture;
}

const pageClosed = 'The page was closed before this picture was sent. Retry, or do not send it.';
const halfKept =
  'The page was closed before this picture could be kept here. Take it off with “Do not send it”, then add it again.';

const stated = (picture: NewPicture, now: number): StatedPicture => ({
  ...picture,
  consent: { ...picture.consent, takenAt: Math.floor(now / 60) * 60 },
});

/** Posts at most this often that something moved (milliseconds). */
const tellEvery = 100;

/** Pictures being sealed and sent, one after another, each part while the next is being sealed. */
export class Uploads {
  private readonly all = new Map<string, Upload>();
  private readonly turns = new OneAtATime();
  private readonly left = new Map<string, Left>();
  private readonly restored = new OnceEach<Room>((rooms) => this.takeUp(rooms));
  private readonly pictures: KeptPictures;
  private readonly keeping = new Set<Promise<void>>();
  private toldAt = 0;

  constructor(
    shelf: OwnShelf,
    private readonly device: DeviceWords,
  ) {
    this.pictures = new KeptPictures(shelf);
  }

  /** Takes up what an earlier page of this device was sending, and lets go of what turns out to be there. */
  async restore(...rooms: readonly Room[]): Promise<void> {
    for (const upload of this.all.values()) {
      if (rooms.includes(upload.room) && upload.state === 'failed' && upload.room.stands(upload.ids.picture))
        this.settle(upload);
    }
    await this.restored.of(rooms);
  }

  private async takeUp(rooms: readonly Room[]): Promise<void> {
    for (const kept of await this.pictures.all()) {
      const room = rooms.find(({ id }) => id === kept.room);
      if (room === undefined || this.all.has(kept.upload)) continue;
      if (room.stands(kept.ids.picture)) await this.pictures.forget(kept);
      else this.left.set(kept.upload, { room, kept });
    }
  }

  add(room: Room, given: NewPicture): string {
    const { vault, state } = room;
    const picture = stated(given, vault.clock.stamp());
    allow(vault.books.room.mayAct(state, vault.view, vault.clock.now(), vault.me, { act: 'open-thread' }));
    for (const plain of [picture.original, picture.view, picture.thumb]) {
      if (plain.size === 0) throw new Problem('bad-input', 'This picture is empty. Choose it again.');
      if (plain.size > 200_000_000)
        throw new Problem('too-large', 'This picture is larger than 200 MB. Choose a smaller copy.');
    }
    const [id, ids] = [newEntryId(), newPictureIds()];
    const upload = this.begin(room, picture, keptOf(id, room.id, ids, picture));
    const keeping = this.pictures
      .keep(upload.kept, picture, () => upload.isSettled)
      .finally(() => this.keeping.delete(keeping));
    this.keeping.add(keeping);
    return id;
  }

  /** Resolves once this device holds whatever was added here so far, or cannot hold it. */
  async allKept(): Promise<void> {
    await Promise.allSettled(this.keeping);
  }

  private begin(room: Room, picture: StatedPicture, kept: KeptPicture): Upload {
    const upload: Upload = {
      ...{ id: kept.upload, ids: kept.ids },
      ...{ room, picture, kept },
      objects: [
        outgoing('original', picture.original),
        outgoing('thumb', picture.thumb),
        outgoing('view', picture.view),
      ],
      intent: '',
      state: 'waiting',
      problem: '',
      sent: 0,
      isDropped: false,
      isSettled: false,
    };
    this.all.set(upload.id, upload);
    this.start(upload);
    return upload;
  }

  private find(id: string): Upload {
    const upload = this.all.get(id);
    if (upload === undefined) throw new Problem('not-found', 'This upload is over.');
    return upload;
  }

  async retry(id: string): Promise<void> {
    const left = this.left.get(id);
    if (left !== undefined) {
      await this.resume(left);
      return;
    }
    const upload = this.find(id);
    if (upload.state === 'failed') this.start(upload);
  }

  /** Sends what an earlier page did not: the same picture under the same entry, sealed and announced anew. */
  private async resume({ room, kept }: Left): Promise<void> {
    const picture = await this.pictures.whole(kept).catch(() => {
      throw new Problem('not-found', halfKept);
    });
    await room.sync();
    // Pressed twice, it is sent once.
    if (!this.left.delete(kept.upload)) return;
    if (room.stands(kept.ids.picture)) await this.pictures.forget(kept);
    else this.begin(room, picture, kept);
    this.tell({ room }, true);
  }

  drop(id: string): void {
    const left = this.left.get(id);
    if (left === undefined) {
      const upload = this.find(id);
      upload.isDropped = true;
      this.settle(upload);
      return;
    }
    this.left.delete(id);
    void this.pictures.forget(left.kept);
    this.tell(left, true);
  }

  /** It is over: nothing of it stays, here or on the device. */
  private settle(upload: Upload): void {
    upload.isSettled = true;
    this.all.delete(upload.id);
    void this.pictures.forget(upload.kept);
    this.tell(upload, true);
  }

  forget(): void {
    for (const upload of this.all.values()) upload.isDropped = true;
    this.all.clear();
    this.left.clear();
  }

  of(room: Room): UploadView[] {
    const left = [...this.left.values()].filter((each) => each.room === room).map(({ kept }) => leftView(kept));
    return [...left, ...[...this.all.values()].filter((upload) => upload.room === room).map(viewOf)];
  }

  private isOver({ isDropped }: Upload): boolean {
    return isDropped;
  }

  private start(upload: Upload): void {
    this.move(upload, 'waiting');
    void this.turns.run(() => this.run(upload));
  }

  private move(upload: Upload, state: Upload['state'], problem = ''): void {
    upload.state = state;
    upload.problem = problem;
    this.tell(upload, true);
  }

  private tell({ room }: Pick<Upload, 'room'>, now: boolean): void {
    const at = performance.now();
    if (!now && at - this.toldAt < tellEvery) return;
    this.toldAt = at;
    room.vault.changed({ about: 'room', room: room.id });
  }

  private async run(upload: Upload): Promise<void> {
    if (this.isOver(upload)) return;
    try {
      upload.room.log.requireWhole();
      requireKnownRules(upload.room.vault.register.book, upload.room.vault.view.rules);
      this.move(upload, 'encrypting');
      await this.send(upload);
      if (this.isOver(upload)) return;
      this.move(upload, 'posting');
      const { postPicture } = await import('./post-picture');
      await postPicture(upload.room, upload.ids, upload.picture, upload.objects, await this.device.read());
      this.settle(upload);
    } catch (error) {
      if (upload.room.stands(upload.ids.picture)) this.settle(upload);
      else this.fail(upload, error);
    }
  }

  private fail(upload: Upload, error: unknown): void {
    const known = error instanceof Problem ? error.message : 'The picture could not be sent. Try again.';
    // An intent that ran out is asked for anew; its parts go up again.
    if (error instanceof Problem && (error.kind === 'not-found' || error.kind === 'wrong-state')) this.restart(upload);
    this.move(upload, 'failed', known);
  }

  private restart(upload: Upload): void {
    upload.intent = '';
    for (const object of upload.objects) object.stored.fill(false);
  }

  private async send(upload: Upload): Promise<void> {
    const { transport } = upload.room.vault;
    upload.sent = upload.objects.reduce((sum, object) => sum + arrivedBytes(object), 0);
    const arrived = (bytes: number): void => {
      upload.sent += bytes;
      upload.state = 'sending';
      this.tell(upload, false);
    };
    const { sendPicture } = await import('./send-picture');
    // The small copies first: with a picture of many parts they are what there is first.
    const objects = upload.objects.toReversed();
    const isOver = (): boolean => this.isOver(upload);
    await sendPicture({ transport, room: upload.room.id, objects, announced: upload, arrived, isOver });
  }
}

function leftView({ upload, facts, isWhole }: KeptPicture): UploadView {
  return { upload, name: facts.name, state: 'failed', percent: 0, problem: isWhole ? pageClosed : halfKept };
}

function viewOf(upload: Upload): UploadView {
  const total = upload.objects.reduce((sum, { size }) => sum + size, 0);
  return {
    upload: upload.id,
    name: upload.picture.name,
    state: upload.state,
    percent: Math.min(100, Math.floor((upload.sent / total) * 100)),
    problem: upload.problem,
  };
}
