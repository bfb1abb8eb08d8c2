import { fork } from 'node:child_process';
import path from 'node:path';
import { applicationEnv, applicationPort, awaitsOfficer, openApplication } from './application';
import { DataFolder } from './data-folder';
import { StartProblem, writing } from './embedded/start-problem';
import { endOrphans } from './orphans';
import { openDatabase, openStore, type Service } from './services';

const root = path.join(__dirname, '..', '..');

/** What has been started, in the order it has to be stopped. */
const stops: (() => Promise<void>)[] = [];

const say = (line: string): void => {
  console.log(line);
};

let stopping: Promise<void> | undefined;

async function stopAll(): Promise<void> {
  for (let stop = stops.pop(); stop !== undefined; stop = stops.pop()) {
    await stop().catch((error: unknown) => {
      console.error(error);
    });
  }
}

function end(status: number): void {
  if (stopping !== undefined) return;
  stopping = stopAll();
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

/** Starts the database, the store and the application, each on what came before. Gives what people need to know. */
async function start(data: DataFolder): Promise<{ url: string; children: Service[]; setupCode: string | undefined }> {
  const secrets = data.secrets();
  const port = await applicationPort(data.ports().app, say);
  const url = process.env['PUBLIC_ORIGIN'] ?? `http://localhost:${String(port)}`;
  data.keepPorts({ ...data.ports(), app: port });
  const database = await openDatabase(data, secrets, say);
  stops.push(() => database.stop());
  const store = await openStore(data, secrets, url, say);
  stops.push(() => store.stop());
  const env = { ...applicationEnv(url, port, secrets), ...database.env, ...store.env };
  const application = await openApplication(data, env);
  stops.push(() => application.stop());
  for (const running of [store.running, application]) running?.failure.catch(fail);
  const children = [store, { env, running: application, stop: () => application.stop() }];
  return { url, children, setupCode: (await awaitsOfficer(port, url)) ? env.SETUP_CODE : undefined };
}

function fail(error: unknown): void {
  if (stopping === undefined) describe(error);
  end(1);
}

async function main(): Promise<void> {
  endOnSignal();
  const began = Date.now();
  const data = await DataFolder.open(path.resolve(process.env['CONSILIUM_DATA'] ?? path.join(root, 'data')));
  await endOrphans(data);
  const { url, children, setupCode } = await writing(data.folder, () => start(data));
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
  if (setupCode !== undefined) say(`  One-time set-up code for the first registration officer: ${setupCode}`);
  if (process.argv.includes('--demo')) playDemo(url, setupCode ?? '', data);
}

main().catch(fail);
