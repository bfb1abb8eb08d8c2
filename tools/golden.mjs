// `npm run golden`: makes the golden ledgers of the newest rules and the vectors for a second client anew and says what changed. Only while the trial
// banner stands: afterwards a version's golden ledgers never change, and a new version gets a folder of its own.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { install, root } from './installation.mjs';
import { helpIfAsked } from './help.mjs';

helpIfAsked('golden');
install();
const require = createRequire(import.meta.url);
require('./require-typescript.cjs');
const { goldenFiles } = require('../libs/testkit/src/domain/index.ts');
const { makeVectors } = require('../libs/testkit/src/ledger/index.ts');
const { RULES_VERSION } = require('../libs/domain/src/index.ts');

const folder = path.join(root, 'libs/domain/vectors', `rules-${RULES_VERSION}`);
const before = new Map();
for (const part of ['accepted', 'refused', 'worlds']) {
  mkdirSync(path.join(folder, part), { recursive: true });
  for (const file of readdirSync(path.join(folder, part))) {
    const name = `${part}/${file}`;
    before.set(name, readFileSync(path.join(folder, name), 'utf8'));
  }
}

const changed = { added: [], changed: [], gone: [] };
const files = new Map([...goldenFiles()].map(([name, content]) => [name, `${JSON.stringify(content)}\n`]));
for (const [name, text] of files) {
  const was = before.get(name);
  if (was === text) continue;
  (was === undefined ? changed.added : changed.changed).push(name);
  writeFileSync(path.join(folder, name), text);
}
for (const name of before.keys()) {
  if (files.has(name)) continue;
  changed.gone.push(name);
  rmSync(path.join(folder, name));
}
const vectors = path.join(root, 'libs/ledger/vectors/consilium-1.json');
const made = await (
  await import('prettier')
).format(JSON.stringify(await makeVectors()), { parser: 'json', printWidth: 120 });
if (readFileSync(vectors, 'utf8') !== made) {
  changed.changed.push(path.relative(folder, vectors));
  writeFileSync(vectors, made);
}
for (const [what, names] of Object.entries(changed))
  for (const name of names.toSorted()) console.log(`${what} ${name}`);
const count = Object.values(changed).flat().length;
console.log(count === 0 ? 'The golden ledgers are what they were.' : `${count} files differ from before.`);
