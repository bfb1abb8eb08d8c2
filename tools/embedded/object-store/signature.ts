import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { S3Error } from './s3-error';

export type Credentials = { readonly accessKey: string; readonly secretKey: string; readonly region: string };

/** The parts of a request its signature covers. `path` and `query` are as sent, still percent-encoded. */
export type SignedRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
};

/** What the signer promised about the body: its SHA-256 in hex, or nothing. */
export type PayloadPromise = { readonly kind: 'sha256'; readonly hex: string } | { readonly kind: 'unsigned' };

type Claim = {
  readonly credential: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly date: string;
  readonly payload: string;
  readonly lifetimeSeconds: number | undefined;
};

const clockTolerance = 15 * 60_000;
const longestPresign = 7 * 24 * 3600;
const authorization =
  /^AWS4-HMAC-SHA256 Credential=([^,\s]+),\s*SignedHeaders=([a-z0-9;_-]+),\s*Signature=([0-9a-f]{64})$/;

const denied = (message: string): S3Error => new S3Error('AccessDenied', message);
const sha256 = (data: string): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest();

/** RFC 3986 encoding, as SigV4 wants it. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

export function headerText(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  return Array.isArray(value) ? value.join(',') : (value ?? '');
}

function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

function headerClaim({ headers }: SignedRequest): Claim {
  const match = authorization.exec(headerText(headers, 'authorization'));
  if (match === null) throw denied('This store answers only requests signed with AWS Signature Version 4.');
  const [, credential = '', signedHeaders = '', signature = ''] = match;
  const payload = headerText(headers, 'x-amz-content-sha256');
  if (payload === '') throw new S3Error('InvalidRequest', 'The header x-amz-content-sha256 is missing.');
  return {
    credential,
    signedHeaders: signedHeaders.split(';'),
    signature,
    date: headerText(headers, 'x-amz-date'),
    payload,
    lifetimeSeconds: undefined,
  };
}

function queryClaim({ query, headers }: SignedRequest): Claim {
  const of = (name: string): string => query.get(name) ?? '';
  const signedHeaders = of('X-Amz-SignedHeaders').split(';');
  const lifetimeSeconds = Number(of('X-Amz-Expires'));
  if (!Number.isInteger(lifetimeSeconds) || lifetimeSeconds < 1 || lifetimeSeconds > longestPresign) {
    throw denied('X-Amz-Expires is to be between one second and seven days.');
  }
  const hashed = signedHeaders.includes('x-amz-content-sha256');
  const payload = hashed ? headerText(headers, 'x-amz-content-sha256') : 'UNSIGNED-PAYLOAD';
  return {
    credential: of('X-Amz-Credential'),
    signedHeaders,
    signature: of('X-Amz-Signature'),
    date: of('X-Amz-Date'),
    payload,
    lifetimeSeconds,
  };
}

function claimOf(request: SignedRequest): Claim {
  if (!request.query.has('X-Amz-Algorithm')) return headerClaim(request);
  if (request.query.get('X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256') throw denied('Only AWS4-HMAC-SHA256 is accepted.');
  if (headerText(request.headers, 'authorization') !== '') {
    throw new S3Error('InvalidRequest', 'A request is signed in its query or in its headers, not in both.');
  }
  return queryClaim(request);
}

/** Milliseconds since 1970 of a date like 20261123T114600Z. */
function instant(date: string): number {
  const m = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date);
  if (m === null) throw denied('The request carries no x-amz-date.');
  const at = Date.parse(`${m.slice(1, 4).join('-')}T${m.slice(4, 7).join(':')}Z`);
  if (Number.isNaN(at)) throw denied('x-amz-date is not a date.');
  return at;
}

function checkTime(claim: Claim, now: number): void {
  const at = instant(claim.date);
  if (claim.lifetimeSeconds === undefined) {
    if (Math.abs(now - at) <= clockTolerance) return;
    throw new S3Error('RequestTimeTooSkewed', 'The request was signed more than 15 minutes away from this clock.');
  }
  if (at - now > clockTolerance) throw denied('The request is not valid yet.');
  if (now > at + claim.lifetimeSeconds * 1000) throw denied('Request has expired');
}

function checkCoverage(claim: Claim, headers: IncomingHttpHeaders): void {
  const signed = new Set(claim.signedHeaders);
  if (!signed.has('host')) throw denied('The host header has to be signed.');
  const unsigned = Object.keys(headers).filter((name) => name.startsWith('x-amz-') && !signed.has(name));
  if (unsigned.length > 0)
    throw denied(`There were headers present in the request which were not signed: ${unsigned.join(', ')}`);
}

function canonicalQuery(query: URLSearchParams): string {
  const pairs = [...query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [percentEncode(name), percentEncode(value)] as const);
  pairs.sort(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1));
  return pairs.map((pair) => pair.join('=')).join('&');
}

/** The path's segments, decoded. A path that is not valid percent-encoded UTF-8 is refused. */
export function pathSegments(path: string): string[] {
  try {
    return path.split('/').map(decodeURIComponent);
  } catch {
    throw new S3Error('InvalidArgument', 'The path is not valid percent-encoded UTF-8.');
  }
}

function canonicalRequest(request: SignedRequest, claim: Claim): string {
  const header = (name: string): string => `${name}:${headerText(request.headers, name).trim().replace(/ +/g, ' ')}`;
  return [
    request.method,
    pathSegments(request.path).map(percentEncode).join('/'),
    canonicalQuery(request.query),
    ...claim.signedHeaders.map(header),
    '',
    claim.signedHeaders.join(';'),
    claim.payload,
  ].join('\n');
}

function expectedSignature(request: SignedRequest, claim: Claim, scope: readonly string[], secretKey: string): string {
  const [day = '', region = ''] = scope;
  const key = hmac(hmac(hmac(hmac(`AWS4${secretKey}`, day), region), 's3'), 'aws4_request');
  const toSign = ['AWS4-HMAC-SHA256', claim.date, scope.join('/'), sha256(canonicalRequest(request, claim))].join('\n');
  return hmac(key, toSign).toString('hex');
}

function promiseOf(payload: string): PayloadPromise {
  if (payload === 'UNSIGNED-PAYLOAD') return { kind: 'unsigned' };
  if (/^[0-9a-f]{64}$/.test(payload)) return { kind: 'sha256', hex: payload };
  if (payload.startsWith('STREAMING-')) {
    throw new S3Error(
      'NotImplemented',
      'Streaming (aws-chunked) uploads are not supported: send the SHA-256 of the whole body.',
    );
  }
  throw new S3Error('InvalidArgument', 'x-amz-content-sha256 is neither a SHA-256 in hex nor UNSIGNED-PAYLOAD.');
}

/**
 * Checks a request's Signature Version 4, in its headers or its query, against the one key pair of this store
 * (Amazon S3 API reference, "Authenticating Requests"). Gives what the signer promised about the body.
 */
export function verifySignature(request: SignedRequest, credentials: Credentials, now = Date.now()): PayloadPromise {
  const claim = claimOf(request);
  const [accessKey = '', ...scope] = claim.credential.split('/');
  if (!sameText(accessKey, credentials.accessKey)) {
    throw new S3Error('InvalidAccessKeyId', 'The access key is not the one of this store.');
  }
  checkTime(claim, now);
  const wanted = [claim.date.slice(0, 8), credentials.region, 's3', 'aws4_request'];
  if (scope.join('/') !== wanted.join('/')) throw denied('The credential is for another day, region or service.');
  checkCoverage(claim, request.headers);
  if (!sameText(expectedSignature(request, claim, wanted, credentials.secretKey), claim.signature)) {
    throw new S3Error('SignatureDoesNotMatch', 'The signature does not match this request and the secret key.');
  }
  return promiseOf(claim.payload);
}
