import path from 'node:path';
import { RunningProgram } from './child-program';
import type { DataFolder, Secrets } from './data-folder';
import { freePort, isFree } from './embedded/free-port';
import { orStopped } from './embedded/or-stopped';
import { startPostgres } from './embedded/postgres';

export const bucket = 'consilium';
const region = 'us-east-1';

export type Say = (line: string) => void;

/** A part of the system that runs, and the settings by which the API finds it. */
export type Service = {
  readonly env: Readonly<Record<string, string>>;
  readonly running: RunningProgram | undefined;
  /** Rejects when it ends without having been asked to; absent for what is not ours. */
  readonly failure?: Promise<never>;
  readonly stop: () => Promise<void>;
};

const notOurs: Omit<Service, 'env'> = { running: undefined, stop: () => Promise.resolve() };

/** The port remembered from last time when it is still free, otherwise another one. */
export async function steadyPort(remembered: number | undefined, what: string, say: Say): Promise<number> {
  if (remembered === undefined) return await freePort();
  if (await isFree(remembered)) return remembered;
  const port = await freePort();
  say(`Port ${String(remembered)} of ${what} is taken; it uses ${String(port)} instead.`);
  return port;
}

/** PostgreSQL: the one named by DATABASE_URL, or our own in the data folder. */
export async function openDatabase(data: DataFolder, secrets: Secrets, say: Say): Promise<Service> {
  const given = process.env['DATABASE_URL'];
  if (given !== undefined && given !== '') return { env: { DATABASE_URL: given }, ...notOurs };
  const { database: remembered } = data.ports();
  const postgres = await startPostgres({
    dataDir: data.place('postgres'),
    password: secrets.databasePassword,
    ...(remembered === undefined ? {} : { port: remembered }),
    log: data.log('postgres'),
    say,
  });
  await orStopped(postgres, () => {
    data.keepPorts({ ...data.ports(), database: postgres.port });
  });
  return { env: { DATABASE_URL: postgres.url }, running: undefined, failure: postgres.failure, stop: postgres.stop };
}

/** A mail server, and the page of what it caught; "" where it is none of ours. */
export type MailService = Service & { readonly page: string };

/** The mail server named by SMTP_URL, or one that catches every mail of a trial and delivers none. */
export async function openMail(data: DataFolder, say: Say): Promise<MailService> {
  const given = process.env['SMTP_URL'] ?? process.env['SMTP_URL_FILE'] ?? '';
  if (given !== '') return { env: {}, page: '', ...notOurs };
  const { mail, mailPage } = data.ports();
  const wanted = {
    MAIL_PORT: String(await steadyPort(mail, 'the mail catcher', say)),
    MAIL_PAGE_PORT: String(await steadyPort(mailPage, 'the page of mails', say)),
  };
  const running = RunningProgram.start({
    name: 'The mail catcher',
    file: path.join(__dirname, 'embedded', 'mail-catcher', 'main.js'),
    env: wanted,
    log: data.log('mail'),
  });
  const took = await orStopped(running, async () => {
    const ready = await running.message<{ port: number; page: number }>();
    data.keepPorts({ ...data.ports(), mail: ready.port, mailPage: ready.page });
    return ready;
  });
  return {
    env: {
      SMTP_URL: `smtp://127.0.0.1:${String(took.port)}`,
      MAIL_FROM: process.env['MAIL_FROM'] ?? 'consilium@trial.invalid',
    },
    page: `http://localhost:${String(took.page)}`,
    running,
    failure: running.failure,
    stop: () => running.stop(),
  };
}

/** The object store: the one named by S3_ENDPOINT, or our own in a process of its own. */
export async function openStore(data: DataFolder, secrets: Secrets, origin: string, say: Say): Promise<Service> {
  const given = process.env['S3_ENDPOINT'];
  if (given !== undefined && given !== '')
    return { env: { S3_BUCKET: process.env['S3_BUCKET'] ?? bucket }, ...notOurs };
  const keys = { S3_ACCESS_KEY: secrets.s3AccessKey, S3_SECRET_KEY: secrets.s3SecretKey, S3_REGION: region };
  const wanted = await steadyPort(data.ports().store, 'the object store', say);
  const running = RunningProgram.start({
    name: 'The object store',
    file: path.join(__dirname, 'embedded', 'object-store', 'main.js'),
    env: { ...keys, STORE_FOLDER: data.place('objects'), STORE_PORT: String(wanted), STORE_ORIGINS: origin },
    log: data.log('object-store'),
  });
  const port = await orStopped(running, async () => {
    const ready = await running.message<{ port: number }>();
    data.keepPorts({ ...data.ports(), store: ready.port });
    return ready.port;
  });
  const endpoints = {
    S3_ENDPOINT: `http://127.0.0.1:${String(port)}`,
    S3_PUBLIC_ENDPOINT: `http://localhost:${String(port)}`,
  };
  return {
    env: { ...keys, ...endpoints, S3_BUCKET: bucket, S3_PREPARE: 'yes' },
    running,
    failure: running.failure,
    stop: () => running.stop(),
  };
}
