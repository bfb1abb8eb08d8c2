import { fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { applicationEnv, applicationPort, awaitsOfficer, openApplication } from './application';
import { DataFolder } from './data-folder';
import { StartProblem, writing } from './embedded/start-problem';
import { discardPostgres } from './embedded/postgres';
import { keepLogsShort } from './log-files';
import { endOrphans } from './orphans';
import { openDatabase, openMail, openStore, type MailService, type Service } from './services';

const root = path.join(__dirname, '..', '..');

/** What has been started, in the order it has to be stopped. */
const stops: (() => Promise<void>)[] = [];

const say = (line: string): void => {
  console.log(line);
};

let stopping: Promise<void> | undefined;
let starting: Promise<unknown> = Promise.resolve();

async function stopAll(): Promise<void> {
  for (let stop = stops.pop(); stop !== undefined; stop = stops.pop()) {
    await stop().catch((error: unknown) => {
      console.error(error);
    });
  }
}

function end(status: number): void {
  if (stopping !== undefined) return;
  // What is half-started is waited for: stopped in the middle, it would be left behind.
  stopping = Promise.race([starting, pause(20_000)]).then(stopAll, stopAll);
  void stopping.then(() => process.exit(status));
}

function endOnSignal(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping !== undefined) return;
      say('\nStopping …');
      end(0);
    });
  }
}

function describe(error: unknown): void {
  if (error instanceof StartProblem) console.error(`\n${error.message}\n`);
  else
    console.error(
      '\nConsilium could not start. This is a fault in it; please report it with the lines below.\n',
      error,
    );
}

function playDemo(url: string, setupCode: string, data: DataFolder): void {
  const demo = fork(path.join(__dirname, 'demo', 'main.js'), [url], {
    env: { ...process.env, SETUP_CODE: setupCode, CONSILIUM_DATA: data.folder },
  });
  stops.push(() => {
    demo.kill('SIGTERM');
    return Promise.resolve();
  });
}

/** Remembers how to stop a service as soon as it runs, whatever becomes of the others. */
async function stoppable<S extends Service>(opening: Promise<S>): Promise<S> {
  const service = await opening;
  stops.push(() => service.stop());
  return service;
}

interface Started {
  readonly url: string;
  readonly children: readonly Service[];
  readonly setupCode: string | undefined;
  /** The page of the trial's mails; "" where a mail server of one's own is named. */
  readonly mails: MailService['page'];
}

/** Starts database, store and mail catcher, then the application on them. Gives what people need to know. */
async function start(data: DataFolder): Promise<Started> {
  data.requireFormat();
  keepLogsShort(data.place('logs'));
  const secrets = data.secrets();
  const port = await applicationPort(data.ports().app, say);
  const url = process.env['PUBLIC_ORIGIN'] ?? `http://localhost:${String(port)}`;
  data.keepPorts({ ...data.ports(), app: port });
  const opening = [
    stoppable(openDatabase(data, secrets, say)),
    stoppable(openStore(data, secrets, url, say)),
    stoppable(openMail(data, say)),
  ] as const;
  await Promise.allSettled(opening);
  const [database, store, mail] = await Promise.all(opening);
  const env = { ...applicationEnv(url, port, data), ...database.env, ...store.env, ...mail.env };
  const application = await openApplication(data, env);
  stops.push(() => application.stop());
  for (const { failure } of [database, store, mail, application]) failure?.catch(fail);
  const children = [store, mail, { env, running: application, stop: () => application.stop() }];
  const setupCode = (await awaitsOfficer(port, url)) ? env.SETUP_CODE : undefined;
  return { url, children, setupCode, mails: mail.page };
}

function fail(error: unknown): void {
  if (stopping === undefined) describe(error);
  end(1);
}

/**
 * The folder named by CONSILIUM_DATA, else ./data. The demo has ./data-demo and begins it anew each time: the keys of the
 * people it plays live no longer than the play.
 */
async function openData(): Promise<DataFolder> {
  const isDemo = process.argv.includes('--demo');
  const named = process.env['CONSILIUM_DATA'];
  const folder = path.resolve(named ?? path.join(root, isDemo ? 'data-demo' : 'data'));
  const data = await DataFolder.open(folder);
  await endOrphans(data);
  if (!isDemo || named !== undefined) return data;
  await discardPostgres(data.place('postgres'));
  rmSync(folder, { recursive: true, force: true });
  return DataFolder.open(folder);
}

async function main(): Promise<void> {
  endOnSignal();
  process.on('uncaughtException', fail);
  const began = Date.now();
  const data = await openData();
  const started = writing(data.folder, () => start(data));
  starting = started;
  const { url, children, setupCode, mails } = await started;
  if (stopping !== undefined) return;
  data.keepRunning({
    pid: process.pid,
    url,
    children: children.flatMap(({ running }) => (running === undefined ? [] : [running.pid])),
  });
  stops.unshift(() => {
    data.forgetRunning();
    return Promise.resolve();
  });
  say(
    `\nConsilium is ready (${((Date.now() - began) / 1000).toFixed(1)} s). Data: ${data.folder}. Stop with Ctrl-C.\n`,
  );
  say(`  ${url}`);
  if (mails !== '') say(`  Mails of the trial: ${mails}`);
  if (setupCode !== undefined) say(`  One-time set-up code for the first registration officer: ${setupCode}`);
  if (!process.argv.includes('--demo')) return;
  if (setupCode === undefined) say('  The demo plays on an empty data folder only. Start it without CONSILIUM_DATA.');
  else playDemo(url, setupCode, data);
}

main().catch(fail);
