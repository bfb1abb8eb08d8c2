import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'minio';
import { applicationEnv, openApplication } from '../../tools/application';
import type { RunningProgram } from '../../tools/child-program';
import { DataFolder } from '../../tools/data-folder';
import { freePort } from '../../tools/embedded/free-port';
import { bucket, openDatabase, openStore, type Service } from '../../tools/services';

/** What differs from `npm start`: where browsers and clients reach the store, and which page is served. */
interface Changes {
  /** "http://localhost:40123": an address in front of the store. */
  readonly storeAt?: string;
  readonly webRoot?: string;
  /** "http://localhost:40123": an address in front of the application, at which browsers are served. */
  readonly publicAt?: string;
  /** A program in the place of the built application: a release to come. */
  readonly program?: string;
  /** What multiplies the rate limits; they are out of the way unless it is said. */
  readonly rateFactor?: number;
  /** Whoever takes its notices. */
  readonly notices?: Readonly<Record<string, string>>;
}

const quiet = (): void => undefined;

/**
 * A whole system on a folder that is thrown away: database, object store and application as programs of their own, with
 * durable writes and output checks, exactly as `npm start` runs them. Only rate limits, and how many uploads somebody may have open, are out of the way.
 */
export class Place {
  private application: RunningProgram | undefined;

  private constructor(
    private readonly data: DataFolder,
    private readonly database: Service,
    private readonly store: Service,
    private readonly port: number,
  ) {}

  static async open(changes: Changes = {}): Promise<Place> {
    const data = await DataFolder.open(mkdtempSync(path.join(tmpdir(), 'consilium-bench-')));
    const port = await freePort();
    const database = await openDatabase(data, data.secrets(), quiet);
    const store = await openStore(data, data.secrets(), `http://localhost:${String(port)}`, quiet);
    const place = new Place(data, database, store, port);
    await place.serve(changes);
    return place;
  }

  get origin(): string {
    return `http://localhost:${String(this.port)}`;
  }

  get setUpCode(): string {
    return this.data.secrets().setupCode;
  }

  get databaseUrl(): string {
    return this.database.env['DATABASE_URL'] ?? '';
  }

  /** Where a child program's output goes. */
  log(name: string): string {
    return this.data.log(name);
  }

  /** As browsers reach the store when nothing stands in between. */
  get storeAt(): string {
    return this.store.env['S3_PUBLIC_ENDPOINT'] ?? '';
  }

  /** Ends the application and starts it again with other settings; sessions and data stay. */
  async serve({ storeAt, webRoot, publicAt, program, rateFactor = 10_000, notices = {} }: Changes): Promise<void> {
    await this.application?.stop();
    const env = {
      ...applicationEnv(publicAt ?? this.origin, this.port, this.data),
      ...this.database.env,
      ...this.store.env,
      RATE_FACTOR: String(rateFactor),
      // What is sent for its time alone is never claimed by a picture.
      OPEN_UPLOADS: '1000',
      OPEN_UPLOADS_MB: '100000',
      ...notices,
      ...(storeAt === undefined ? {} : { S3_PUBLIC_ENDPOINT: storeAt }),
      ...(webRoot === undefined ? {} : { WEB_ROOT: webRoot }),
    };
    this.application = await openApplication(this.data, env, program);
  }

  /** The portable S3 client, for bare PUTs and GETs: it signs the addresses they go to. `at`: as for `serve`. */
  storeClient(at = this.storeAt): Client {
    const { hostname, port } = new URL(at);
    const { S3_ACCESS_KEY: accessKey = '', S3_SECRET_KEY: secretKey = '', S3_REGION: region = '' } = this.store.env;
    return new Client({ endPoint: hostname, port: Number(port), useSSL: false, accessKey, secretKey, region });
  }

  get bucket(): string {
    return bucket;
  }

  async close(): Promise<void> {
    await this.application?.stop();
    await Promise.all([this.store.stop(), this.database.stop()]);
    rmSync(this.data.folder, { recursive: true, force: true });
  }
}
