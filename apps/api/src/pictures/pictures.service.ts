import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { endpoints, InputOf, OutputOf } from '@consilium/contracts';
import {
  Problem,
  mayHold,
  type OrganisationId,
  type RoomState,
  type StoredObject,
  type ThreadId,
} from '@consilium/domain';
import type { Accepted } from '../ledgers/accepted';
import { LedgersService } from '../ledgers/ledgers.service';
import { newestViewOf } from '../ledgers/reading';
import type { Caller } from '../http/caller';
import { Clock } from '../settings/clock';
import { Database, type Sql } from '../storage/database';
import { ObjectStore, type StoredPart } from '../storage/object-store';
import { getSeconds } from '../storage/signed-requests';
import { Announcing } from './announcing';
import { partSizes } from './part-plan';
import { PicturesStore, type ObjectIntent } from './pictures.store';
import { Signing } from './signing';

type Table = (typeof endpoints)['pictures'];

const nothingHere = (): Problem => new Problem('not-found', 'There is no such picture here, or you may not see it.');

/** Picture objects: intent → PUT → complete → picture entry. The server sees ciphertext and its hashes only. */
@Injectable()
export class PicturesService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly store: PicturesStore,
    private readonly objects: ObjectStore,
    private readonly ledgers: LedgersService,
    private readonly clock: Clock,
    private readonly announcing: Announcing,
    private readonly signing: Signing,
  ) {}

  onModuleInit(): void {
    this.ledgers.on('room', ['picture'], (sql, accepted) => this.commit(sql, accepted));
  }

  async intend(caller: Caller, { room, objects }: InputOf<Table['intend']>): Promise<OutputOf<Table['intend']>> {
    const organisation = await this.requireInternal(caller, room);
    if (new Set(objects.map(({ rendition }) => rendition)).size !== objects.length) {
      throw new Problem('bad-input', 'A picture has one object for each of its three renditions.');
    }
    const asked = { person: caller.person, room, organisation, objects };
    const { announced, puts } = await this.announcing.announce(asked, async (announced) => {
      const firsts = announced.map(({ object, size }, index) => ({
        ...{ object, part: 0, size: partSizes(size)[0] ?? 0, sha256: objects[index]?.sha256 ?? '' },
      }));
      return { announced, puts: await this.signing.sign(announced, firsts) };
    });
    const named = objects.flatMap(({ rendition }, index) => {
      const [id, put] = [announced[index]?.object, puts[index]];
      return id === undefined || put === undefined ? [] : [{ rendition, id, put }];
    });
    return { intent: announced[0]?.intent ?? '', objects: named, expiresAt: announced[0]?.expires ?? 0 };
  }

  /** One hash per part, once; the same hash again is signed again, so that an interrupted upload can go on. */
  async signParts(
    caller: Caller,
    { intent, parts }: InputOf<Table['signParts']>,
  ): Promise<OutputOf<Table['signParts']>> {
    const announced = await this.ownIntent(caller, intent);
    const asked = parts.map(({ object, index, size, sha256 }) => ({ object, part: index, size, sha256 }));
    return { puts: await this.signing.sign(announced, asked) };
  }

  /** Whether the picture is whole in the store; parts are counted at the store, not believed. */
  async complete(caller: Caller, { intent }: InputOf<Table['complete']>): Promise<OutputOf<Table['complete']>> {
    const announced = await this.ownIntent(caller, intent);
    const missing = await Promise.all(announced.map((each) => this.completeObject(each)));
    return { stored: missing.every(({ length }) => length === 0), missing: missing.flat() };
  }

  /** Gives what is missing of an object; nothing where it is whole. */
  private async completeObject(announced: ObjectIntent): Promise<{ object: string; index: number }[]> {
    const { object, state } = announced;
    if (state !== 'announced') return [];
    const missing = await this.missing(announced);
    if (missing.length === 0) await this.store.move(this.database, object, 'announced', 'stored');
    return missing.map((index) => ({ object, index }));
  }

  async links(caller: Caller, { room, objects }: InputOf<Table['links']>): Promise<OutputOf<Table['links']>> {
    const { replica, register } = await this.ledgers.open(caller.person, room);
    if (replica.kind !== 'room') throw nothingHere();
    const view = newestViewOf(register);
    const now = this.clock.now();
    const threads = threadsOfObjects(replica.state);
    const links = objects.map((object) => {
      const thread = threads.get(object);
      if (thread === undefined || !mayHold(replica.state, thread, caller.person, view, now)) throw nothingHere();
      return { object, url: this.objects.signGet(object) };
    });
    return { links, expiresAt: now + getSeconds };
  }

  private async missing(announced: ObjectIntent): Promise<number[]> {
    const { object, upload, size } = announced;
    const sizes = partSizes(size);
    if (upload === '') return (await this.objects.size(object)) === size ? [] : [0];
    const stored = await this.objects.parts(object, upload);
    const byNumber = new Map<number, StoredPart>(stored.map((part) => [part.number, part]));
    const missing = sizes.flatMap((each, index) => (byNumber.get(index + 1)?.size === each ? [] : [index]));
    if (missing.length === 0 && (await this.objects.join(object, upload, stored))) return [];
    // Completed now, or before and the answer was lost: then there are no parts any more, but the object.
    const mayBeWhole = missing.length === 0 || stored.length === 0;
    return mayBeWhole && (await this.objects.size(object)) === size ? [] : missing;
  }

  /** The objects of a picture the caller announced. */
  private async ownIntent(caller: Caller, intent: string): Promise<ObjectIntent[]> {
    const found = await this.store.ofIntent(this.database, intent);
    const isOwn = ({ person, expires, state }: ObjectIntent): boolean =>
      person === caller.person && expires > this.clock.now() && state !== 'swept';
    const [first] = found;
    if (first === undefined || !found.every(isOwn)) throw nothingHere();
    await this.requireInternal(caller, first.room);
    return found;
  }

  /** Gives the organisation the room belongs to. */
  private async requireInternal(caller: Caller, room: string): Promise<OrganisationId> {
    const { replica, reader } = await this.ledgers.open(caller.person, room);
    if (replica.kind !== 'room') throw nothingHere();
    if (reader.as !== 'internal')
      throw new Problem('not-allowed', 'Only members of the case’s own organisation add pictures.');
    if (replica.state.closed !== undefined)
      throw new Problem('wrong-state', 'This case is closed. Reopen it to add pictures.');
    return replica.state.org;
  }

  /** In the append's transaction: a picture entry names objects of its own author and room, whole, with the very parts that were signed. */
  private async commit(sql: Sql, { replica, author, entries }: Accepted<'room', 'picture'>): Promise<void> {
    const named = entries.flatMap(({ body }) => body.objects);
    const ids = named.map(({ id }) => id as string);
    const intents = new Map((await this.store.lockAll(sql, ids)).map((intent) => [intent.object, intent]));
    const parts = await this.store.parts(sql, ids);
    for (const object of named) {
      const intent = intents.get(object.id);
      const signed = parts.filter((part) => part.object === object.id).map(({ sha256 }) => sha256);
      const isOwn = intent?.person === author && intent.room === replica.ledger;
      if (!isOwn || !isAsAnnounced(object, intent, signed)) {
        throw new Problem('wrong-state', 'The picture is not stored yet, or is not the one announced. Send it again.', {
          reason: 'objects',
        });
      }
      if (!(await this.store.move(sql, object.id, 'stored', 'committed'))) {
        throw new Problem('wrong-state', 'This picture was added before.', { reason: 'objects' });
      }
    }
  }
}

/** In which thread each stored object of a room stands, as its signed entries say. */
function threadsOfObjects({ threads }: RoomState): ReadonlyMap<string, ThreadId> {
  return new Map(
    [...threads.values()].flatMap(({ id, picture }) =>
      (picture?.objects ?? []).map((object) => [object.id, id] as const),
    ),
  );
}

function isAsAnnounced(object: StoredObject, intent: ObjectIntent, signed: readonly string[]): boolean {
  const sameParts =
    signed.length === object.parts.length && signed.every((hash, index) => hash === object.parts[index]);
  return intent.rendition === object.rendition && intent.size === object.size && sameParts;
}
