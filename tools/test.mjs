// `npm test`: everything, on a fresh clone too. Whatever fails, it ends, with one line `N passed, N failed`.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { install, root } from './installation.mjs';
import { runStep } from './testing/step.mjs';
import { helpIfAsked } from './help.mjs';

/** Far more than either runner needs. */
const minutes = Number(process.env.TEST_MINUTES ?? '') || 45;

const selection = process.argv.slice(2);
const total = { passed: 0, failed: 0, skipped: 0 };
const remarks = [];

/** Counts a failure that is no test's. */
function fails(remark) {
  total.failed += 1;
  remarks.push(remark);
}

/** Why a step is a failure although every test it counted may have passed; undefined when it is none. */
function trouble(name, { stopped, isComplete, status, stillOpen, place, passed, failed }) {
  const soFar = `${place}; by then ${passed} passed, ${failed} failed.`;
  if (stopped === 'limit') return `${name} ran out of its ${minutes} minutes (TEST_MINUTES) ${soFar}`;
  if (stopped === 'signal') return `${name} was interrupted ${soFar}`;
  if (!isComplete) return `${name} broke down (it ended with ${status}) ${soFar}`;
  if (stillOpen !== '') return `${name} was through, but did not end by itself.`;
  return status !== 0 && failed === 0 ? `${name} failed outside any test; its message is above.` : undefined;
}

/** Runs one step and adds up what it counts. Gives false when nothing more is to be run. */
async function run(name, options) {
  const step = await runStep({ ...options, minutes });
  for (const outcome of Object.keys(total)) total[outcome] += step[outcome];
  const remark = trouble(name, step);
  // A test that failed may well have left something open: that is one failure, not two.
  if (remark !== undefined && (step.failed === 0 || !step.isComplete)) total.failed += 1;
  if (remark !== undefined) remarks.push(remark);
  // In the middle of a test something always is.
  if (step.stillOpen !== '' && step.isComplete)
    remarks.push(`Still open:\n${step.stillOpen.replaceAll(/^(?=.)/gm, '  ').trimEnd()}`);
  if (step.skippedNames.length > 0)
    remarks.push(`Skipped:\n${step.skippedNames.map((skipped) => `  ${skipped}`).join('\n')}`);
  if (step.flaky > 0)
    remarks.push(`${step.flaky} browser tests passed only at the second try; their first failure is above.`);
  return step.stopped !== 'signal';
}

async function runBrowserTests() {
  if (!existsSync(path.join(root, 'test/web/playwright.config.ts'))) {
    remarks.push('There are no browser tests (test/web/playwright.config.ts).');
    return;
  }
  const { findChromium } = await import('./chromium.mjs');
  const chromium = findChromium();
  if (chromium === undefined) {
    fails(
      'The browser tests did not run: there is no Chromium. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.',
    );
    return;
  }
  const args = ['node_modules/@playwright/test/cli.js', 'test', '--config', 'test/web/playwright.config.ts'];
  await run('Playwright', { args, env: { CHROMIUM_PATH: chromium }, softly: 'SIGINT' });
}

helpIfAsked('test');
install();
const { build, whyBuildFailed } = await import('./build.mjs');
await build().catch((error) => fails(whyBuildFailed(error)));
const goesOn = await run('Jest', { args: ['tools/testing/jest.mjs', ...selection], softly: 'SIGTERM' });
if (goesOn && selection.length === 0) await runBrowserTests();

for (const remark of remarks) console.log(`\n${remark}`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
