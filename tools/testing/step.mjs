// One step of `npm test`: a program with a limit of its own, which leaves nothing running and nothing lying about.
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { root } from '../installation.mjs';

/** How long a program that was asked to end may take for it. */
const graceMilliseconds = 30_000;

/** A terminal that closes takes us with it, and the program ends because we are gone (count.cjs). */
const signals = ['SIGINT', 'SIGTERM'];

/** Data folders of the PostgreSQLs that were started below a folder, whether or not they still run. */
function databasesBelow(folder) {
  const note = '.is-elsewhere.txt';
  return readdirSync(folder, { recursive: true })
    .filter((file) => path.basename(file) === 'postmaster.pid' || file.endsWith(note))
    .map((file) => path.join(folder, file.endsWith(note) ? file.slice(0, -note.length) : path.dirname(file)));
}

/** Ends the databases that were left running in a folder, each a process group of its own, and removes it. */
async function clear(folder) {
  const require = createRequire(import.meta.url);
  require('../require-typescript.cjs');
  const { discardPostgres } = require('../embedded/postgres.ts');
  for (const database of databasesBelow(folder)) await discardPostgres(database);
  rmSync(folder, { recursive: true, force: true });
}

function killGroup({ pid }) {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing of it is left.
  }
}

/** Asks a program to end at its limit, or when we are asked to, and makes it end soon after. Gives how to call that off. */
function endsInTime(child, { minutes, softly }, onStop) {
  const timers = [];
  const stop = (why) => {
    onStop(why);
    child.kill(softly);
    timers.push(setTimeout(() => killGroup(child), graceMilliseconds));
  };
  const interrupted = () => stop('signal');
  for (const signal of signals) process.once(signal, interrupted);
  timers.push(setTimeout(() => stop('limit'), minutes * 60_000));
  return () => {
    for (const timer of timers) clearTimeout(timer);
    for (const signal of signals) process.off(signal, interrupted);
  };
}

function placeOf({ running, isComplete }) {
  if (running === '') return 'before the first test';
  return isComplete ? 'after the last test' : `in ${running}`;
}

/**
 * Runs a Node program to its end or to its limit (`minutes`), and takes its word for how far it has come (count.cjs) and
 * for what it could not end (open-handles.cjs). `softly`: the signal on which it ends in good order.
 */
export async function runStep({ args, env = {}, minutes, softly }) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'consilium-tests-'));
  chmodSync(folder, 0o755);
  const stillOpen = path.join(folder, 'still-open');
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env, TMPDIR: folder, TEST_STILL_OPEN: stillOpen },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // A group of its own, which can be ended as a whole.
    detached: true,
  });
  const step = {
    passed: 0,
    failed: 0,
    skipped: 0,
    skippedNames: [],
    left: [],
    failures: [],
    flaky: 0,
    running: '',
    isComplete: false,
    stopped: '',
    place: '',
  };
  child.on('message', (told) => Object.assign(step, told));
  const callOff = endsInTime(child, { minutes, softly }, (why) => {
    Object.assign(step, { stopped: why, place: placeOf(step) });
  });
  const status = await new Promise((resolve) => {
    child.once('close', (code) => resolve(code ?? 1));
    child.once('error', () => resolve(1));
  });
  callOff();
  killGroup(child);
  const open = existsSync(stillOpen) ? readFileSync(stillOpen, 'utf8') : '';
  await clear(folder);
  return { ...step, place: step.place || placeOf(step), status, stillOpen: open };
}
