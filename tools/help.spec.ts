import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.dirname(__dirname);
const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
const own = Object.entries(scripts).filter(([, command]) => command.startsWith('node tools/'));

test.each(own)(
  '`npm run %s -- --help` says what it does and does nothing',
  (name, command) => {
    const { status, stdout, stderr } = spawnSync(`${command} --help`, { cwd: root, shell: true, encoding: 'utf8' });
    expect({ name, status, stderr }).toEqual({ name, status: 0, stderr: '' });
    expect(stdout).toContain(name === 'test' || name === 'start' ? `npm ${name}` : `npm run ${name}`);
    expect(stdout).not.toMatch(/Consilium is ready|Built the|\d+ passed/);
  },
  20_000,
);

test('what is not our own answers it by itself', () => {
  const others = Object.keys(scripts).filter((name) => !own.some(([each]) => each === name));
  expect(others).toEqual(['format', 'lint', 'types', 'unused', 'duplicates']);
});
