// `npm test`: everything, on a fresh clone too. Ends with one line `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { install, root } from './installation.mjs';

const reports = path.join(root, 'reports');
const total = { passed: 0, failed: 0, skipped: 0 };
const remarks = [];

function node(args, env = {}) {
  return (
    spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } }).status ?? 1
  );
}

/** A runner's own report; a runner that left none has failed. */
function report(file, status, name) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    total.failed += 1;
    remarks.push(`${name} left no report (it ended with ${status}).`);
    return undefined;
  }
}

function runJest(selection) {
  const file = path.join(reports, 'jest.json');
  rmSync(file, { force: true });
  const status = node(['node_modules/jest/bin/jest.js', '--json', `--outputFile=${file}`, ...selection]);
  const result = report(file, status, 'Jest');
  if (result === undefined) return;
  total.passed += result.numPassedTests;
  total.failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
  total.skipped += result.numPendingTests + result.numTodoTests;
  if (status !== 0 && result.numFailedTests + result.numRuntimeErrorTestSuites === 0) {
    total.failed += 1;
    remarks.push('Jest failed outside any test; its message is above.');
  }
}

function runPlaywright(chromium) {
  const file = path.join(reports, 'web/results.json');
  rmSync(file, { force: true });
  const args = ['node_modules/@playwright/test/cli.js', 'test', '--config', 'test/web/playwright.config.ts'];
  const status = node(args, { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: file });
  const result = report(file, status, 'Playwright');
  if (result === undefined) return;
  const { expected, flaky, unexpected, skipped } = result.stats;
  total.passed += expected + flaky;
  total.failed += unexpected + result.errors.length;
  total.skipped += skipped;
  if (flaky > 0) remarks.push(`${flaky} browser tests passed only at the second try; their first failure is above.`);
}

function runBrowserTests(chromium) {
  if (!existsSync(path.join(root, 'test/web/playwright.config.ts'))) {
    remarks.push('There are no browser tests (test/web/playwright.config.ts).');
    return;
  }
  if (chromium === undefined) {
    total.failed += 1;
    remarks.push(
      'The browser tests did not run: there is no Chromium. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.',
    );
    return;
  }
  runPlaywright(chromium);
}

install();
mkdirSync(reports, { recursive: true });
const { build, whyBuildFailed } = await import('./build.mjs');
await build().catch((error) => {
  total.failed += 1;
  remarks.push(whyBuildFailed(error));
});
const { findChromium } = await import('./chromium.mjs');
const selection = process.argv.slice(2);
const chromium = findChromium();
if (chromium !== undefined) process.env.CHROMIUM_PATH = chromium;
runJest(selection);
if (selection.length === 0) runBrowserTests(chromium);

for (const remark of remarks) console.log(`\n${remark}`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
