import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { RunningProgram, runToEnd } from './child-program';
import type { DataFolder, Secrets } from './data-folder';
import { isFree } from './embedded/free-port';
import { orStopped } from './embedded/or-stopped';
import { StartProblem } from './embedded/start-problem';
import { steadyPort, type Say } from './services';

const dist = path.join(__dirname, '..');
const usualPort = 3000;

/** The port people reach the application on: PORT, last time's, 3000, or the next free one after it. */
export async function applicationPort(remembered: number | undefined, say: Say): Promise<number> {
  const wanted = Number(process.env['PORT'] ?? '') || remembered || usualPort;
  for (let port = wanted; port < wanted + 50 && port < 65_536; port += 1) {
    if (!(await isFree(port))) continue;
    if (port !== wanted) say(`Port ${String(wanted)} is taken by another program; using ${String(port)} instead.`);
    return port;
  }
  return await steadyPort(wanted, 'the application', say);
}

export type ApplicationEnv = Readonly<Record<string, string>>;

/** A trial pushes to devices in the name of a key of its own; nobody else does before they have named theirs. */
function pushEnv(given: NodeJS.ProcessEnv, { vapidKey }: Secrets): ApplicationEnv {
  const isNamed = ['VAPID_KEY', 'VAPID_KEY_FILE', 'VAPID_SUBJECT'].some((name) => (given[name] ?? '') !== '');
  if (isNamed || (given['DEPLOYMENT'] ?? 'trial') !== 'trial') return {};
  return { VAPID_KEY: vapidKey, VAPID_SUBJECT: 'mailto:consilium@trial.invalid' };
}

/** Settings of the API that do not come from the services beside it. What the environment sets already wins. */
export function applicationEnv(origin: string, port: number, data: DataFolder): ApplicationEnv {
  const given = process.env;
  const secrets = data.secrets();
  return {
    DEPLOYMENT: given['DEPLOYMENT'] ?? 'trial',
    REGISTER_MODE: given['REGISTER_MODE'] ?? given['DEPLOYMENT'] ?? 'trial',
    HOST: given['HOST'] ?? '127.0.0.1',
    PORT: String(port),
    PUBLIC_ORIGIN: origin,
    SERVICE_KEY: given['SERVICE_KEY'] ?? secrets.serviceKey,
    SETUP_CODE: given['SETUP_CODE'] ?? secrets.setupCode,
    ...pushEnv(given, secrets),
    WEB_ROOT: path.join(dist, 'web'),
    FORMER_BUILDS: given['FORMER_BUILDS'] ?? data.place('former-builds'),
    LIVE_ADAPTER: given['LIVE_ADAPTER'] ?? 'single',
    LOG_LEVEL: given['LOG_LEVEL'] ?? 'info',
    NODE_ENV: 'production',
  };
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/api/health/ready`, { signal: AbortSignal.timeout(10_000) }).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function untilReady(url: string, log: string): Promise<void> {
  for (const until = Date.now() + 60_000; Date.now() < until;) {
    if (await isReady(url)) return;
    await pause(50);
  }
  throw new StartProblem(`The application was not ready within a minute. Its log is ${log}`);
}

const api = path.join(dist, 'apps', 'api', 'src');

/** Brings the tables up to date, then starts the API with the web application. */
export async function openApplication(
  data: DataFolder,
  env: ApplicationEnv,
  program = path.join(api, 'main.js'),
): Promise<RunningProgram> {
  await runToEnd({ name: 'Preparing the database', file: path.join(api, 'migrate.js'), env, log: data.log('migrate') });
  const running = RunningProgram.start({
    name: 'The application',
    file: program,
    env,
    log: data.log('api'),
  });
  const ready = untilReady(`http://127.0.0.1:${env['PORT'] ?? ''}`, data.log('api'));
  await orStopped(running, () => Promise.race([ready, running.failure]));
  return running;
}

/** Whether the deployment waits for its first registration officer. */
export async function awaitsOfficer(port: number, origin: string): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${String(port)}/api/setup/state`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin, 'sec-fetch-site': 'same-origin' },
    body: '{}',
    signal: AbortSignal.timeout(10_000),
  });
  const state: unknown = answer.ok ? await answer.json() : {};
  return typeof state === 'object' && state !== null && 'ready' in state && state.ready === false;
}
