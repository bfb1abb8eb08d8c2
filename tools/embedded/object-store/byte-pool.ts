import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { syncFolder } from './durable-file';
import { S3Error } from './s3-error';
import type { PayloadPromise } from './signature';

/** A stretch of stored bytes: a file of the pool and how many bytes it holds. */
export type Bytes = { readonly id: string; readonly size: number; readonly md5: string };

export type Incoming = {
  readonly body: Readable;
  readonly promise: PayloadPromise;
  readonly length: number;
  /** Content-MD5 in base64, when the client sent one. */
  readonly contentMd5: string | undefined;
};

/** Bytes at rest, each stretch in a file of its own that is written once and never changed. Records elsewhere point to them. */
export class BytePool {
  private readonly folder: string;

  constructor(
    root: string,
    private readonly durable: boolean,
  ) {
    this.folder = path.join(root, 'bytes');
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
  }

  /** Stores a body, refusing it unless it is as long as announced and hashes to what was signed. Nothing is left of a refused one. */
  async receive(incoming: Incoming): Promise<Bytes> {
    const id = randomUUID();
    try {
      const md5 = await this.write(id, incoming);
      if (this.durable) await syncFolder(this.folder);
      return { id, size: incoming.length, md5 };
    } catch (error) {
      await this.discard([id]);
      throw error;
    }
  }

  private async write(id: string, { body, promise, length, contentMd5 }: Incoming): Promise<string> {
    const md5 = createHash('md5');
    const sha256 = promise.kind === 'sha256' ? createHash('sha256') : undefined;
    const handle = await open(this.file(id), 'wx', 0o600);
    try {
      let received = 0;
      for await (const chunk of body as AsyncIterable<Buffer>) {
        received += chunk.length;
        md5.update(chunk);
        sha256?.update(chunk);
        await handle.writeFile(chunk);
      }
      if (received !== length) throw new S3Error('IncompleteBody', 'The body is shorter than its content-length.');
      const digest = md5.digest();
      checkDigests(promise, sha256?.digest('hex'), contentMd5, digest);
      if (this.durable) await handle.sync();
      return digest.toString('hex');
    } finally {
      await handle.close();
    }
  }

  /** The bytes from `first` to `last` (both included) of stretches laid end to end. */
  async *read(stretches: readonly Bytes[], first: number, last: number): AsyncGenerator<Buffer> {
    let offset = 0;
    for (const { id, size } of stretches) {
      const start = Math.max(first - offset, 0);
      const end = Math.min(last - offset, size - 1);
      if (start <= end)
        yield* createReadStream(this.file(id), { start, end, highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>;
      offset += size;
    }
  }

  async discard(ids: readonly string[]): Promise<void> {
    await Promise.all(ids.map((id) => rm(this.file(id), { force: true })));
  }

  /** Removes what no record points to: bodies whose sender or server died before the record was written. */
  sweep(kept: ReadonlySet<string>): void {
    for (const id of readdirSync(this.folder)) {
      if (!kept.has(id)) rmSync(path.join(this.folder, id), { force: true });
    }
  }

  private file(id: string): string {
    return path.join(this.folder, id);
  }
}

function checkDigests(
  promise: PayloadPromise,
  sha256: string | undefined,
  contentMd5: string | undefined,
  md5: Buffer,
): void {
  if (promise.kind === 'sha256' && promise.hex !== sha256) {
    throw new S3Error('XAmzContentSHA256Mismatch', 'The body is not the one that was signed: its SHA-256 differs.');
  }
  if (contentMd5 !== undefined && contentMd5 !== md5.toString('base64')) {
    throw new S3Error('BadDigest', 'The body does not match its Content-MD5.');
  }
}
