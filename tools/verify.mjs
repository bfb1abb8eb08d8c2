// `npm run verify`: every check there is, in the order in which a failure is cheapest to learn of, with a summary at the end.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { install, root } from './installation.mjs';
import { helpIfAsked } from './help.mjs';

helpIfAsked('verify');
install();

const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const programs = path.join(root, 'node_modules/.bin');
const env = { ...process.env, PATH: `${programs}${path.delimiter}${process.env.PATH ?? ''}` };

/** Each by the script people call it by, so that this command and theirs ask the same. */
const checks = [
  ['format', 'prettier --check --log-level warn .'],
  ...['types', 'lint', 'boundaries', 'unused', 'duplicates'].map((name) => [name, scripts[name]]),
  ['tests', scripts.test],
];

const results = checks.map(([name, command]) => {
  console.log(`\n— ${name}`);
  const began = Date.now();
  const { status } = spawnSync(command, { cwd: root, env, shell: true, stdio: 'inherit' });
  return { name, ok: status === 0, seconds: (Date.now() - began) / 1000 };
});

console.log('');
for (const { name, ok, seconds } of results)
  console.log(`${ok ? 'ok    ' : 'FAILED'}  ${name} (${seconds.toFixed(1)} s)`);
process.exit(results.every(({ ok }) => ok) ? 0 : 1);
