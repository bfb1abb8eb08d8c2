import { pipeline } from 'node:stream/promises';
import { alreadyThere, type StoredObject } from './buckets';
import { answerEmpty, describedBy, incomingBody, onlyNew, type Exchange, type Storage } from './exchange';
import { S3Error } from './s3-error';

type Span = { readonly first: number; readonly last: number; readonly partial: boolean };

function unsatisfiable(): S3Error {
  return new S3Error('InvalidRange', 'The range asked for lies outside the object.');
}

/** The last bytes of an object (`bytes=-5`). */
function suffixSpan(count: number, size: number): Span {
  if (count === 0 || size === 0) throw unsatisfiable();
  return { first: Math.max(0, size - count), last: size - 1, partial: true };
}

/** The stretch a Range header asks for (RFC 9110, 14.1.2: one range of bytes). Anything else is answered whole. */
export function spanOf(range = '', size: number): Span {
  const suffix = /^bytes=-(\d+)$/.exec(range)?.[1];
  if (suffix !== undefined) return suffixSpan(Number(suffix), size);
  const [from, to] = (/^bytes=(\d+)-(\d*)$/.exec(range) ?? [])
    .slice(1)
    .map((text) => (text === '' ? Infinity : Number(text)));
  if (from === undefined || to === undefined || to < from) return { first: 0, last: size - 1, partial: false };
  if (from >= size) throw unsatisfiable();
  return { first: from, last: Math.min(to, size - 1), partial: true };
}

const overridable = [
  'content-type',
  'content-disposition',
  'cache-control',
  'content-encoding',
  'content-language',
  'expires',
];

function headersOf(object: StoredObject, query: URLSearchParams): Record<string, string> {
  const headers: Record<string, string> = {
    ...object.headers,
    'content-type': object.contentType,
    etag: `"${object.etag}"`,
    'last-modified': new Date(object.modified).toUTCString(),
    'accept-ranges': 'bytes',
    'x-content-type-options': 'nosniff',
  };
  for (const name of overridable) {
    const value = query.get(`response-${name}`);
    if (value !== null) headers[name] = value;
  }
  return headers;
}

/** Says whether the client has this very object already; refuses when it asked for another. */
function isUnchanged({ request }: Exchange, etag: string): boolean {
  const { 'if-match': wanted, 'if-none-match': had } = request.headers;
  if (wanted !== undefined && wanted !== '*' && wanted !== etag) {
    throw new S3Error('PreconditionFailed', 'The object is not the one the request expects.');
  }
  return had === '*' || had === etag;
}

/** GetObject and HeadObject. */
export async function sendObject({ buckets, pool }: Storage, exchange: Exchange): Promise<void> {
  const { request, response, query, bucket, key } = exchange;
  const object = buckets.get(bucket, key);
  const headers = headersOf(object, query);
  if (isUnchanged(exchange, `"${object.etag}"`)) {
    answerEmpty(exchange, 304, headers);
    return;
  }
  if (request.headers.range !== undefined) response.setHeader('content-range', `bytes */${String(object.size)}`);
  const { first, last, partial } = spanOf(request.headers.range, object.size);
  response.removeHeader('content-range');
  if (partial) headers['content-range'] = `bytes ${String(first)}-${String(last)}/${String(object.size)}`;
  headers['content-length'] = String(last - first + 1);
  response.writeHead(partial ? 206 : 200, headers);
  if (request.method === 'HEAD') response.end();
  else await pipeline(pool.read(object.stretches, first, last), response);
}

/** PutObject. */
export async function putObject({ buckets, pool }: Storage, exchange: Exchange): Promise<void> {
  const { request, bucket, key } = exchange;
  if (request.headers['x-amz-copy-source'] !== undefined)
    throw new S3Error('NotImplemented', 'Copying is not supported.');
  const mustBeNew = onlyNew(exchange);
  if (buckets.find(bucket, key) !== undefined && mustBeNew) throw alreadyThere();
  const bytes = await pool.receive(incomingBody(exchange));
  const object = {
    key,
    size: bytes.size,
    etag: bytes.md5,
    modified: Date.now(),
    ...describedBy(exchange),
    stretches: [bytes],
  };
  try {
    await buckets.put(bucket, object, mustBeNew);
  } catch (error) {
    await pool.discard([bytes.id]);
    throw error;
  }
  answerEmpty(exchange, 200, { etag: `"${bytes.md5}"` });
}

/** DeleteObject: also of an object that is not there. */
export async function deleteObject({ buckets }: Storage, exchange: Exchange): Promise<void> {
  await buckets.remove(exchange.bucket, exchange.key);
  answerEmpty(exchange, 204);
}
