import { randomBytes } from 'node:crypto';
import type { Books } from '@consilium/domain';
import { Test } from '@nestjs/testing';
import { freePort } from '../servers/embedded';
import {
  Clock,
  openApplication,
  readSettings,
  type Application,
  type Make,
  type Settings,
} from '@consilium/api/testing';
import { closesAtTheEnd } from '../closing';
import { MovedClock } from './clock';
import { asApi, freshBucket, freshDatabase, infrastructure, type S3Access } from '../servers/infrastructure';

/** A whole running system on a database and a bucket of its own; ends with its test file. */
export interface System {
  /** Where it listens, e.g. `http://127.0.0.1:40123`. */
  readonly address: string;
  /** What a browser's address bar would show; programs send it as Origin. */
  readonly origin: string;
  readonly settings: Settings;
  /** The database as its owner; the application works as a role with fewer rights. */
  readonly databaseUrl: string;
  readonly bucket: string;
  readonly application: Application;
  /** The time as the system and its replicas take it to be. */
  readonly clock: MovedClock;
  /** Another process's worth of the same system: same database, bucket and keys, its own port. `books`: the rules of its release. */
  replica(books?: Books): Promise<Application>;
  /** Ends the application and starts it again on the same port, with these settings changed: a release, for one. `books`: the rules of that release. */
  serve(changes: Partial<Settings>, books?: Books): Promise<void>;
}

/** A test's usual settings for the API, as environment variables. */
export function environment(
  databaseUrl: string,
  bucket: string,
  port: number,
  s3: S3Access = infrastructure().s3,
): Record<string, string> {
  return {
    PORT: String(port),
    PUBLIC_ORIGIN: `http://localhost:${String(port)}`,
    DATABASE_URL: asApi(databaseUrl),
    S3_ENDPOINT: s3.endpoint,
    S3_REGION: s3.region,
    S3_BUCKET: bucket,
    S3_ACCESS_KEY: s3.accessKey,
    S3_SECRET_KEY: s3.secretKey,
    S3_PREPARE: 'yes',
    SERVICE_KEY: randomBytes(32).toString('base64url'),
    SETUP_CODE: 'first-run-code',
    LOG_LEVEL: 'silent',
    RATE_FACTOR: '1000',
  };
}

/** What Nest says while it makes an application that cannot be made: the test hears the error itself. */
const silence = { log: () => undefined, error: () => undefined, warn: () => undefined };

/** The whole application but for its clock. */
const makeWith =
  (clock: Clock): Make =>
  async (module, adapter, options) => {
    const testing = Test.createTestingModule({ imports: [module] }).setLogger(silence);
    const made = await testing.overrideProvider(Clock).useValue(clock).compile();
    return made.createNestApplication(adapter, options);
  };

async function open(settings: Settings, clock: Clock, books?: Books): Promise<Application> {
  const application = await openApplication(settings, books, makeWith(clock));
  const close = closesAtTheEnd(() => application.close());
  return { ...application, close };
}

/** Starts the system on a free port. `changes`: environment variables that differ from a test's usual ones. */
export async function startSystem(changes: Readonly<Record<string, string>> = {}): Promise<System> {
  const [databaseUrl, bucket, port] = await Promise.all([freshDatabase(), freshBucket(), freePort()]);
  const settings = readSettings({ ...environment(databaseUrl, bucket, port), ...changes });
  const clock = new MovedClock();
  let application = await open(settings, clock);
  return {
    address: `http://127.0.0.1:${String(port)}`,
    origin: settings.publicOrigin,
    settings,
    databaseUrl,
    bucket,
    clock,
    get application() {
      return application;
    },
    serve: async (changed, books) => {
      await application.close();
      application = await open({ ...settings, ...changed }, clock, books);
    },
    replica: (books) => open({ ...settings, port: 0 }, clock, books),
  };
}
