// `npm test`, `test:quick`, `test:all`: on a fresh clone too. Whatever fails, they end, with one line `N passed, N failed`.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { install, root } from './installation.mjs';
import { runStep } from './testing/step.mjs';
import { isLong, isShort, longWithin, quick } from './testing/selections.mjs';
import { helpIfAsked } from './help.mjs';

/** Far more than either runner needs. */
const minutes = Number(process.env.TEST_MINUTES ?? '') || 45;

/** How long each may take on two cores with nothing else to do. Said at the end, and never a failure. */
const goals = { test: 300, 'test:quick': 40 };

const options = { '--quick': 'test:quick', '--all': 'test:all', '--long': 'test:all' };
const given = process.argv.slice(2);
// Both where npm's own arguments say the one and ours the other: the long matrix alone.
const option = given.includes('--long') ? '--long' : given.find((argument) => argument in options);
const command = options[option] ?? 'test';
const selection = given.filter((argument) => !(argument in options));

const total = { passed: 0, failed: 0, skipped: 0 };
const remarks = [];
const failures = [];

/** Counts a failure that is no test's. */
function fails(remark) {
  total.failed += 1;
  remarks.push(remark);
}

/** Why a step is a failure although every test it counted may have passed; undefined when it is none. */
function trouble(name, { stopped, isComplete, status, stillOpen, place, passed, failed, left }) {
  const soFar = `${place}; by then ${passed} passed, ${failed} failed.`;
  if (stopped === 'limit') return `${name} ran out of its ${minutes} minutes (TEST_MINUTES) ${soFar}`;
  if (stopped === 'signal') return `${name} was interrupted ${soFar}`;
  if (!isComplete) return `${name} broke down (it ended with ${status}) ${soFar}`;
  if (stillOpen !== '') return `${name} was through, but did not end by itself.`;
  return status !== 0 && failed === 0 && left.length === 0
    ? `${name} failed outside any test; its message is above.`
    : undefined;
}

const named = (what, names) => (names.length === 0 ? [] : [`${what}:\n${names.map((name) => `  ${name}`).join('\n')}`]);

/** What a step tells besides its counts. */
function asides({ stillOpen, isComplete, skippedNames, left, flaky }) {
  // In the middle of a test something always is.
  const open = isComplete ? stillOpen.split('\n').filter((line) => line !== '') : [];
  const twice = `${flaky} browser tests passed only at the second try; their first failure is above.`;
  return [
    ...named('Still open', open),
    ...named('Skipped', skippedNames),
    ...named('Not run, for want of time', left),
    ...(flaky > 0 ? [twice] : []),
  ];
}

/** Runs one step and adds up what it counts. Gives false when nothing more is to be run. */
async function run(name, step) {
  const began = Date.now();
  const told = await runStep({ ...step, minutes });
  for (const outcome of Object.keys(total)) total[outcome] += told[outcome];
  const remark = trouble(name, told);
  // A test that failed may well have left something open: that is one failure, not two.
  if (remark !== undefined && (told.failed === 0 || !told.isComplete)) total.failed += 1;
  if (remark !== undefined) remarks.push(remark);
  failures.push(...told.failures);
  total.skipped += told.left.length;
  remarks.push(...asides(told));
  console.log(`\n${name}: ${seconds(began)} s`);
  return told.stopped !== 'signal';
}

const seconds = (since) => Math.round((Date.now() - since) / 1000);

const runJest = (name, args, env) => run(name, { args: ['tools/testing/jest.mjs', ...args], env, softly: 'SIGTERM' });

async function runBrowserTests(name, env) {
  if (!existsSync(path.join(root, 'test/web/playwright.config.ts'))) {
    remarks.push('There are no browser tests (test/web/playwright.config.ts).');
    return true;
  }
  const { findChromium } = await import('./chromium.mjs');
  const chromium = findChromium();
  if (chromium === undefined) {
    fails(
      'The browser tests did not run: there is no Chromium. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.',
    );
    return true;
  }
  const args = ['node_modules/@playwright/test/cli.js', 'test', '--config', 'test/web/playwright.config.ts'];
  const within = atMost === Infinity ? {} : { TEST_WEB_SECONDS: String(Math.max(1, atMost - seconds(began))) };
  return run(name, { args, env: { ...env, ...within, CHROMIUM_PATH: chromium }, softly: 'SIGINT' });
}

/**
 * Seconds this command may take where it was told (TEST_SECONDS): then what does not fit of the browser's tests and of the
 * long matrix is not run, named, and counted as skipped.
 */
const atMost = Number(process.env.TEST_SECONDS ?? '') || Infinity;

/** After the browser's: what does not fit any more is named as not run, and no failure. */
async function runLongJest() {
  const { fitting, left } = longWithin(atMost - seconds(began));
  remarks.push(...named('Not run, for want of time', left));
  return fitting.length === 0 || runJest('The long matrix, Jest', fitting, isLong);
}

/** Steps in their order; one that gives false is the last. */
const steps = {
  test: [() => runJest('Jest', selection), () => selection.length > 0 || runBrowserTests('Playwright', isShort)],
  quick: [() => runJest('Jest', [...quick, ...selection])],
  long: [() => runBrowserTests('The long matrix, Playwright', isLong), runLongJest],
};
const asked = { '--quick': steps.quick, '--all': [...steps.test, ...steps.long], '--long': steps.long };

helpIfAsked(command);
install();
const began = Date.now();
if (option !== '--quick') {
  const { build, whyBuildFailed } = await import('./build.mjs');
  await build().catch((error) => fails(whyBuildFailed(error)));
}
for (const step of asked[option] ?? steps.test) if (!(await step())) break;

for (const remark of remarks) console.log(`\n${remark}`);
for (const failure of failures) console.log(`FAILED: ${failure}`);
const goal = selection.length === 0 ? goals[command] : undefined;
const judged = seconds(began) <= goal ? 'reached' : 'missed';
if (goal !== undefined) console.log(`\n${seconds(began)} s; at most ${goal} on two idle cores: ${judged}`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
