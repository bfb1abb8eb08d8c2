import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { isLong, isShort } from './selections.mjs';

const root = path.join(__dirname, '../..');
const web = path.join(root, 'test/web');

interface Listed {
  readonly config: {
    readonly projects: readonly { readonly name: string; readonly metadata: { readonly size: string } }[];
  };
  readonly suites: readonly Suite[];
}
interface Suite {
  readonly title: string;
  readonly suites?: readonly Suite[];
  readonly specs: readonly {
    readonly file: string;
    readonly title: string;
    readonly tests: readonly { readonly projectName: string }[];
  }[];
}

/** Every spec of a file, with what it is described as. */
function specsOf({ title, suites = [], specs }: Suite): { file: string; title: string; at: readonly string[] }[] {
  const own = specs.map((spec) => ({
    file: spec.file,
    title: spec.title,
    at: spec.tests.map(({ projectName }) => projectName),
  }));
  const inner = suites.flatMap(specsOf);
  return [...own, ...inner].map((each) => ({ ...each, title: `${title} › ${each.title}` }));
}

/** `file › title at size` of each browser test that Playwright itself would run when it is told this. */
async function listed(told: Readonly<Record<string, string>>): Promise<string[]> {
  // It refuses to be run by Jest.
  const { TEST_LONG, TEST_SIZES, JEST_WORKER_ID, ...env } = process.env;
  const args = ['node_modules/@playwright/test/cli.js', 'test', '--config', 'test/web/playwright.config.ts', '--list'];
  const { stdout } = await promisify(execFile)(process.execPath, [...args, '--reporter=json'], {
    cwd: root,
    env: { ...env, ...told },
    maxBuffer: 2 ** 26,
  });
  const { config, suites } = JSON.parse(stdout) as Listed;
  const sizes = new Map(config.projects.map(({ name, metadata }) => [name, metadata.size]));
  return suites.flatMap(specsOf).flatMap(({ title, at }) => at.map((name) => `${title} at ${sizes.get(name) ?? name}`));
}

const withoutSize = (test: string): string => test.replace(/ at (?:desktop|phone)$/u, '');
const fileOf = (test: string): string => test.slice(0, test.indexOf(' › '));

// Playwright loads every file twice.
jest.setTimeout(600_000);

test('every browser test runs at one size in npm test and at the other in the long matrix, and none is left out', async () => {
  const [usual, long] = await Promise.all([listed(isShort), listed(isLong)]);
  const each = [...new Set([...usual, ...long].map(withoutSize))];
  // Once in `npm test`, whatever its size, and both sizes in the two together.
  expect(usual.map(withoutSize).sort()).toEqual([...each].sort());
  expect([...usual, ...long].sort()).toEqual(each.flatMap((name) => [`${name} at desktop`, `${name} at phone`]).sort());
  const files = readdirSync(web).filter((name) => name.endsWith('.spec.ts'));
  expect([...new Set(usual.map(fileOf))].sort()).toEqual(files.sort());
  expect(usual.length).toBeGreaterThan(files.length);
});
