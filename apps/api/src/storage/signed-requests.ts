import { sign, type Request } from 'aws4';
import type { Settings } from '../settings/config';

type StoreSettings = Settings['store'];

/** A request a browser may send to the object store, without the headers it must set itself. */
export interface SignedRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Seconds a signed GET stays good. */
export const getSeconds = 60;

function signed(
  store: StoreSettings,
  endpoint: string,
  request: Request,
): { path: string; headers: Record<string, string> } {
  const done = sign(
    { ...request, host: new URL(endpoint).host, service: 's3', region: store.region },
    { accessKeyId: store.accessKey, secretAccessKey: store.secretKey },
  );
  const headers = Object.entries(done.headers ?? {}).map(
    ([name, value]) => [name.toLowerCase(), String(value)] as const,
  );
  return { path: done.path ?? '', headers: Object.fromEntries(headers) };
}

const notForBrowsers = ['host', 'content-length'];

/** One PUT whose signed headers bind length and SHA-256; a whole object also binds "nothing is there yet". */
export interface PutPlan {
  readonly object: string;
  /** Bytes. */
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
  /** Multipart upload and part number from 1; absent for a whole object. */
  readonly part?: { readonly upload: string; readonly number: number };
}

/**
 * Signs a PUT in its headers. A presigned query URL would bind neither the bytes nor their number (Amazon S3, Signature
 * Version 4, "signed payload option").
 */
export function signPut(store: StoreSettings, plan: PutPlan): SignedRequest {
  const query =
    plan.part === undefined
      ? ''
      : `?partNumber=${String(plan.part.number)}&uploadId=${encodeURIComponent(plan.part.upload)}`;
  const { path, headers } = signed(store, store.publicEndpoint, {
    method: 'PUT',
    path: `/${store.bucket}/${plan.object}${query}`,
    headers: {
      'Content-Length': plan.size,
      'X-Amz-Content-Sha256': plan.sha256,
      ...(plan.part === undefined ? { 'If-None-Match': '*' } : {}),
    },
  });
  const given = Object.entries(headers).filter(([name]) => !notForBrowsers.includes(name));
  return { url: `${store.publicEndpoint}${path}`, headers: Object.fromEntries(given) };
}

/** A GET valid 60 seconds, for ciphertext only. */
export function signGet(store: StoreSettings, object: string): string {
  const { path } = signed(store, store.publicEndpoint, {
    method: 'GET',
    path: `/${store.bucket}/${object}?X-Amz-Expires=${String(getSeconds)}`,
    signQuery: true,
  });
  return `${store.publicEndpoint}${path}`;
}

/** A request this process sends itself, body included. */
export function signOwn(
  store: StoreSettings,
  method: string,
  path: string,
  headers: Record<string, string>,
  body: string,
): Request {
  const done = signed(store, store.endpoint, { method, path, headers, body });
  return { method, path: done.path, headers: done.headers, body };
}
