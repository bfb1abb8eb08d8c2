import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ways, words } from './jest-interface.cjs';
import { left, partOf, parts } from './parts.cjs';

const root = path.resolve(__dirname, '../..');
const stays = left.map((pattern) => path.basename(pattern));

/** Of a pattern as the parts have them: one file, or every spec under a folder. */
function specsOf(pattern: string): string[] {
  const [folder = '', every] = pattern.split('/**/');
  if (every === undefined) return [pattern];
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.spec.ts') && !stays.includes(path.basename(file)))
    .map((file) => path.join(folder, file));
}

test.each(Object.keys(parts))('each spec that mutants of %s are tried by asks of jest what mocha has here', (part) => {
  const specs = partOf(part).specs.flatMap(specsOf);
  expect(specs.length).toBeGreaterThan(0);
  const unknown = specs.flatMap((spec) =>
    [...readFileSync(path.join(root, spec), 'utf8').matchAll(/\b(jest|test|describe)\.(\w+)(?=[(.`])/gu)].flatMap(
      ([, of = '', word = '']) => ((of === 'jest' ? words : ways).includes(word) ? [] : [`${spec}: ${of}.${word}`]),
    ),
  );
  expect(unknown).toEqual([]);
});
