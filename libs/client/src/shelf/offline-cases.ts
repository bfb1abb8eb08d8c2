import { sha256, toB64, type Bytes } from '@consilium/bytes';
import { Problem } from '@consilium/domain';
import { hkdf, lp, openOffline, sealOffline, textOf, utf8 } from '@consilium/sealing';
import type { Shelf } from './shelf';
import { OneAtATime } from '../turns/one-at-a-time';
import {
  deletedSince,
  forgetOffline,
  owner,
  readHead,
  writeHead,
  type OfflineHead,
  type OfflineWay,
} from './offline-head';
import { isOver, most } from './offline-limits';

/** A case as its device lists it. */
export interface OfflineCaseLine {
  readonly room: string;
  readonly title: string;
}

/** One case in the list: which record it is, by the hash of what it says. */
interface Line extends OfflineCaseLine {
  readonly hash: string;
  readonly size: number;
}

/** Sealed: whose it is, until when it counts, and which records belong to it. Newest opened last. */
interface List {
  readonly person: string;
  readonly name: string;
  readonly synced: number;
  readonly until: number;
  readonly lines: readonly Line[];
}

/** What a device says of itself and the service each time it was heard. */
export interface Heard {
  readonly rpId: string;
  readonly way: OfflineWay;
  readonly until: number;
}

const list = 'list';

/** Cases kept on this device, open. Which records there are, and what each says, stands in one sealed list: an older one laid in its place is nothing. */
export class OfflineCases {
  private readonly turns = new OneAtATime();

  private constructor(
    private readonly shelf: Shelf,
    private readonly key: Bytes,
    private state: List,
    private readonly isDeleted: () => boolean,
  ) {}

  /** Begins anew for this person, whatever was there. */
  static async begun(shelf: Shelf, key: Bytes, { person, name }: Pick<List, 'person' | 'name'>): Promise<OfflineCases> {
    const deleting = forgetOffline(shelf);
    const isDeleted = deletedSince(shelf);
    await deleting;
    return new OfflineCases(shelf, key, { person, name, synced: 0, until: 0, lines: [] }, isDeleted);
  }

  /** Undefined where there is none that this key opens, or what there is counts no more. */
  static async opened(shelf: Shelf, key: Bytes, now: number): Promise<OfflineCases | undefined> {
    const isDeleted = deletedSince(shelf);
    try {
      const [head, sealed] = await Promise.all([readHead(shelf), shelf.get(owner, nameOf(key, list))]);
      if (head === undefined || sealed === undefined) return undefined;
      const state = JSON.parse(textOf(await openOffline(key, list, sealed))) as List;
      const times = { ...state, synced: Math.min(state.synced, head.synced), seen: head.seen };
      return isOver(times, now) ? undefined : new OfflineCases(shelf, key, state, isDeleted);
    } catch {
      return undefined;
    }
  }

  get name(): string {
    return this.state.name;
  }

  get synced(): number {
    return this.state.synced;
  }

  /** Newest opened first. */
  get lines(): readonly OfflineCaseLine[] {
    return this.state.lines.map(({ room, title }) => ({ room, title })).toReversed();
  }

  has(room: string): boolean {
    return this.state.lines.some((line) => line.room === room);
  }

  /** Counts only while the list still does at that time. */
  isOver(head: OfflineHead, now: number): boolean {
    return isOver({ ...this.state, seen: head.seen }, now);
  }

  /** Kept when this resolves, in the place of what was kept of that case before. `isOpened`: by its person, just now. */
  keep(what: OfflineCaseLine, isOpened: boolean): Promise<void> {
    return this.turns.run(async () => {
      const bytes = utf8(JSON.stringify(what));
      const { room, title } = what;
      const before = this.state.lines.find((line) => line.room === room);
      const line = { room, title, hash: toB64(sha256(bytes)), size: bytes.length };
      if (line.size > most.ofOne) {
        await this.without((each) => each.room === room);
        return;
      }
      if (before?.hash !== line.hash) {
        await this.put(recordOf(line), bytes);
      }
      const lines = isOpened
        ? [...this.state.lines.filter((each) => each !== before), line]
        : this.state.lines.map((each) => (each === before ? line : each));
      await this.save({ ...this.state, lines: fitting(lines) });
    });
  }

  drop(room: string): Promise<void> {
    return this.turns.run(() => this.without((each) => each.room === room));
  }

  /** The service was heard: what is kept counts from now on. */
  heard({ rpId, way, until }: Heard, now: number): Promise<void> {
    return this.turns.run(async () => {
      const before = await readHead(this.shelf);
      const ways = [...(before?.ways ?? []).filter(({ credential }) => credential !== way.credential), way];
      await this.save({ ...this.state, synced: now, until });
      this.requireKept();
      await writeHead(this.shelf, { rpId, ways, synced: now, seen: now });
    });
  }

  /** Undefined where it is not here, or is not what was kept: then it is taken off the list. */
  async read<C extends OfflineCaseLine>(room: string): Promise<C | undefined> {
    const line = this.state.lines.find((each) => each.room === room);
    if (line === undefined) return undefined;
    try {
      const name = recordOf(line);
      const sealed = (await this.shelf.get(owner, nameOf(this.key, name))) ?? new Uint8Array();
      const bytes = await openOffline(this.key, name, sealed);
      return JSON.parse(textOf(bytes)) as C;
    } catch {
      await this.drop(room).catch(() => undefined);
      return undefined;
    }
  }

  private async without(isGone: (line: Line) => boolean): Promise<void> {
    if (this.state.lines.some(isGone)) {
      await this.save({ ...this.state, lines: this.state.lines.filter((line) => !isGone(line)) });
    }
  }

  /** The list is written before what it names no more goes: a page closed in between leaves a record that nothing names. */
  private async save(next: List): Promise<void> {
    const gone = this.state.lines.filter((line) => !next.lines.some(({ hash }) => hash === line.hash));
    // What must not be read again is not, also where the device can keep nothing new.
    this.state = next;
    await this.put(list, utf8(JSON.stringify(next))).catch(async (error: unknown) => {
      if (!this.isDeleted()) await forgetOffline(this.shelf);
      throw error;
    });
    for (const line of gone) await this.shelf.remove(owner, nameOf(this.key, recordOf(line)));
  }

  private async put(name: string, bytes: Bytes): Promise<void> {
    const sealed = await sealOffline(this.key, name, bytes);
    this.requireKept();
    await this.shelf.put({ owner, name: nameOf(this.key, name), sealed });
  }

  /** Asked at once before each writing: nothing comes back of what was deleted while it was being sealed. */
  private requireKept(): void {
    if (this.isDeleted()) throw new Problem('wrong-state', 'What this device kept of cases was deleted.');
  }
}

/** The oldest ones go until the rest fits. */
function fitting(lines: readonly Line[]): readonly Line[] {
  let kept = lines.slice(-most.cases);
  while (kept.reduce((sum, { size }) => sum + size, 0) > most.inAll) kept = kept.slice(1);
  return kept;
}

const recordOf = ({ room, hash }: Pick<Line, 'room' | 'hash'>): string => `case ${room} ${hash}`;

/** 16 bytes, b64: nobody without the key can make or guess it. */
function nameOf(key: Bytes, name: string): string {
  return toB64(hkdf(key, lp('consilium/1 offline name', name), { length: 16 }));
}
