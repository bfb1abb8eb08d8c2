// `npm run verify`: every check there is, in the order in which a failure is cheapest to learn of, with a summary at the end.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { install, root } from './installation.mjs';

install();

const program = (file, ...args) => [path.join('node_modules', file), ...args];

const rooms = ['apps', 'libs', 'test', 'tools', 'bench'].filter((room) => existsSync(path.join(root, room)));

const checks = [
  ['format', program('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.')],
  ['types', program('typescript/bin/tsc', '-b')],
  ['lint', program('eslint/bin/eslint.js', '--max-warnings', '0', '.')],
  [
    'boundaries',
    program('dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.cjs', ...rooms),
  ],
  ['unused', program('knip/bin/knip.js')],
  ['duplicates', program('jscpd/bin/jscpd')],
  ['tests', ['tools/test.mjs']],
];

const results = checks.map(([name, args]) => {
  console.log(`\n— ${name}`);
  const began = Date.now();
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  return { name, ok: status === 0, seconds: (Date.now() - began) / 1000 };
});

console.log('');
for (const { name, ok, seconds } of results)
  console.log(`${ok ? 'ok    ' : 'FAILED'}  ${name} (${seconds.toFixed(1)} s)`);
process.exit(results.every(({ ok }) => ok) ? 0 : 1);
