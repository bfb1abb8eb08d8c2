import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { BytePool, Bytes } from './byte-pool';
import { syncFolder, writeDurably } from './durable-file';
import { S3Error } from './s3-error';
import type { CompletedPart } from './xml';

/** A multipart upload under way: where it will go and what its headers will be. */
export type Upload = {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  readonly started: number;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
};

export type Part = Bytes & { readonly number: number; readonly modified: number };

type OpenUpload = { readonly upload: Upload; readonly parts: Map<number, Part> };

const smallestPart = 5 * 1024 * 1024;

/** Multipart uploads under way. They are on disk, part by part, so that they outlive the process. */
export class Uploads {
  private readonly folder: string;
  private readonly open = new Map<string, OpenUpload>();

  constructor(
    root: string,
    private readonly pool: BytePool,
    private readonly durable: boolean,
  ) {
    this.folder = path.join(root, 'uploads');
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    for (const id of readdirSync(this.folder)) this.load(id);
  }

  async begin(about: Omit<Upload, 'id' | 'started'>): Promise<Upload> {
    const upload: Upload = { ...about, id: randomUUID(), started: Date.now() };
    await mkdir(path.join(this.folder, upload.id), { mode: 0o700 });
    if (this.durable) await syncFolder(this.folder);
    await writeDurably(path.join(this.folder, upload.id, 'upload.json'), JSON.stringify(upload), this.durable);
    this.open.set(upload.id, { upload, parts: new Map() });
    return upload;
  }

  get(id: string, bucket: string, key: string): Upload {
    return this.find(id, bucket, key).upload;
  }

  parts(id: string, bucket: string, key: string): Part[] {
    return [...this.find(id, bucket, key).parts.values()].sort((a, b) => a.number - b.number);
  }

  /** Uploads under way in a bucket to keys that begin with `prefix`, in the order of their keys. */
  list(bucket: string, prefix: string): Upload[] {
    const found = [...this.open.values()].map(({ upload }) => upload);
    return found
      .filter((upload) => upload.bucket === bucket && upload.key.startsWith(prefix))
      .sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)) || a.started - b.started);
  }

  /** Keeps a part that has arrived. Sent again, it replaces the one before. */
  async keep(upload: Upload, number: number, bytes: Bytes): Promise<Part> {
    const { parts } = this.find(upload.id, upload.bucket, upload.key);
    const part: Part = { ...bytes, number, modified: Date.now() };
    const file = path.join(this.folder, upload.id, `part-${String(number)}.json`);
    await writeDurably(file, JSON.stringify(part), this.durable);
    const before = parts.get(number);
    parts.set(number, part);
    if (before !== undefined) await this.pool.discard([before.id]);
    return part;
  }

  /** The parts a completion names, checked against those that arrived, with the ETag S3 gives their whole. */
  assemble(upload: Upload, named: readonly CompletedPart[]): { stretches: Bytes[]; etag: string } {
    const { parts } = this.find(upload.id, upload.bucket, upload.key);
    const stretches = named.map(({ number, etag }, index) => {
      const part = parts.get(number);
      if (part === undefined || part.md5 !== etag) {
        throw new S3Error('InvalidPart', 'A part named in the completion has not arrived, or has another ETag.');
      }
      if (index > 0 && (named[index - 1]?.number ?? 0) >= number) {
        throw new S3Error('InvalidPartOrder', 'The parts have to be named in rising order.');
      }
      if (index < named.length - 1 && part.size < smallestPart) {
        throw new S3Error('EntityTooSmall', 'Every part but the last has to be at least 5 MiB.');
      }
      return { id: part.id, size: part.size, md5: part.md5 };
    });
    if (stretches.length === 0) throw new S3Error('MalformedXML', 'A completion names at least one part.');
    const digest = createHash('md5').update(Buffer.concat(stretches.map(({ md5 }) => Buffer.from(md5, 'hex'))));
    return { stretches, etag: `${digest.digest('hex')}-${String(stretches.length)}` };
  }

  /** Forgets an upload and every byte of it that is not in `kept`. */
  async end(upload: Upload, kept: readonly Bytes[]): Promise<void> {
    const { parts } = this.find(upload.id, upload.bucket, upload.key);
    this.open.delete(upload.id);
    const rescued = new Set(kept.map(({ id }) => id));
    await rm(path.join(this.folder, upload.id), { recursive: true, force: true });
    await this.pool.discard([...parts.values()].map(({ id }) => id).filter((id) => !rescued.has(id)));
  }

  /** Forgets uploads whose completion was written just before a crash: their bytes belong to an object now. */
  forgetCompleted(used: ReadonlySet<string>): void {
    for (const [id, { parts }] of this.open) {
      if (![...parts.values()].some((part) => used.has(part.id))) continue;
      this.open.delete(id);
      rmSync(path.join(this.folder, id), { recursive: true, force: true });
    }
  }

  *stretches(): Generator<string> {
    for (const { parts } of this.open.values()) yield* [...parts.values()].map(({ id }) => id);
  }

  private find(id: string, bucket: string, key: string): OpenUpload {
    const found = this.open.get(id);
    if (found === undefined || found.upload.bucket !== bucket || found.upload.key !== key) {
      throw new S3Error('NoSuchUpload', 'There is no such upload: it was completed, aborted, or never begun.');
    }
    return found;
  }

  private load(id: string): void {
    const folder = path.join(this.folder, id);
    if (!existsSync(path.join(folder, 'upload.json'))) {
      rmSync(folder, { recursive: true, force: true });
      return;
    }
    const upload = JSON.parse(readFileSync(path.join(folder, 'upload.json'), 'utf8')) as Upload;
    const parts = new Map<number, Part>();
    for (const file of readdirSync(folder).filter((name) => /^part-\d+\.json$/.test(name))) {
      const part = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Part;
      parts.set(part.number, part);
    }
    this.open.set(id, { upload, parts });
  }
}
