// `npm run test:steady -- FILES`: each test file ten times beside eight busy processes. What passes here does so without luck.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { findChromium } from './chromium.mjs';
import { helpIfAsked } from './help.mjs';
import { giveUp, install, root } from './installation.mjs';
import { runStep } from './testing/step.mjs';
import { onceFailed } from './testing/selections.mjs';

const times = Number(process.env.STEADY_TIMES ?? '') || 10;
const busy = Number(process.env.STEADY_BUSY ?? '') || 8;
/** One turn of one file, beside so many others. */
const minutes = 30;

/** Processes that only take time, and end with this one, however it ends: the pipe they hold breaks. */
function keepBusy(count) {
  const work =
    'process.stdin.on("end", () => process.exit()).resume(); (function on() { const until = Date.now() + 50; while (Date.now() < until); setImmediate(on); })();';
  const processes = Array.from({ length: count }, () =>
    spawn(process.execPath, ['-e', work], { stdio: ['pipe', 'ignore', 'inherit'] }),
  );
  return () => {
    for (const each of processes) each.kill('SIGKILL');
  };
}

const isOfBrowser = (file) => file.startsWith(`test${path.sep}web${path.sep}`);

/** How one file is run by its own runner, and no other file. */
function stepOf(file) {
  if (!isOfBrowser(file)) return { args: ['tools/testing/jest.mjs', '--runTestsByPath', file], softly: 'SIGTERM' };
  const chromium = findChromium();
  if (chromium === undefined) giveUp(`${file} needs a Chromium: set CHROMIUM_PATH.`);
  const config = ['--config', 'test/web/playwright.config.ts'];
  const args = ['node_modules/@playwright/test/cli.js', 'test', ...config, path.basename(file)];
  return { args, env: { CHROMIUM_PATH: chromium }, softly: 'SIGINT' };
}

/** Whether one turn passed: every test of it, and it ended by itself. */
const passed = ({ status, isComplete, failed, passed: count }) =>
  status === 0 && isComplete && failed === 0 && count > 0;

async function turnsOf(file) {
  const failures = [];
  for (let turn = 1; turn <= times; turn += 1) {
    const step = await runStep({ ...stepOf(file), minutes });
    if (step.stopped === 'signal') giveUp(`Interrupted at ${file}, turn ${turn}.`);
    const said = `${step.passed} passed, ${step.failed} failed${step.isComplete ? '' : `, broke off ${step.place}`}`;
    console.log(`— ${file}, ${turn} of ${times}: ${passed(step) ? 'ok' : 'FAILED'} (${said})`);
    if (!passed(step)) failures.push(turn);
  }
  return { file, failures };
}

helpIfAsked('test:steady');
install();
const { build } = await import('./build.mjs');
await build();
const asked = process.argv.slice(2).map((file) => path.relative(root, path.resolve(file)));
const rest = keepBusy(busy);
const results = [];
try {
  for (const file of asked.length > 0 ? asked : onceFailed) results.push(await turnsOf(file));
} finally {
  rest();
}

console.log(`\n${times} times each, beside ${busy} busy processes:`);
for (const { file, failures } of results)
  console.log(
    failures.length === 0 ? `  ok      ${file}` : `  FAILED  ${file}: ${failures.length}, at ${failures.join(', ')}`,
  );
process.exit(results.some(({ failures }) => failures.length > 0) ? 1 : 0);
