// `npm run protocol`: writes the pages of docs/protocol that are drawn from the endpoint table and the rule books.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { install, root } from './installation.mjs';
import { helpIfAsked } from './help.mjs';

helpIfAsked('protocol');
install();
const require = createRequire(import.meta.url);
require('./require-typescript.cjs');
const { protocolPages } = require('./protocol/pages.ts');

const changed = [...protocolPages()].filter(([name, text]) => {
  const file = path.join(root, 'docs/protocol', name);
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return false;
  writeFileSync(file, text);
  return true;
});
for (const [name] of changed) console.log(`docs/protocol/${name}`);
console.log(changed.length === 0 ? 'The pages are what they were.' : `${changed.length} pages were written anew.`);
