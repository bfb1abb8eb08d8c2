import { spawn } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { closeAll, endsAtTheEnd } from '@consilium/testkit';

const root = path.join(__dirname, '..', '..');

/** What a bench says with little to do. */
async function says(name: string, ...args: readonly string[]): Promise<{ status: number | null; said: string }> {
  const { PATH = '', HOME = '', CHROMIUM_PATH = '' } = process.env;
  const child = spawn(process.execPath, ['tools/bench.mjs', name, '--small', ...args], {
    cwd: root,
    env: { PATH, HOME, TMPDIR: os.tmpdir(), ...(CHROMIUM_PATH !== '' && { CHROMIUM_PATH }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  endsAtTheEnd(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (words: Buffer) => (said += words.toString()));
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, said };
}

afterEach(closeAll);

/** They print their ratio alone. */
const hasNoGoal = new Set(['open', 'upload']);

/** The benches press and read what stands there: where it changes, they find nothing, and wait for ever. */
test.each(['room', 'page', 'search', 'told', 'open', 'upload'])(
  'the bench %s finds what it measures in the product as it is',
  async (name) => {
    const { status, said } = await says(name);
    if (!hasNoGoal.has(name)) expect(said).toMatch(/: (?:reached|missed)\)/u);
    expect(said.trimEnd().split('\n').at(-1)).toMatch(/^ratio: \d/u);
    expect(status).toBe(0);
  },
);

test('the bench room says “missed” of a row that is made bad', async () => {
  const { said } = await says('room', '--broken');
  expect(said).toMatch(/from the list to the newest +\S+ ms \(≤ 300: missed\)/u);
  expect(said).toMatch(/a message arrives in a case of 200: no answer for +\S+ ms \(≤ 50: missed\)/u);
});

test('the bench told says “missed” of a mail server that is too slow, and “reached” of pushes beside it', async () => {
  const { said } = await says('told', '--broken');
  expect(said).toMatch(/accepted entry to mail handed over: p95 +\S+ ms \(≤ 5000: missed\)/u);
  expect(said).toMatch(/accepted entry to push sent: p95 +\S+ ms \(≤ 5000: reached\)/u);
});
