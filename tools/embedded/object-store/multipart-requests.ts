import { createHash } from 'node:crypto';
import { alreadyThere } from './buckets';
import {
  answerEmpty,
  answerXml,
  describedBy,
  incomingBody,
  onlyNew,
  readDocument,
  type Exchange,
  type Storage,
} from './exchange';
import { S3Error } from './s3-error';
import type { Upload } from './uploads';
import { readCompletedParts, type XmlNode } from './xml';

function uploadOf({ uploads }: Storage, { query, bucket, key }: Exchange): Upload {
  return uploads.get(query.get('uploadId') ?? '', bucket, key);
}

/** CreateMultipartUpload. */
export async function beginUpload({ buckets, uploads }: Storage, exchange: Exchange): Promise<void> {
  const { bucket, key } = exchange;
  buckets.find(bucket, key);
  const { id } = await uploads.begin({ bucket, key, ...describedBy(exchange) });
  answerXml(exchange, [
    'InitiateMultipartUploadResult',
    [
      ['Bucket', bucket],
      ['Key', key],
      ['UploadId', id],
    ],
  ]);
}

/** UploadPart. */
export async function putPart(storage: Storage, exchange: Exchange): Promise<void> {
  const upload = uploadOf(storage, exchange);
  const number = Number(exchange.query.get('partNumber'));
  if (!Number.isInteger(number) || number < 1 || number > 10_000) {
    throw new S3Error('InvalidArgument', 'A part number is between 1 and 10,000.');
  }
  if (exchange.request.headers['x-amz-copy-source'] !== undefined)
    throw new S3Error('NotImplemented', 'Copying is not supported.');
  const bytes = await storage.pool.receive(incomingBody(exchange));
  try {
    await storage.uploads.keep(upload, number, bytes);
  } catch (error) {
    await storage.pool.discard([bytes.id]);
    throw error;
  }
  answerEmpty(exchange, 200, { etag: `"${bytes.md5}"` });
}

/** ListParts, all of them on one page: there are at most 10,000. */
export function listParts(storage: Storage, exchange: Exchange): void {
  const { bucket, key } = exchange;
  const { id } = uploadOf(storage, exchange);
  const parts = storage.uploads.parts(id, bucket, key).map((part): XmlNode => [
    'Part',
    [
      ['PartNumber', part.number],
      ['LastModified', new Date(part.modified).toISOString()],
      ['ETag', `"${part.md5}"`],
      ['Size', part.size],
    ],
  ]);
  answerXml(exchange, [
    'ListPartsResult',
    [['Bucket', bucket], ['Key', key], ['UploadId', id], ['IsTruncated', false], ...parts],
  ]);
}

/** CompleteMultipartUpload. The object is there, whole, before the answer is sent. */
export async function completeUpload(storage: Storage, exchange: Exchange): Promise<void> {
  const { bucket, key } = exchange;
  const { buckets, uploads } = storage;
  const upload = uploadOf(storage, exchange);
  const mustBeNew = onlyNew(exchange);
  const xml = await readDocument(exchange, (body) => createHash('sha256').update(body).digest('hex'));
  if (mustBeNew && buckets.find(bucket, key) !== undefined) throw alreadyThere();
  const { stretches, etag } = uploads.assemble(upload, readCompletedParts(xml));
  const size = stretches.reduce((sum, stretch) => sum + stretch.size, 0);
  const { contentType, headers } = upload;
  await buckets.put(bucket, { key, size, etag, modified: Date.now(), contentType, headers, stretches }, mustBeNew);
  await uploads.end(upload, stretches);
  answerXml(exchange, [
    'CompleteMultipartUploadResult',
    [
      ['Location', `/${bucket}/${encodeURI(key)}`],
      ['Bucket', bucket],
      ['Key', key],
      ['ETag', `"${etag}"`],
    ],
  ]);
}

/** AbortMultipartUpload. */
export async function abortUpload(storage: Storage, exchange: Exchange): Promise<void> {
  await storage.uploads.end(uploadOf(storage, exchange), []);
  answerEmpty(exchange, 204);
}
