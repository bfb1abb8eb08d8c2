import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import type { Readable } from 'node:stream';
import { sign } from 'aws4';
import type { S3Access } from './infrastructure';

export const sha256 = (body: Uint8Array): string => createHash('sha256').update(body).digest('hex');

/** As the browser sends bytes: fetch streams a Blob without copying it. */
export const blob = (body: Uint8Array): Blob => new Blob([new Uint8Array(body)]);

export async function bytesOf(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export type Put = {
  readonly path: string;
  readonly body: Uint8Array;
  readonly headers?: Record<string, string>;
  /** Other bytes than are sent: what a liar would have had signed. */
  readonly signedAs?: Uint8Array;
  /** Another path than was signed. */
  readonly sentTo?: string;
  /** A signed header that is not sent. */
  readonly leaveOut?: string;
};

export type Signer = Pick<S3Access, 'accessKey' | 'secretKey'>;

function signedHeaders(access: S3Access, put: Put, signer: Signer): [string, string][] {
  const headers = {
    'content-length': String(put.body.length),
    'x-amz-content-sha256': sha256(put.signedAs ?? put.body),
    ...put.headers,
  };
  const request = {
    method: 'PUT',
    host: new URL(access.endpoint).host,
    path: put.path,
    service: 's3',
    region: access.region,
    headers,
  };
  const signed = sign(request, { accessKeyId: signer.accessKey, secretAccessKey: signer.secretKey });
  return Object.entries(signed.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]);
}

/** A PUT whose signed headers bind its bytes, as the API signs it and the browser sends it. */
export async function headerSignedPut(access: S3Access, put: Put, signer: Signer = access): Promise<Response> {
  const notSent = ['host', 'content-length', put.leaveOut];
  const headers = signedHeaders(access, put, signer).filter(([name]) => !notSent.includes(name));
  return await fetch(access.endpoint + (put.sentTo ?? put.path), { method: 'PUT', body: blob(put.body), headers });
}

/** Announces a whole body, sends half of it and hangs up. */
export async function cutOffPut(access: S3Access, path: string, body: Uint8Array): Promise<void> {
  const headers = Object.fromEntries(signedHeaders(access, { path, body }, access));
  const { hostname, port } = new URL(access.endpoint);
  await new Promise<void>((resolve) => {
    const sending = httpRequest({ method: 'PUT', host: hostname, port, path, headers });
    sending.on('error', () => {
      resolve();
    });
    sending.write(body.subarray(0, body.length / 2), () => sending.destroy(new Error('hung up')));
  });
}
