import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { say, sayMachine, sayRatio } from './measure/figures';

/**
 * From `npm start`'s program to the printed address: the first time on an empty data folder, and again on the same one.
 * The build is there both times; the ratio is second to first.
 */
const root = path.join(__dirname, '..', '..');
const rounds = 3;

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('Consilium is ready')) resolve();
    });
    child.once('exit', (code) => {
      reject(new Error(`ended with ${String(code)} before it was ready\n${output}`));
    });
  });
}

async function startOnce(data: string): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, [path.join(root, 'tools', 'start.mjs')], {
    env: { ...process.env, CONSILIUM_DATA: data },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await ready(child);
  const took = performance.now() - began;
  child.removeAllListeners('exit');
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  await ended;
  return took;
}

async function main(): Promise<void> {
  sayMachine();
  const first: number[] = [];
  const second: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const data = mkdtempSync(path.join(tmpdir(), 'consilium-bench-'));
    first.push(await startOnce(data));
    second.push(await startOnce(data));
    rmSync(data, { recursive: true, force: true });
  }
  first.forEach((took, round) => {
    say(`first start, run ${String(round + 1)}`, took / 1000, 's');
    say(`second start, run ${String(round + 1)}`, (second[round] ?? 0) / 1000, 's');
  });
  sayRatio(Math.max(...second) / Math.max(...first));
}

void main();
