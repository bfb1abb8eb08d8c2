// What the checks of `npm run boundaries` that read the product's own text share: which files those are, and how they end.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const isTest = /\.spec\.tsx?$|^libs\/testkit\//;

/** The files of the product itself among `files` (path → text), without its tests. `product`: which paths are looked at. */
export function productOf(files, product) {
  return Object.entries(files).filter(([file]) => product.test(file) && !isTest.test(file));
}

function tracked(product) {
  const list = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' });
  const files = list.split('\n').filter((file) => product.test(file));
  return Object.fromEntries(files.map((file) => [file, readFileSync(file, 'utf8')]));
}

/** Where `file` is the program that was started: looks at the project, says what was found, and ends with 1 if anything was. */
export function checkIfStarted(file, { product, find, none, some }) {
  if (process.argv[1] === undefined || path.resolve(process.argv[1]) !== file) return;
  const found = find(tracked(product));
  for (const each of found) console.error(each);
  console.log(found.length === 0 ? none : `${found.length} ${some}`);
  process.exit(found.length === 0 ? 0 : 1);
}
