// `npm run boundaries`: all three parts, whatever the ones before found.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { helpIfAsked } from './help.mjs';
import { root } from './installation.mjs';

helpIfAsked('boundaries');
const cruiser = 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs';
const parts = [
  [cruiser, '--config', '.dependency-cruiser.cjs', 'apps', 'libs', 'test', 'tools', 'bench'],
  ['tools/vocabulary.mjs'],
  ['tools/closed-lists.mjs'],
];
const statuses = parts.map(([program, ...args]) => {
  const { status } = spawnSync(process.execPath, [path.join(root, program), ...args], { cwd: root, stdio: 'inherit' });
  return status ?? 1;
});
process.exit(Math.max(...statuses));
