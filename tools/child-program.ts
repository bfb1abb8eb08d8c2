import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { StartProblem } from './embedded/start-problem';

export type ChildProgram = {
  /** What a person calls it. */
  readonly name: string;
  readonly file: string;
  readonly env: Readonly<Record<string, string>>;
  readonly log: string;
};

const preload = path.join(__dirname, '..', '..', 'tools', 'end-with-parent.cjs');

/** Starts a Node program in a process group of its own, its output going to its log. */
function begin({ file, env, log }: ChildProgram): ChildProcess {
  const output = openSync(log, 'a', 0o600);
  const child = spawn(process.execPath, ['--enable-source-maps', '--require', preload, file], {
    env: { ...process.env, ...env },
    stdio: ['ignore', output, output, 'ipc'],
    detached: true,
  });
  closeSync(output);
  return child;
}

function lastWords(log: string): string {
  return readFileSync(log, 'utf8').trim().split('\n').slice(-8).join('\n');
}

function ended({ name, log }: ChildProgram): StartProblem {
  return new StartProblem(`${name} ended unexpectedly. Its last words, from ${log}:\n${lastWords(log)}`);
}

/** Runs a program to its end; throws with its last words when it fails. */
export async function runToEnd(program: ChildProgram): Promise<void> {
  const child = begin(program);
  const status = await new Promise((resolve, reject) => {
    child.once('exit', resolve);
    child.once('error', reject);
  });
  if (status !== 0) throw ended(program);
}

export class RunningProgram {
  /** Rejects when the program ends without having been asked to. */
  readonly failure: Promise<never>;
  private readonly child: ChildProcess;
  private stopping = false;

  private constructor(program: ChildProgram) {
    this.child = begin(program);
    this.failure = new Promise<never>((_, reject) => {
      this.child.once('exit', () => {
        if (!this.stopping) reject(ended(program));
      });
      this.child.once('error', reject);
    });
    // Whoever waits for this program hears of it; nobody has to.
    this.failure.catch(() => undefined);
  }

  static start(program: ChildProgram): RunningProgram {
    return new RunningProgram(program);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** The next message the program sends its parent. */
  async message<T>(): Promise<T> {
    const message = new Promise<T>((resolve) => this.child.once('message', resolve as (value: unknown) => void));
    return await Promise.race([message, this.failure]);
  }

  /** Sends the program a message. */
  tell(message: string): void {
    this.child.send(message);
  }

  /** Asks the program to end and waits; after ten seconds it is ended. */
  async stop(): Promise<void> {
    this.stopping = true;
    if (this.child.pid === undefined || this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), 10_000);
    await gone;
    clearTimeout(timer);
  }
}
