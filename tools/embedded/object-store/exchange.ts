import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Buckets } from './buckets';
import type { BytePool, Incoming } from './byte-pool';
import { S3Error } from './s3-error';
import { headerText, type PayloadPromise } from './signature';
import type { Uploads } from './uploads';
import { xmlDocument, type XmlNode } from './xml';

export type Storage = {
  readonly buckets: Buckets;
  readonly uploads: Uploads;
  readonly pool: BytePool;
  readonly region: string;
};

/** One request whose signature has been checked, and the answer to it. */
export type Exchange = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly query: URLSearchParams;
  readonly bucket: string;
  readonly key: string;
  readonly promise: PayloadPromise;
};

const largestBody = 5 * 1024 ** 3;
const largestDocument = 4 * 1024 ** 2;

export function answerXml({ response }: Exchange, node: XmlNode): void {
  response.writeHead(200, { 'content-type': 'application/xml' }).end(xmlDocument(node));
}

export function answerEmpty({ response }: Exchange, status: number, headers: Record<string, string> = {}): void {
  response.writeHead(status, headers).end();
}

/** The body of an upload, with everything it has to prove. */
export function incomingBody({ request, promise }: Exchange): Incoming {
  if (headerText(request.headers, 'content-encoding').includes('aws-chunked')) {
    throw new S3Error(
      'NotImplemented',
      'Streaming (aws-chunked) uploads are not supported: send the SHA-256 of the whole body.',
    );
  }
  const length = Number(request.headers['content-length']);
  if (!Number.isInteger(length)) throw new S3Error('MissingContentLength', 'An upload has to give its content-length.');
  if (length > largestBody) throw new S3Error('EntityTooLarge', 'One body may hold at most 5 GiB.');
  return { body: request, promise, length, contentMd5: request.headers['content-md5'] as string | undefined };
}

/** Reads a small XML body whole, holding it to the hash it was signed with. */
export async function readDocument(exchange: Exchange, hash: (body: Buffer) => string): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of exchange.request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestDocument) throw new S3Error('EntityTooLarge', 'The request body is larger than 4 MiB.');
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  if (exchange.promise.kind === 'sha256' && hash(body) !== exchange.promise.hex) {
    throw new S3Error('XAmzContentSHA256Mismatch', 'The body is not the one that was signed: its SHA-256 differs.');
  }
  return body.toString('utf8');
}

const keptHeaders = new Set(['cache-control', 'content-disposition', 'content-encoding', 'content-language']);

/** The headers of an upload that come back with every download of it. */
export function describedBy({ request }: Exchange): { contentType: string; headers: Record<string, string> } {
  const headers: Record<string, string> = {};
  for (const name of Object.keys(request.headers)) {
    if (keptHeaders.has(name) || name.startsWith('x-amz-meta-')) headers[name] = headerText(request.headers, name);
  }
  return { contentType: request.headers['content-type'] ?? 'application/octet-stream', headers };
}

/** `If-None-Match: *` on a write: store only under a key that is free. */
export function onlyNew({ request }: Exchange): boolean {
  const condition = request.headers['if-none-match'];
  if (condition === undefined) return false;
  if (condition === '*') return true;
  throw new S3Error('NotImplemented', 'On a write, If-None-Match takes only *.');
}
