import { createHash } from 'node:crypto';
import { answerEmpty, answerXml, readDocument, type Exchange, type Storage } from './exchange';
import { listObjects } from './listing';
import { S3Error } from './s3-error';
import { readDelete, type XmlNode } from './xml';

export function listBuckets({ buckets }: Storage, exchange: Exchange): void {
  const rows = buckets.names().map((name): XmlNode => ['Bucket', [['Name', name]]]);
  answerXml(exchange, ['ListAllMyBucketsResult', [['Buckets', rows]]]);
}

/** Deletes up to 1,000 keys; what could not be deleted is named with its reason. */
async function deleteMany({ buckets }: Storage, exchange: Exchange): Promise<void> {
  buckets.keys(exchange.bucket);
  const hash = (body: Buffer): string => createHash('sha256').update(body).digest('hex');
  const { keys, quiet } = readDelete(await readDocument(exchange, hash));
  const rows: XmlNode[] = [];
  for (const key of keys) {
    await buckets.remove(exchange.bucket, key);
    if (!quiet) rows.push(['Deleted', [['Key', key]]]);
  }
  answerXml(exchange, ['DeleteResult', rows]);
}

function listUploads({ buckets, uploads }: Storage, exchange: Exchange): void {
  const { bucket, query } = exchange;
  buckets.keys(bucket);
  const prefix = query.get('prefix') ?? '';
  const rows = uploads.list(bucket, prefix).map((upload): XmlNode => [
    'Upload',
    [
      ['Key', upload.key],
      ['UploadId', upload.id],
      ['Initiated', new Date(upload.started).toISOString()],
    ],
  ]);
  answerXml(exchange, [
    'ListMultipartUploadsResult',
    [['Bucket', bucket], ['Prefix', prefix], ['IsTruncated', false], ...rows],
  ]);
}

function readBucket(storage: Storage, exchange: Exchange): void {
  const { bucket, query } = exchange;
  if (query.has('location')) {
    storage.buckets.keys(bucket);
    answerXml(exchange, ['LocationConstraint', storage.region]);
  } else if (query.has('uploads')) listUploads(storage, exchange);
  else if (query.get('list-type') === '2') answerXml(exchange, listObjects(storage.buckets, bucket, query));
  else
    throw new S3Error('NotImplemented', 'Of a bucket, only its location, its uploads and ListObjectsV2 can be read.');
}

async function changeBucket(storage: Storage, exchange: Exchange): Promise<void> {
  const { bucket, request } = exchange;
  if (request.method === 'PUT') {
    await storage.buckets.create(bucket);
    answerEmpty(exchange, 200, { location: `/${bucket}` });
  } else {
    await storage.buckets.drop(bucket);
    answerEmpty(exchange, 204);
  }
}

/** Requests on a bucket as a whole. */
export async function answerBucket(storage: Storage, exchange: Exchange): Promise<void> {
  const { request, query, bucket } = exchange;
  if (request.method === 'HEAD') {
    storage.buckets.keys(bucket);
    answerEmpty(exchange, 200, { 'x-amz-bucket-region': storage.region });
  } else if (request.method === 'GET') readBucket(storage, exchange);
  else if (request.method === 'POST' && query.has('delete')) await deleteMany(storage, exchange);
  else if ((request.method === 'PUT' || request.method === 'DELETE') && query.size === 0)
    await changeBucket(storage, exchange);
  else throw new S3Error('NotImplemented', 'This store does not offer this request on a bucket.');
}
