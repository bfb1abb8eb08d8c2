import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerBucket, listBuckets } from './bucket-requests';
import { Buckets } from './buckets';
import { BytePool } from './byte-pool';
import { answerCors, type AllowedOrigins } from './cors';
import type { Exchange, Storage } from './exchange';
import { abortUpload, beginUpload, completeUpload, listParts, putPart } from './multipart-requests';
import { deleteObject, putObject, sendObject } from './object-requests';
import { asS3Error, S3Error } from './s3-error';
import { pathSegments, verifySignature, type Credentials } from './signature';
import { Uploads } from './uploads';
import { xmlDocument } from './xml';

export type ObjectStoreOptions = Credentials & {
  /** Where everything is kept; made when missing. */
  readonly folder: string;
  /** 0 picks a free port. */
  readonly port: number;
  readonly origins: AllowedOrigins;
  /** False skips fsync: for tests, whose data nobody misses. */
  readonly durable: boolean;
  /** Told of every error the store did not foresee. */
  readonly onError?: (error: unknown) => void;
};

export type RunningObjectStore = {
  readonly port: number;
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
};

type Answer = (storage: Storage, exchange: Exchange) => Promise<void> | void;

const objectAnswers: Partial<Record<string, Answer>> = {
  GET: sendObject,
  HEAD: sendObject,
  PUT: putObject,
  DELETE: deleteObject,
};
const uploadAnswers: Partial<Record<string, Answer>> = {
  GET: listParts,
  PUT: putPart,
  POST: completeUpload,
  DELETE: abortUpload,
};

const subresources = [
  'acl',
  'tagging',
  'retention',
  'legal-hold',
  'torrent',
  'attributes',
  'versionId',
  'select',
  'restore',
];

/** Opens the folder, drops what a crash left half-written, and gives the storage in it. */
function openStorage({ folder, durable, region }: ObjectStoreOptions): Storage {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const pool = new BytePool(folder, durable);
  const buckets = new Buckets(folder, pool, durable);
  const uploads = new Uploads(folder, pool, durable);
  const used = new Set(buckets.stretches());
  uploads.forgetCompleted(used);
  for (const id of uploads.stretches()) used.add(id);
  pool.sweep(used);
  return { buckets, uploads, pool, region };
}

function objectAnswer(method: string, query: URLSearchParams): Answer | undefined {
  if (method === 'POST' && query.has('uploads')) return beginUpload;
  return query.has('uploadId') ? uploadAnswers[method] : objectAnswers[method];
}

function answerFor({ request, query, bucket, key }: Exchange): Answer {
  const { method = '' } = request;
  if (bucket === '' && method === 'GET') return listBuckets;
  if (key === '') return answerBucket;
  if (Buffer.byteLength(key) > 1024) throw new S3Error('KeyTooLongError', 'A key is at most 1,024 bytes.');
  if (subresources.some((name) => query.has(name))) {
    throw new S3Error('NotImplemented', 'This store keeps objects only, without versions, tags or policies.');
  }
  const answer = objectAnswer(method, query);
  if (answer === undefined) {
    throw new S3Error('MethodNotAllowed', 'This store does not offer this request on an object.');
  }
  return answer;
}

async function answer(
  storage: Storage,
  options: ObjectStoreOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [path = '', search = ''] = (request.url ?? '').split(/\?(.*)/s);
  const query = new URLSearchParams(search);
  const signed = { method: request.method ?? '', path, query, headers: request.headers };
  const promise = verifySignature(signed, options);
  const [bucket = '', ...rest] = pathSegments(path).slice(1);
  for (const name of [...query.keys()]) if (name.startsWith('X-Amz-')) query.delete(name);
  const exchange: Exchange = { request, response, query, bucket, key: rest.join('/'), promise };
  await answerFor(exchange)(storage, exchange);
}

/** Answers with the error as S3 words it. A body not read to its end costs the connection, or it would be taken for the next request. */
function refuse(request: IncomingMessage, response: ServerResponse, error: S3Error): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (!request.complete) {
    response.setHeader('connection', 'close');
    request.resume();
  }
  const body = xmlDocument([
    'Error',
    [
      ['Code', error.code],
      ['Message', error.message],
      ['Resource', (request.url ?? '').replace(/\?.*/s, '')],
      ['RequestId', String(response.getHeader('x-amz-request-id'))],
    ],
  ]);
  response
    .writeHead(error.status, { 'content-type': 'application/xml' })
    .end(request.method === 'HEAD' ? undefined : body);
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeIdleConnections();
    setTimeout(() => {
      server.closeAllConnections();
    }, 2000).unref();
  });
}

/**
 * A strict subset of S3 on the loopback addresses, enough for Consilium and its tests. Meant for development and trials
 * on one machine: one process, no replication, an index in memory.
 */
export async function startObjectStore(options: ObjectStoreOptions): Promise<RunningObjectStore> {
  const storage = openStorage(options);
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    response.setHeader('x-amz-request-id', randomUUID());
    if (answerCors(request, response, options.origins)) return;
    answer(storage, options, request, response).catch((thrown: unknown) => {
      const error = asS3Error(thrown);
      if (error.code === 'InternalError' || error.code === 'StorageFull') options.onError?.(thrown);
      refuse(request, response, error);
    });
  };
  const server = (): Server => createServer({ keepAliveTimeout: 65_000, requestTimeout: 0 }, onRequest);
  const main = server();
  const port = await listen(main, options.port, '127.0.0.1');
  const servers = [main];
  // A browser may take "localhost" for ::1 first; a machine without IPv6 does without.
  const second = server();
  await listen(second, port, '::1').then(
    () => servers.push(second),
    () => undefined,
  );
  return {
    port,
    endpoint: `http://127.0.0.1:${String(port)}`,
    stop: async () => {
      await Promise.all(servers.map(close));
    },
  };
}
