import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { BytePool, Bytes } from './byte-pool';
import { syncFolder, writeDurably } from './durable-file';
import { S3Error } from './s3-error';

/** One stored object: its headers and the stretches of bytes it is made of. */
export type StoredObject = {
  readonly key: string;
  readonly size: number;
  readonly etag: string;
  /** Milliseconds since 1970. */
  readonly modified: number;
  readonly contentType: string;
  /** `x-amz-meta-…` and the few standard headers S3 gives back as they were sent. */
  readonly headers: Readonly<Record<string, string>>;
  readonly stretches: readonly Bytes[];
};

type Bucket = { readonly objects: Map<string, StoredObject>; sortedKeys: readonly string[] | undefined };

const bucketName = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** Buckets and the objects in them, held in memory and, one small JSON file per object, on disk. */
export class Buckets {
  private readonly folder: string;
  private readonly buckets = new Map<string, Bucket>();
  private readonly queues = new Map<string, Promise<unknown>>();

  constructor(
    root: string,
    private readonly pool: BytePool,
    private readonly durable: boolean,
  ) {
    this.folder = path.join(root, 'buckets');
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(this.folder)) this.buckets.set(name, this.load(name));
  }

  has(name: string): boolean {
    return this.buckets.has(name);
  }

  names(): string[] {
    return [...this.buckets.keys()].sort();
  }

  async create(name: string): Promise<void> {
    if (!bucketName.test(name))
      throw new S3Error('InvalidBucketName', 'A bucket name is 3 to 63 lower-case letters, digits, dots or hyphens.');
    if (this.buckets.has(name)) throw new S3Error('BucketAlreadyOwnedByYou', 'This bucket exists already.');
    await mkdir(path.join(this.folder, name), { recursive: true, mode: 0o700 });
    if (this.durable) await syncFolder(this.folder);
    this.buckets.set(name, { objects: new Map(), sortedKeys: undefined });
  }

  async drop(name: string): Promise<void> {
    if (this.open(name).objects.size > 0) throw new S3Error('BucketNotEmpty', 'The bucket still holds objects.');
    this.buckets.delete(name);
    await rm(path.join(this.folder, name), { recursive: true, force: true });
  }

  find(name: string, key: string): StoredObject | undefined {
    return this.open(name).objects.get(key);
  }

  get(name: string, key: string): StoredObject {
    const found = this.find(name, key);
    if (found === undefined) throw new S3Error('NoSuchKey', 'There is no object with this key.');
    return found;
  }

  /** Keys in the order of their UTF-8 bytes, as S3 lists them. */
  keys(name: string): readonly string[] {
    const bucket = this.open(name);
    bucket.sortedKeys ??= [...bucket.objects.keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    return bucket.sortedKeys;
  }

  /** Puts an object in place of whatever had its key; with `onlyNew`, refuses when something had. */
  async put(name: string, object: StoredObject, onlyNew: boolean): Promise<void> {
    await this.inTurn(name, object.key, async () => {
      const bucket = this.open(name);
      const before = bucket.objects.get(object.key);
      if (onlyNew && before !== undefined) throw alreadyThere();
      await writeDurably(this.record(name, object.key), JSON.stringify(object), this.durable);
      bucket.objects.set(object.key, object);
      bucket.sortedKeys = undefined;
      // A completion sent twice writes the same bytes again: they are not to be discarded as the ones before.
      const used = new Set(object.stretches.map(({ id }) => id));
      const old = (before?.stretches ?? []).map(({ id }) => id);
      await this.pool.discard(old.filter((id) => !used.has(id)));
    });
  }

  async remove(name: string, key: string): Promise<void> {
    await this.inTurn(name, key, async () => {
      const bucket = this.open(name);
      const before = bucket.objects.get(key);
      if (before === undefined) return;
      await rm(this.record(name, key), { force: true });
      if (this.durable) await syncFolder(path.join(this.folder, name));
      bucket.objects.delete(key);
      bucket.sortedKeys = undefined;
      await this.pool.discard(before.stretches.map(({ id }) => id));
    });
  }

  /** Every stretch of bytes an object rests on. */
  *stretches(): Generator<string> {
    for (const bucket of this.buckets.values()) {
      for (const object of bucket.objects.values()) yield* object.stretches.map(({ id }) => id);
    }
  }

  private open(name: string): Bucket {
    const bucket = this.buckets.get(name);
    if (bucket === undefined) throw new S3Error('NoSuchBucket', 'There is no such bucket.');
    return bucket;
  }

  /** A key may hold anything, a file name may not: the record of a key is filed under its hash. */
  private record(name: string, key: string): string {
    return path.join(this.folder, name, `${createHash('sha256').update(key).digest('hex')}.json`);
  }

  private load(name: string): Bucket {
    const folder = path.join(this.folder, name);
    const objects = new Map<string, StoredObject>();
    for (const file of readdirSync(folder)) {
      if (!file.endsWith('.json')) {
        rmSync(path.join(folder, file), { force: true });
        continue;
      }
      const object = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as StoredObject;
      objects.set(object.key, object);
    }
    return { objects, sortedKeys: undefined };
  }

  /** Changes of one key happen one after the other, or two conditional writes could both find it free. */
  private async inTurn(name: string, key: string, change: () => Promise<void>): Promise<void> {
    const place = `${name}/${key}`;
    const turn = (this.queues.get(place) ?? Promise.resolve()).then(change, change);
    this.queues.set(place, turn);
    try {
      await turn;
    } finally {
      if (this.queues.get(place) === turn) this.queues.delete(place);
    }
  }
}

export function alreadyThere(): S3Error {
  return new S3Error(
    'PreconditionFailed',
    'An object with this key exists already, and the request asked not to replace one.',
  );
}
