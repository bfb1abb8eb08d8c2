import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { endProgram } from '@consilium/testkit';
import { freePort } from '../../../tools/embedded/free-port';
import { orStopped } from '../../../tools/embedded/or-stopped';

const root = join(__dirname, '../../..');

/** Everything `npm start` starts, on a free port, with a data folder of its own. */
export interface RunningSystem {
  /** http://localhost:PORT */
  readonly origin: string;
  /** Of the first registration officer. */
  readonly setUpCode: string;
  /** Ends every process and removes the data. */
  readonly stop: () => Promise<void>;
}

/** The same, with a clock that can be moved. */
export interface MovableSystem extends RunningSystem {
  /** The service's clock goes on by so many seconds; whoever was signed in is so no more. */
  readonly goesOn: (seconds: number) => Promise<void>;
}

/** Builds what changed, then starts the system and waits until it says that it is ready. `settings`: that differ from a trial's. */
export async function startSystem(settings: Readonly<Record<string, string>> = {}): Promise<MovableSystem> {
  execFileSync(process.execPath, [join(root, 'tools/build.mjs')], { cwd: root, stdio: 'pipe' });
  const folder = mkdtempSync(join(tmpdir(), 'consilium-web-'));
  const moved = join(folder, 'moved-clock');
  const port = await freePort();
  const setUpCode = randomBytes(8).toString('hex');
  // It ends with us, however we end.
  const args = ['--require', join(root, 'tools/end-with-parent.cjs'), join(root, 'dist/tools/run.js')];
  const program = spawn(process.execPath, args, {
    cwd: root,
    env: {
      ...process.env,
      CONSILIUM_DATA: folder,
      PORT: String(port),
      SETUP_CODE: setUpCode,
      RATE_FACTOR: '1000',
      LOG_LEVEL: 'warn',
      MOVED_CLOCK: moved,
      NODE_OPTIONS: `--require "${join(__dirname, 'moved-clock.cjs')}"`,
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const stop = async (): Promise<void> => {
    await endProgram(program, 'SIGTERM', 40);
    rmSync(folder, { recursive: true, force: true });
  };
  const goesOn = async (seconds: number): Promise<void> => {
    writeFileSync(moved, String(seconds));
    // As long as a program may go on by the clock it looked at before.
    await pause(300);
  };
  return { origin: await orStopped({ stop }, () => untilReady(program)), setUpCode, goesOn, stop };
}

function untilReady(program: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    const listen = (words: Buffer): void => {
      said += words.toString();
      const address = /Consilium is ready[\s\S]*?(http:\/\/localhost:\d+)/u.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    };
    program.stdout?.on('data', listen);
    program.stderr?.on('data', listen);
    program.once('exit', (status) => {
      reject(new Error(`The system ended with ${String(status)} before it was ready:\n${said}`));
    });
  });
}
