import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Client } from 'minio';
import { SETTINGS, type Settings } from '../settings/config';
import { within } from './database';
import { log, placeOf } from '../telemetry/log';
import { codeOf, patientTransport, storeProblem } from './store-troubles';
import { signGet, signOwn, signPut, type PutPlan, type SignedRequest } from './signed-requests';

/** A stored part as the store lists it. */
export interface StoredPart {
  /** From 1. */
  readonly number: number;
  /** Bytes. */
  readonly size: number;
  readonly etag: string;
}

/** The client keeps its part list to itself; completing an upload needs it. */
class StoreClient extends Client {
  async partsOf(bucket: string, object: string, upload: string): Promise<StoredPart[]> {
    const parts = await this.listParts(bucket, object, upload);
    return parts.map(({ part, size, etag }) => ({ number: part, size, etag }));
  }
}

const isAbsent = (error: unknown): boolean => /^(?:NotFound|NoSuchKey|NoSuchUpload)$/.test(codeOf(error));

function clientOf({ store }: Settings): StoreClient {
  const url = new URL(store.endpoint);
  const secure = url.protocol === 'https:';
  return new StoreClient({
    endPoint: url.hostname,
    port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
    useSSL: secure,
    region: store.region,
    accessKey: store.accessKey,
    secretKey: store.secretKey,
    pathStyle: true,
    transport: patientTransport(secure),
    // What fails is asked again by whoever waits, who is told meanwhile.
    retryOptions: { disableRetry: true },
  });
}

/** The object store: ciphertext under random names in one bucket. Portable S3 calls only. */
@Injectable()
export class ObjectStore {
  private readonly client: StoreClient;
  private readonly bucket: string;

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {
    this.client = clientOf(settings);
    this.bucket = settings.store.bucket;
  }

  /** Makes the bucket and lets our page's origin reach it. For the embedded store and tests. */
  async prepare(): Promise<void> {
    if (!this.settings.store.prepare) return;
    const exists = await this.client.bucketExists(this.bucket);
    if (!exists) await this.client.makeBucket(this.bucket, this.settings.store.region);
    await this.allowOrigin();
  }

  signPut(plan: PutPlan): SignedRequest {
    return signPut(this.settings.store, plan);
  }

  signGet(object: string): string {
    return signGet(this.settings.store, object);
  }

  /** Begins a multipart upload and gives its id. */
  begin(object: string): Promise<string> {
    return this.reach(() => this.client.initiateNewMultipartUpload(this.bucket, object, {}));
  }

  /** Parts stored so far; none when the upload is over or unknown. */
  parts(object: string, upload: string): Promise<StoredPart[]> {
    return this.reach(() => this.client.partsOf(this.bucket, object, upload), []);
  }

  /** Bytes of a stored object; `undefined` when it is not there. */
  size(object: string): Promise<number | undefined> {
    return this.reach<number | undefined>(
      async () => (await this.client.statObject(this.bucket, object)).size,
      undefined,
    );
  }

  /** Completes an upload. False for one that is over already: its object is there, or `size` says that it is not. */
  async join(object: string, upload: string, parts: readonly StoredPart[]): Promise<boolean> {
    const etags = parts.map(({ number, etag }) => ({ part: number, etag }));
    const joined = () => this.client.completeMultipartUpload(this.bucket, object, upload, etags).then(() => true);
    return this.reach(joined, false);
  }

  /** Removes an object, or an upload under way. One that is already gone is no trouble. */
  async remove(object: string, upload: string): Promise<void> {
    if (upload !== '') await this.reach(() => this.client.abortMultipartUpload(this.bucket, object, upload), undefined);
    await this.reach(() => this.client.removeObject(this.bucket, object), undefined);
  }

  async isReachable(): Promise<boolean> {
    return within(3000, this.client.bucketExists(this.bucket));
  }

  /** Turns the store's troubles into a Problem; what is absent gives `absent` where the caller says what that means. */
  private async reach<T>(act: () => Promise<T>, ...absent: [T] | []): Promise<T> {
    try {
      return await act();
    } catch (error) {
      if (isAbsent(error) && absent.length === 1) return absent[0];
      log.warn({ ...placeOf(error) }, 'object store');
      throw storeProblem(error);
    }
  }

  /** The client has no call for bucket CORS (Amazon S3 API, PutBucketCors). */
  private async allowOrigin(): Promise<void> {
    const { store, publicOrigin } = this.settings;
    const body = `<CORSConfiguration><CORSRule><AllowedOrigin>${publicOrigin}</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedMethod>PUT</AllowedMethod><AllowedHeader>*</AllowedHeader><ExposeHeader>ETag</ExposeHeader><ExposeHeader>Content-Range</ExposeHeader><MaxAgeSeconds>600</MaxAgeSeconds></CORSRule></CORSConfiguration>`;
    const digest = createHash('md5').update(body).digest('base64');
    const request = signOwn(
      store,
      'PUT',
      `/${store.bucket}?cors`,
      { 'Content-MD5': digest, 'Content-Type': 'application/xml' },
      body,
    );
    const headers = Object.entries(request.headers ?? {}).filter(
      ([name]) => name !== 'host' && name !== 'content-length',
    );
    const answer = await fetch(`${store.endpoint}${request.path ?? ''}`, {
      method: 'PUT',
      signal: AbortSignal.timeout(10_000),
      headers: headers.map(([name, value]) => [name, String(value)] as [string, string]),
      body,
    });
    // Some stores allow every origin by themselves and have no such call; the upload's first PUT shows it either way.
    if (!answer.ok) log.info({ status: answer.status }, 'the object store did not take the CORS rule');
  }
}
