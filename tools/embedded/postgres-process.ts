import { spawn, type ChildProcess } from 'node:child_process';
import { openSync, closeSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { orStopped } from './or-stopped';
import type { Account } from './postgres-account';
import { commandOf } from './process-command';
import { fullDisk, StartProblem } from './start-problem';

/** What PostgreSQL writes into its data folder about itself (`postmaster.pid`, one fact a line). */
type Postmaster = { readonly pid: number; readonly status: string };

function postmaster(dataDir: string): Postmaster | undefined {
  const file = path.join(dataDir, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  return { pid: Math.abs(Number(lines[0])), status: (lines[7] ?? '').trim() };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function waitForEnd(pid: number, milliseconds: number): Promise<boolean> {
  for (const until = Date.now() + milliseconds; Date.now() < until;) {
    if (!isAlive(pid)) return true;
    await pause(20);
  }
  return !isAlive(pid);
}

/** Ends a server: at once for its clients, in good order for its data. The hard way only when it does not react. */
async function end(pid: number): Promise<void> {
  process.kill(pid, 'SIGINT');
  if (await waitForEnd(pid, 15_000)) return;
  process.kill(pid, 'SIGQUIT');
  await waitForEnd(pid, 5000);
}

/** Ends a server that an earlier start, killed before it could tidy up, left running on the same data. */
export async function endLeftover(dataDir: string): Promise<void> {
  const left = postmaster(dataDir);
  if (left === undefined || !isAlive(left.pid) || !/postgres/.test(commandOf(left.pid))) return;
  try {
    await end(left.pid);
  } catch {
    throw new StartProblem(
      `PostgreSQL (process ${String(left.pid)}) still runs on ${dataDir} under another account. Stop it, then start again.`,
    );
  }
}

function readLog(log: string, from: number): string {
  return readFileSync(log, 'utf8').slice(from).trim().split('\n').slice(-8).join('\n');
}

function whyItEnded(dataDir: string, log: string, tail: string): StartProblem {
  if (/No space left on device/.test(tail)) return fullDisk(dataDir);
  if (/Address already in use|could not bind/.test(tail))
    return new StartProblem('The port chosen for PostgreSQL was just taken by another program. Start again.');
  if (/incompatible with server|not compatible with this version/.test(tail)) {
    return new StartProblem(
      `${dataDir} was written by another version of PostgreSQL. Move it away to begin anew, or read docs/operations.md on moving data.`,
    );
  }
  return new StartProblem(`PostgreSQL did not start. Its last words, from ${log}:\n${tail}`);
}

function endedUnasked(log: string): StartProblem {
  const tail = readLog(log, 0);
  if (/No space left on device/.test(tail)) return fullDisk(path.dirname(log));
  return new StartProblem(
    `PostgreSQL ended unexpectedly; start again: nothing saved so far is lost. Its last words, from ${log}:\n${tail}`,
  );
}

async function untilReady(child: ChildProcess, dataDir: string, log: string, from: number): Promise<void> {
  for (const until = Date.now() + 60_000; Date.now() < until;) {
    if (child.exitCode !== null || child.signalCode !== null) throw whyItEnded(dataDir, log, readLog(log, from));
    const now = postmaster(dataDir);
    if (now?.pid === child.pid && now?.status === 'ready') return;
    await pause(15);
  }
  throw new StartProblem(`PostgreSQL was not ready within a minute. Its log is ${log}`);
}

export type ServerOptions = {
  readonly program: string;
  readonly dataDir: string;
  readonly port: number;
  readonly log: string;
  readonly durable: boolean;
  readonly account: Account | undefined;
};

function argumentsFor({ dataDir, port, durable }: ServerOptions): string[] {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Ids and sealed bytes are all a statement could show, but a log is no place for them either.
    log_min_error_statement: 'panic',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_wal_size: '2GB' }),
  };
  return [
    '-D',
    dataDir,
    '-p',
    String(port),
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

export type RunningServer = {
  readonly stop: () => Promise<void>;
  /** Rejects when the server ends without having been asked to. */
  readonly failure: Promise<never>;
};

/** Starts the server in a process group of its own, so that Ctrl-C reaches those who use it first. */
export async function runServer(options: ServerOptions): Promise<RunningServer> {
  const { program, dataDir, log, account } = options;
  const output = openSync(log, 'a', 0o600);
  const from = readFileSync(log, 'utf8').length;
  const child = spawn(program, argumentsFor(options), {
    ...account,
    cwd: dataDir,
    stdio: ['ignore', output, output],
    detached: true,
  });
  closeSync(output);
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  child.unref();
  const { pid } = child;
  let isStopping = false;
  const stop = async (): Promise<void> => {
    isStopping = true;
    if (pid !== undefined && isAlive(pid)) await end(pid);
  };
  await orStopped({ stop }, () => untilReady(child, dataDir, log, from));
  const failure = new Promise<never>((_, reject) => {
    child.once('exit', () => {
      if (!isStopping) reject(endedUnasked(log));
    });
  });
  // Whoever waits for it hears of it; nobody has to.
  failure.catch(() => undefined);
  return { stop, failure };
}
