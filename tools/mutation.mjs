// `npm run mutation -- PART`: changes a part one place at a time and asks whether a test notices.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { helpIfAsked } from './help.mjs';
import { giveUp, root } from './installation.mjs';
import mutation from './mutation/parts.cjs';

helpIfAsked('mutation');
const [name = 'rules', ...rest] = process.argv.slice(2);
if (!(name in mutation.parts))
  giveUp(`Usage: npm run mutation -- PART, where PART is one of: ${Object.keys(mutation.parts).join(', ')}`);
const stryker = path.join(root, 'node_modules/@stryker-mutator/core/bin/stryker.js');
const { status } = spawnSync(process.execPath, [stryker, 'run', ...rest], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, MUTATION_PART: name },
});
process.exit(status ?? 1);
