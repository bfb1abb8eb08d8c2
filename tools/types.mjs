// `npm run types`: checks all types, after seeing to it that the packages they come from are there.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { install, root } from './installation.mjs';

install();

const compiler = path.join(root, 'node_modules/typescript/bin/tsc');
for (const project of ['tsconfig.json', 'apps/web/tsconfig.json']) {
  const { status } = spawnSync(process.execPath, [compiler, '--noEmit', '-p', project], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}
