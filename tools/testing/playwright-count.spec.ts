import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

interface Told {
  readonly passed: number;
  readonly failed: number;
  readonly left: readonly string[];
  readonly failures: readonly string[];
  readonly isComplete: boolean;
}

const root = path.join(__dirname, '../..');

/** What Playwright's run of four tests tells `npm test` last. */
async function told(given: Readonly<Record<string, string>>): Promise<Told> {
  // It refuses to be run by Jest.
  const { JEST_WORKER_ID, ...env } = process.env;
  const config = path.join(__dirname, 'fixtures/out-of-time/playwright.config.cjs');
  const child = fork(path.join(root, 'node_modules/@playwright/test/cli.js'), ['test', '--config', config], {
    cwd: root,
    env: { ...env, TAKES: '0', ...given },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  let last: Told | undefined;
  child.on('message', (message) => (last = message as Told));
  await once(child, 'close');
  if (last === undefined) throw new Error('It told nothing.');
  return last;
}

jest.setTimeout(120_000);

test('whatever there is time for is counted, and nothing is left', async () => {
  expect(await told({})).toMatchObject({ passed: 4, failed: 0, left: [], isComplete: true });
});

test('what was under way when the time was up, and what comes after it, is named as not run; what failed before has failed', async () => {
  const { left, failures, ...counted } = await told({ TAKES: '100000', TEST_WEB_SECONDS: '10', FAILS: 'yes' });
  expect(counted).toMatchObject({ passed: 1, failed: 1, isComplete: true });
  expect(failures).toEqual([expect.stringContaining('fails where it is to')]);
  expect(left.map((name) => name.split(' › ').at(-1))).toEqual(['takes longer than there is', 'would come after it']);
});
