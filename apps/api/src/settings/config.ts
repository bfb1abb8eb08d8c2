import { deployment, type Deployment } from '@consilium/contracts';
import { z } from 'zod';
import { databaseUrlOf, withFiles } from './environment';
import { isKeyOfP256, isThisMachine, knownHosts } from './pushing';

const origin = z.url({ protocol: /^https?$/ }).refine((value) => new URL(value).origin === value, 'an origin, no path');
const port = z.coerce.number().int().min(0).max(65_535);
const positive = (most: number, usual: number) => z.coerce.number().int().min(1).max(most).default(usual);
const megabyte = 1_000_000;
const loopback = ['localhost', '127.0.0.1', '[::1]'];

/** Every setting there is, by the name of its environment variable. Nothing else reads the environment. */
const environment = z.object({
  /** `npm start` and tests run as `trial`: output is checked against the contract too, and a loopback origin is allowed. */
  DEPLOYMENT: deployment.default('trial'),
  /** What the register is begun as, if it has not begun: a trial acts with one officer alone. Left out: the same as DEPLOYMENT. */
  REGISTER_MODE: deployment.optional(),
  /** Address and port to listen on; port 0 takes a free one. */
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(3000),
  /** What the browser's address bar shows. Cookies, passkeys and the Origin check hang on it. */
  PUBLIC_ORIGIN: origin,
  /** Or its parts: DATABASE_HOST, DATABASE_PORT, DATABASE_NAME, DATABASE_USER, DATABASE_PASSWORD. Any secret may stand in a file that `…_FILE` names. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** Connections per process to PostgreSQL. */
  DATABASE_CONNECTIONS: z.coerce.number().int().min(2).max(100).default(12),
  /** Seconds one statement may take; a lock is waited for ten at most. */
  DATABASE_SECONDS: positive(600, 30),
  /** Where this process reaches the object store, and where browsers do. */
  S3_ENDPOINT: origin,
  S3_PUBLIC_ENDPOINT: origin.optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_BUCKET: z.string().min(3).max(63),
  S3_ACCESS_KEY: z.string().min(3),
  S3_SECRET_KEY: z.string().min(8),
  /** `yes` creates the bucket and its CORS at start; production prepares its own. */
  S3_PREPARE: z.enum(['yes', 'no']).default('no'),
  /** Seed of the service key, 32 bytes in base64url. It signs ticks and register heads, nothing else. */
  SERVICE_KEY: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  /** One-time code for the set-up page; only needed until the register has begun. */
  SETUP_CODE: z.string().min(8).max(64).optional(),
  /** Folder of the web build; without it only the API is served. */
  WEB_ROOT: z.string().optional(),
  /** `off` takes away from every browser what stands there between page and service, and with it web push. */
  SERVICE_WORKER: z.enum(['on', 'off']).default('on'),
  /** Folder that outlives releases: hashed files of the builds before, served for a day. Replicas may share it. */
  FORMER_BUILDS: z.string().optional(),
  /** Name of the web build where another server serves it; otherwise the build in WEB_ROOT names itself. */
  BUILD_ID: z
    .string()
    .regex(/^[0-9A-Za-z.-]{1,64}$/)
    .optional(),
  /** How replicas tell each other that a ledger grew: not at all (one process), PostgreSQL NOTIFY, or Valkey streams. */
  LIVE_ADAPTER: z.enum(['single', 'postgres', 'valkey']).default('single'),
  VALKEY_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  /** Professional register: the synthetic one shipped for trials, or looked up by hand. */
  PROFESSIONAL_REGISTER: z.enum(['synthetic', 'manual']).default('synthetic'),
  /** What monitoring shows to read the metrics (`Authorization: Bearer …`); without it they are told to this machine only. */
  METRICS_TOKEN: z.string().min(16).max(200).optional(),
  /** Mail server that takes notices (`smtps://user:password@host:465`, or `smtp:` with STARTTLS); without it nobody is told by mail. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** Whom notices are from. Needed with SMTP_URL. */
  MAIL_FROM: z.email().optional(),
  /** Key in whose name notices are pushed to devices: a private key of P-256, 32 bytes in base64url. Without it none are. */
  VAPID_KEY: z
    .string()
    .regex(/^[A-Za-z0-9_-]{43}$/)
    .optional(),
  /** Whom push services may write to about it: `mailto:` or `https:`. Needed with VAPID_KEY. */
  VAPID_SUBJECT: z.url({ protocol: /^(?:mailto|https)$/ }).optional(),
  /** Hosts of the push services that notices may go to, with commas; `*.` stands for any name before it. */
  PUSH_HOSTS: z
    .string()
    .regex(/^(?:\*\.)?[a-z0-9.-]+(?::\d+)?(?:,(?:\*\.)?[a-z0-9.-]+(?::\d+)?)*$/)
    .default(knownHosts),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  /** Multiplies every rate limit; load tests raise it. */
  RATE_FACTOR: z.coerce.number().min(0.01).max(10_000).default(1),
  /** Megabytes of pictures one case, one person and one organisation may store, those on their way included. */
  STORAGE_PER_ROOM_MB: positive(100_000_000, 20_000),
  STORAGE_PER_PERSON_MB: positive(100_000_000, 100_000),
  STORAGE_PER_ORGANISATION_MB: positive(100_000_000, 2_000_000),
  /** One person's pictures that are announced and not part of a case yet: how many, and megabytes together. */
  OPEN_UPLOADS: positive(10_000, 60),
  OPEN_UPLOADS_MB: positive(1_000_000, 4000),
  /** Megabytes of entries one person may append in an hour, to each process. */
  WRITTEN_PER_HOUR_MB: positive(100_000, 64),
  /** Live connections of one session and of one person, to each process; the oldest makes way for a new one. */
  SOCKETS_PER_SESSION: positive(1000, 8),
  SOCKETS_PER_PERSON: positive(1000, 24),
  /** Passkeys of one person. Each may open the account in two ways, and a request names 40 of them at most. */
  PASSKEYS_PER_PERSON: positive(19, 16),
  /** Days the security log, which names persons, is kept. */
  SECURITY_LOG_DAYS: positive(3650, 180),
});

type Environment = z.infer<typeof environment>;

/** What one case, person, organisation or session may use up. Storage in bytes. */
export interface Limits {
  readonly storage: { readonly room: number; readonly person: number; readonly organisation: number };
  readonly openUploads: { readonly pictures: number; readonly bytes: number };
  /** Bytes of entries, per person. */
  readonly writtenPerHour: number;
  readonly sockets: { readonly session: number; readonly person: number };
  readonly passkeys: number;
}

export interface Settings {
  readonly deployment: Deployment;
  readonly registerMode: Deployment;
  readonly host: string;
  readonly port: number;
  readonly publicOrigin: string;
  /** Domain passkeys belong to: the host of the public origin. */
  readonly rpId: string;
  readonly database: { readonly url: string; readonly connections: number; readonly seconds: number };
  readonly store: {
    readonly endpoint: string;
    readonly publicEndpoint: string;
    readonly region: string;
    readonly bucket: string;
    readonly accessKey: string;
    readonly secretKey: string;
    readonly prepare: boolean;
  };
  readonly serviceKey: string;
  readonly setupCode: string | undefined;
  readonly webRoot: string | undefined;
  readonly serviceWorker: boolean;
  readonly formerBuilds: string | undefined;
  readonly build: string | undefined;
  readonly live: { readonly adapter: Environment['LIVE_ADAPTER']; readonly valkeyUrl: string | undefined };
  readonly professionalRegister: Environment['PROFESSIONAL_REGISTER'];
  readonly metricsToken: string | undefined;
  /** Where notices are handed over, and whom they are from; undefined: nobody is told by mail. */
  readonly mail: { readonly server: string; readonly from: string } | undefined;
  /** In whose name, and to which push services, notices go to devices; undefined: none do. */
  readonly push: { readonly key: string; readonly subject: string; readonly hosts: readonly string[] } | undefined;
  readonly logLevel: Environment['LOG_LEVEL'];
  readonly rateFactor: number;
  readonly limits: Limits;
  readonly securityLogDays: number;
}

/** Where passkeys of this deployment belong. */
export function siteOf({ publicOrigin: origin, rpId }: Settings): { readonly origin: string; readonly rpId: string } {
  return { origin, rpId };
}

/** The settings as an injectable value. */
export const SETTINGS = Symbol('settings');

function troubles(of: Environment): string[] {
  const found: string[] = [];
  if (of.LIVE_ADAPTER === 'valkey' && of.VALKEY_URL === undefined)
    found.push('VALKEY_URL is needed with LIVE_ADAPTER=valkey');
  if ((of.SMTP_URL === undefined) !== (of.MAIL_FROM === undefined))
    found.push('SMTP_URL and MAIL_FROM need each other');
  if ((of.VAPID_KEY === undefined) !== (of.VAPID_SUBJECT === undefined))
    found.push('VAPID_KEY and VAPID_SUBJECT need each other');
  if (of.VAPID_KEY !== undefined && !isKeyOfP256(of.VAPID_KEY)) found.push('VAPID_KEY is no private key of P-256');
  const publicUrl = new URL(of.PUBLIC_ORIGIN);
  if (publicUrl.protocol !== 'https:' && !loopback.includes(publicUrl.hostname)) {
    found.push('PUBLIC_ORIGIN must be https, except on this machine');
  }
  return of.DEPLOYMENT === 'production' ? [...found, ...unsafe(of, publicUrl)] : found;
}

/** What a trial may do and a deployment for real use may not. */
function unsafe(of: Environment, publicUrl: URL): string[] {
  const found: string[] = [];
  if (publicUrl.protocol !== 'https:') found.push('PUBLIC_ORIGIN must be https in production');
  if (new URL(of.S3_PUBLIC_ENDPOINT ?? of.S3_ENDPOINT).protocol !== 'https:') {
    found.push('S3_PUBLIC_ENDPOINT must be https in production');
  }
  if (of.PUSH_HOSTS.split(',').some(isThisMachine))
    found.push('PUSH_HOSTS names this machine, which is for trials only');
  if (of.REGISTER_MODE === 'trial') found.push('REGISTER_MODE=trial is for trials only');
  if (of.PROFESSIONAL_REGISTER === 'synthetic') found.push('PROFESSIONAL_REGISTER=synthetic is for trials only');
  return found;
}

function settingsOf(of: Environment): Settings {
  return {
    deployment: of.DEPLOYMENT,
    registerMode: of.REGISTER_MODE ?? of.DEPLOYMENT,
    host: of.HOST,
    port: of.PORT,
    publicOrigin: of.PUBLIC_ORIGIN,
    rpId: new URL(of.PUBLIC_ORIGIN).hostname,
    database: { url: of.DATABASE_URL, connections: of.DATABASE_CONNECTIONS, seconds: of.DATABASE_SECONDS },
    store: {
      endpoint: of.S3_ENDPOINT,
      publicEndpoint: of.S3_PUBLIC_ENDPOINT ?? of.S3_ENDPOINT,
      region: of.S3_REGION,
      bucket: of.S3_BUCKET,
      accessKey: of.S3_ACCESS_KEY,
      secretKey: of.S3_SECRET_KEY,
      prepare: of.S3_PREPARE === 'yes',
    },
    serviceKey: of.SERVICE_KEY,
    setupCode: of.SETUP_CODE,
    webRoot: of.WEB_ROOT,
    serviceWorker: of.SERVICE_WORKER === 'on',
    formerBuilds: of.FORMER_BUILDS,
    build: of.BUILD_ID,
    live: { adapter: of.LIVE_ADAPTER, valkeyUrl: of.VALKEY_URL },
    professionalRegister: of.PROFESSIONAL_REGISTER,
    metricsToken: of.METRICS_TOKEN,
    mail: mailOf(of),
    push: pushOf(of),
    logLevel: of.LOG_LEVEL,
    rateFactor: of.RATE_FACTOR,
    limits: limitsOf(of),
    securityLogDays: of.SECURITY_LOG_DAYS,
  };
}

function mailOf({ SMTP_URL: server, MAIL_FROM: from }: Environment): Settings['mail'] {
  return server === undefined || from === undefined ? undefined : { server, from };
}

function pushOf({ VAPID_KEY: key, VAPID_SUBJECT: subject, PUSH_HOSTS: hosts }: Environment): Settings['push'] {
  return key === undefined || subject === undefined ? undefined : { key, subject, hosts: hosts.split(',') };
}

function limitsOf(of: Environment): Limits {
  return {
    storage: {
      room: of.STORAGE_PER_ROOM_MB * megabyte,
      person: of.STORAGE_PER_PERSON_MB * megabyte,
      organisation: of.STORAGE_PER_ORGANISATION_MB * megabyte,
    },
    openUploads: { pictures: of.OPEN_UPLOADS, bytes: of.OPEN_UPLOADS_MB * megabyte },
    writtenPerHour: of.WRITTEN_PER_HOUR_MB * megabyte,
    sockets: { session: of.SOCKETS_PER_SESSION, person: of.SOCKETS_PER_PERSON },
    passkeys: of.PASSKEYS_PER_PERSON,
  };
}

/** Reads and checks the settings. Throws an Error that names every missing or unsafe variable, never a value. */
export function readSettings(from: Readonly<Record<string, string | undefined>>): Settings {
  const given = withFiles(from);
  const read = environment.safeParse({ ...given, DATABASE_URL: databaseUrlOf(given) });
  const wrong = read.success
    ? troubles(read.data)
    : read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (!read.success || wrong.length > 0) throw new Error(`Settings are not usable:\n  ${wrong.join('\n  ')}`);
  return settingsOf(read.data);
}
