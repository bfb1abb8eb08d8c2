import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FormerBuilds, keptSeconds } from './former-builds';

const folder = mkdtempSync(join(tmpdir(), 'consilium-former-'));
let count = 0;

/** The web build of a release, with one file. */
function web(build: string): string {
  const root = join(folder, `web-${build}`);
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(root, 'assets', `part-${build}.js`), `export const of = '${build}';`);
  writeFileSync(join(root, 'headers.json'), JSON.stringify({ build, html: {}, assets: {} }));
  return root;
}

const emptyPlace = (): string => join(folder, `kept-${String((count += 1))}`);
const names = (builds: readonly { readonly folder: string }[]): string[] =>
  builds.map(({ folder: of }) => of.split('/').at(-1) ?? '');

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('a build that was replaced is kept for a day from when it was, and then let go of', () => {
  const kept = emptyPlace();
  expect(new FormerBuilds(kept, web('a')).tend(1000)).toEqual([]);
  const next = new FormerBuilds(kept, web('b'));
  expect(next.tend(5000)).toEqual([{ folder: join(kept, 'a'), until: 5000 + keptSeconds }]);
  expect(readFileSync(join(kept, 'a', 'assets', 'part-a.js'), 'utf8')).toContain("'a'");
  expect(names(next.tend(5000 + keptSeconds - 1))).toEqual(['a']);
  expect(next.tend(5000 + keptSeconds)).toEqual([]);
  expect(existsSync(join(kept, 'a'))).toBe(false);
});

test('a build that is served again is nobody’s former one, and its day begins anew when it is replaced again', () => {
  const kept = emptyPlace();
  const [first, second] = [new FormerBuilds(kept, web('a')), new FormerBuilds(kept, web('b'))];
  first.tend(1000);
  second.tend(2000);
  expect(names(first.tend(3000))).toEqual(['b']);
  expect(second.tend(4000)).toEqual([{ folder: join(kept, 'a'), until: 4000 + keptSeconds }]);
});

test('a copy that another replica took away is made again', () => {
  const kept = emptyPlace();
  const builds = new FormerBuilds(kept, web('a'));
  builds.tend(1000);
  rmSync(join(kept, 'a'), { recursive: true });
  builds.tend(2000);
  expect(readdirSync(join(kept, 'a')).sort()).toEqual(['assets', 'headers.json']);
});

test('half a copy is never served, and the page itself is not kept', () => {
  const kept = emptyPlace();
  const root = web('a');
  writeFileSync(join(root, 'index.html'), 'page');
  mkdirSync(join(kept, '.b-77'), { recursive: true });
  expect(new FormerBuilds(kept, root).tend(1000)).toEqual([]);
  expect(existsSync(join(kept, 'a', 'index.html'))).toBe(false);
});

test('a build without a name is not kept', () => {
  const kept = emptyPlace();
  expect(new FormerBuilds(kept, web('')).tend(1000)).toEqual([]);
  expect(readdirSync(kept)).toEqual([]);
});
