import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Problem } from '@consilium/domain';
import { Clock } from '../settings/clock';
import { SETTINGS, type Settings } from '../settings/config';
import { Database, type Sql } from '../storage/database';
import { ObjectStore } from '../storage/object-store';
import { isMultipart } from './part-plan';
import { holdersOf, PicturesStore, type ObjectIntent } from './pictures.store';

/** Seconds from the announcement until an upload that no picture entry claimed is removed. */
const intentSeconds = 6 * 3600;

const randomId = (): string => randomBytes(16).toString('base64url');

/** One picture's objects about to be announced. */
interface Announcement {
  readonly person: string;
  readonly room: string;
  /** Organisation the room belongs to. */
  readonly organisation: string;
  readonly objects: readonly { readonly rendition: string; readonly size: number }[];
}

const full = {
  room: 'This case has no room for another picture. Close it and open a new one, or ask whoever runs the service for more.',
  person: 'You have stored as many pictures as one person may. Ask whoever runs the service for more room.',
  organisation: 'Your organisation has stored as many pictures as it may. Ask whoever runs the service for more room.',
} as const;

const tooManyOpen = (): Problem =>
  new Problem(
    'too-many',
    'Too many of your pictures are on their way. Let them arrive first; what was given up is cleared away within six hours.',
    { reason: 'open-uploads' },
  );

/** Promises room in the store: what is promised counts as stored, so that nobody is promised what there is not. */
@Injectable()
export class Announcing {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly store: PicturesStore,
    private readonly objects: ObjectStore,
    private readonly clock: Clock,
  ) {}

  /**
   * Gives what `use` makes of them; where that fails nothing is promised. Throws `too-large` where a quota is used up,
   * `too-many` where too much of the person's is under way.
   */
  async announce<T>(
    { person, room, organisation, objects }: Announcement,
    use: (announced: readonly ObjectIntent[]) => Promise<T>,
  ): Promise<T> {
    const intent = randomId();
    const expires = this.clock.now() + intentSeconds;
    const announced = objects.map(({ rendition, size }): ObjectIntent => ({
      ...{ object: randomId(), intent, person, room, organisation, rendition, size },
      ...{ upload: '', state: 'announced', expires },
    }));
    await this.database.transaction(async (sql) => {
      await this.requireRoom(sql, announced);
      await this.store.announce(sql, announced);
    });
    try {
      return await use(await this.beginUploads(announced));
    } catch (error) {
      await this.giveUp(announced);
      throw error;
    }
  }

  /** Who announces at the same time waits: the rows that count are the ones that are locked. */
  private async requireRoom(sql: Sql, announced: readonly ObjectIntent[]): Promise<void> {
    const { storage, openUploads } = this.settings.limits;
    const [first] = announced;
    if (first === undefined) return;
    const used = await this.store.count(sql, announced, 1);
    for (const [kind, holder] of Object.entries(holdersOf(first)) as [keyof typeof full, string][]) {
      if ((used.get(holder) ?? 0) > storage[kind])
        throw new Problem('too-large', full[kind], { reason: `${kind}-full` });
    }
    const open = await this.store.open(sql, first.person, this.clock.now());
    const bytes = announced.reduce((sum, { size }) => sum + size, open.bytes);
    if (open.pictures >= openUploads.pictures || bytes > openUploads.bytes) throw tooManyOpen();
  }

  /** Gives them with the names of the uploads that the store began. */
  private async beginUploads(announced: readonly ObjectIntent[]): Promise<ObjectIntent[]> {
    return Promise.all(
      announced.map(async (each) => {
        if (!isMultipart(each.size)) return each;
        const upload = await this.objects.begin(each.object);
        await this.store.nameUpload(this.database, each.object, upload);
        return { ...each, upload };
      }),
    );
  }

  /** The store did not take it: nothing is promised. What it began and we never named, it forgets by itself. */
  private async giveUp(announced: readonly ObjectIntent[]): Promise<void> {
    await this.database.transaction((sql) => this.store.forget(sql, announced));
  }
}
