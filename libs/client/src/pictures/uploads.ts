import { mayAct, Problem, type ObjectId } from '@consilium/domain';
import { newEntryId } from '@consilium/ledger';
import type { NewPicture } from '../door';
import { OneAtATime } from '../ledgers/one-at-a-time';
import type { Room } from '../rooms/room';
import { allow } from '../vault';
import type { UploadView } from '../views';
import { newPictureIds, type PictureIds } from './picture-ids';
import { arrivedBytes, outgoing, type OutgoingObject } from './outgoing';

/** One picture on its way. Kept in memory only: a closed page loses what was not sent. */
interface Upload {
  readonly id: string;
  readonly room: Room;
  readonly picture: NewPicture;
  readonly ids: PictureIds;
  readonly objects: readonly OutgoingObject[];
  intent: string;
  state: UploadView['state'];
  problem: string;
  sent: number;
  isDropped: boolean;
}

/** Posts at most this often that something moved (milliseconds). */
const tellEvery = 100;

/** Pictures being sealed and sent, one after another, each part while the next is being sealed. */
export class Uploads {
  private readonly all = new Map<string, Upload>();
  private readonly turns = new OneAtATime();
  private toldAt = 0;

  add(room: Room, picture: NewPicture): string {
    allow(mayAct(room.state, room.vault.view, room.vault.clock.now(), room.vault.me, { act: 'open-thread' }));
    for (const plain of [picture.original, picture.view, picture.thumb]) {
      if (plain.size === 0) throw new Problem('bad-input', 'This picture is empty. Choose it again.');
      if (plain.size > 200_000_000)
        throw new Problem('too-large', 'This picture is larger than 200 MB. Choose a smaller copy.');
    }
    const upload: Upload = {
      id: newEntryId(),
      room,
      picture,
      ids: newPictureIds(),
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
    };
    this.all.set(upload.id, upload);
    this.start(upload);
    return upload.id;
  }

  private find(id: string): Upload {
    const upload = this.all.get(id);
    if (upload === undefined) throw new Problem('not-found', 'This upload is over.');
    return upload;
  }

  retry(id: string): void {
    const upload = this.find(id);
    if (upload.state === 'failed') this.start(upload);
  }

  drop(id: string): void {
    const upload = this.find(id);
    upload.isDropped = true;
    this.all.delete(id);
    this.tell(upload, true);
  }

  forget(): void {
    for (const upload of this.all.values()) upload.isDropped = true;
    this.all.clear();
  }

  of(room: Room): UploadView[] {
    return [...this.all.values()].filter((upload) => upload.room === room).map(viewOf);
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

  private tell({ room }: Upload, now: boolean): void {
    const at = performance.now();
    if (!now && at - this.toldAt < tellEvery) return;
    this.toldAt = at;
    room.vault.changed({ about: 'room', room: room.id });
  }

  private async run(upload: Upload): Promise<void> {
    if (this.isOver(upload)) return;
    try {
      this.move(upload, 'encrypting');
      await this.announce(upload);
      await this.send(upload);
      if (this.isOver(upload)) return;
      this.move(upload, 'posting');
      const { postPicture } = await import('./post-picture');
      await postPicture(upload.room, upload.ids, upload.picture, upload.objects);
      this.all.delete(upload.id);
      this.tell(upload, true);
    } catch (error) {
      this.fail(upload, error);
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
    for (const object of upload.objects) object.etags.fill(undefined);
  }

  private async announce(upload: Upload): Promise<void> {
    if (upload.intent !== '') return;
    const { room, objects } = upload;
    const wanted = objects.map(({ rendition, size }) => ({ rendition, size }));
    const answer = await room.vault.transport.call('images', 'intend', { room: room.id, objects: wanted });
    for (const object of objects) {
      object.id = (answer.objects.find(({ rendition }) => rendition === object.rendition)?.id ?? '') as ObjectId;
    }
    upload.intent = answer.intent;
  }

  private async send(upload: Upload): Promise<void> {
    const { transport } = upload.room.vault;
    upload.sent = upload.objects.reduce((sum, object) => sum + arrivedBytes(object), 0);
    const arrived = (bytes: number): void => {
      upload.sent += bytes;
      upload.state = 'sending';
      this.tell(upload, false);
    };
    const { sendObject } = await import('./send-object');
    // The small copies first: they are what a colleague sees first.
    for (const object of upload.objects.toReversed()) {
      if (this.isOver(upload)) return;
      await sendObject({ transport, intent: upload.intent, object, arrived });
    }
  }
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
