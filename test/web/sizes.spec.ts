import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';

const assets = join(__dirname, '../../dist/web/assets');
const kilobyte = 1024;

const gzipped = (file: string): number => gzipSync(readFileSync(join(assets, file)), { level: 9 }).length;
const fileOf = (pattern: RegExp): string => {
  const found = readdirSync(assets).find((file) => pattern.test(file));
  if (found === undefined) throw new Error(`No file like ${String(pattern)} in dist/web/assets: run npm run build.`);
  return found;
};

/** What a chunk imports before it can run; lazy imports are calls and stand apart. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(assets, file), 'utf8');
  return [...text.matchAll(/(?:from|^import|[;}]import)\s*"\.\/([\w.-]+\.js)"/gu)].map(([, name]) => name ?? '');
}

/** Everything that is loaded before these files can run, themselves included. */
function allOf(files: readonly string[]): Set<string> {
  const all = new Set<string>();
  const visit = (file: string): void => {
    if (all.has(file)) return;
    all.add(file);
    for (const imported of importsOf(file)) visit(imported);
  };
  for (const file of files) visit(file);
  return all;
}

/** Gzipped bytes, said in KB. */
function sizeOf(what: string, files: ReadonlySet<string>): number {
  const total = [...files].reduce((sum, file) => sum + gzipped(file), 0);
  console.log(`${what}: ${(total / kilobyte).toFixed(1)} KB gzipped in ${String(files.size)} files`);
  return total;
}

// Ten of it are what keeps a long talk's rows in sight (`@tanstack/react-virtual`): every talk begins with it. Two are what
// is answered, above a message and where one writes, and the swipe; the menu of a message is fetched. A third of one is who
// has seen what, and a third what keeps whom a message names with its words; whom to name is fetched with the first "@". One
// and a half are whose device this is, what brings a page back to where it was read, and the title and focus of each page; one
// is the way to what is kept for reading without a connection, and whether it may be kept; one, a picture that leads to its
// gallery; half of one, what stands in a talk at its time and is no entry of the case. Their screens are fetched.
// What one officer proposes of somebody's own keys is said to them on every page: a tenth. What chooses from a list comes with
// the first place that does, and what shows a dialog is in no page before one that may.
test('the case room needs at most 250 KB of JavaScript before its lazy parts', () => {
  const html = readFileSync(join(assets, '../index.html'), 'utf8');
  const entry = /<script type="module"[^>]*src="\/assets\/([^"]+)"/u.exec(html)?.[1] ?? '';
  const files = allOf([entry, fileOf(/^room-page-.*\.js$/u)]);
  expect([...files].some((file) => file.startsWith('viewer-'))).toBe(false);
  expect(sizeOf('case room', files)).toBeLessThanOrEqual(250 * kilobyte);
});

// The rule books are two thirds of it, and grow with what they judge. Half a kilobyte is the door to what is kept for reading
// without a connection, and how the passkey that opened the keys opens that: only then is its secret at hand. As much is whose device this is, and an adviser who
// gives a request back. A quarter is what became of an opinion: one more rule, and the reasons and sentences of it.
// What is said where other keys came meanwhile, and marks of time in a record, took the last bytes of 77.
test('the vault worker is at most 78 KB before its lazy parts', () => {
  const files = allOf([fileOf(/^vault\.worker-.*\.js$/u)]);
  expect(files.size).toBeGreaterThan(1);
  expect(sizeOf('vault worker', files)).toBeLessThanOrEqual(78 * kilobyte);
});

// What of each thread was read is asked for every line of the list of cases.
// Half a kilobyte is who has looked at what: asked for, heard and told in every case; what verifies it is fetched.
// A kilobyte of it: what the list and the search share with a case is a chunk of its own, which packs worse than one piece.
// A hundred bytes of it are what its author kept of a picture, written and read; the last half of one is who is named in a
// message, opened, held against who reads it, and told: any message may name somebody, and must open without a fetch.
// The last third of one is the steps of a request, and whose time is over, as the talk tells them.
// One is words that were written without a connection: whatever opens the keys next takes them up.
// Half of one is what became of an opinion: its rule, and whether its reader is asked; what writes it is fetched.
// A tenth of one: what is dated ahead, in the record and beside people, and what stands on a register that went on from an older copy.
test('the vault worker with all that an open case room needs is at most 147 KB', () => {
  const worker = fileOf(/^vault\.worker-.*\.js$/u);
  const lazy = [/^with-keys-.*\.js$/u, /^x-wing-.*\.js$/u].map(fileOf);
  const text = [...allOf([worker])].map((file) => readFileSync(join(assets, file), 'utf8')).join('\n');
  for (const file of lazy) expect(text).toContain(file);
  const socket = [...text.matchAll(/import\(\s*[`"']\.\/(esm-[\w-]+\.js)/gu)].map(([, name]) => name ?? '');
  expect(socket).toHaveLength(1);
  expect(sizeOf('vault worker in a case room', allOf([worker, ...lazy, ...socket]))).toBeLessThanOrEqual(
    147 * kilobyte,
  );
});

/** Names of the kit's classes in a text, each once. */
const kitClasses = (text: string): Set<string> => new Set(text.match(/\bm_[0-9a-f]{6,8}\b/gu));
const builtText = (end: string): string =>
  readdirSync(assets)
    .filter((file) => file.endsWith(end))
    .map((file) => readFileSync(join(assets, file), 'utf8'))
    .join('\n');

test('every component of the kit that is in the build has its styles there', () => {
  const styled = kitClasses(readFileSync(require.resolve('@mantine/core/styles.css'), 'utf8'));
  const used = [...kitClasses(builtText('.js'))].filter((name) => styled.has(name));
  const there = kitClasses(builtText('.css'));
  expect(used.length).toBeGreaterThan(50);
  expect(used.filter((name) => !there.has(name))).toEqual([]);
});
