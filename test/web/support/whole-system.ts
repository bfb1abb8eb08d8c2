import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeAll, closesAtTheEnd, endProgram } from '@consilium/testkit';
import { freePort } from '../../../tools/embedded/free-port';
import { orStopped } from '../../../tools/embedded/or-stopped';
import type { RunningSystem } from './running-system';

const root = join(__dirname, '../../..');

/** Everything `npm start` starts, each in a process of its own, and waits until it says that it is ready. */
export async function startWholeSystem(): Promise<RunningSystem> {
  const folder = mkdtempSync(join(tmpdir(), 'consilium-web-'));
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
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const stop = async (): Promise<void> => {
    await endProgram(program, 'SIGTERM', 40);
    rmSync(folder, { recursive: true, force: true });
  };
  const origin = await orStopped({ stop }, () => untilReady(program));
  // Whoever looks at it goes first.
  closesAtTheEnd(stop);
  return { origin, setUpCode, stop: closeAll };
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
