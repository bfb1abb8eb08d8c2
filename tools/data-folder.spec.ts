import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { dataFormat } from '../apps/api/src/migrations/data-format';
import { isKeyOfP256 } from '../apps/api/src/settings/pushing';
import { DataFolder } from './data-folder';

const root = path.dirname(__dirname);
const made: string[] = [];

function emptyFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'consilium-data-'));
  made.push(folder);
  return folder;
}

/** A data folder as a version before formats were noted left it. */
function formerFolder(): string {
  const folder = emptyFolder();
  writeFileSync(path.join(folder, 'settings.json'), '{"setupCode":"SEVEN-HERONS"}');
  return folder;
}

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

test('a new data folder is marked with the format of this version, and found good again', async () => {
  const folder = emptyFolder();
  const data = await DataFolder.open(folder);
  data.requireFormat();
  data.secrets();
  expect(JSON.parse(readFileSync(path.join(folder, 'format.json'), 'utf8'))).toEqual({ format: dataFormat });
  (await DataFolder.open(folder)).requireFormat();
});

test('a key for pushes is made on the first start, in a folder of a version before too, and stays', async () => {
  const folder = emptyFolder();
  const data = await DataFolder.open(folder);
  const { vapidKey, ...others } = data.secrets();
  expect(isKeyOfP256(vapidKey)).toBe(true);
  expect(data.secrets().vapidKey).toBe(vapidKey);
  writeFileSync(path.join(folder, 'settings.json'), JSON.stringify(others));
  const added = data.secrets();
  expect(isKeyOfP256(added.vapidKey)).toBe(true);
  expect(added).toEqual({ ...others, vapidKey: added.vapidKey });
  expect((await DataFolder.open(folder)).secrets()).toEqual(added);
});

test.each([
  ['that has no mark', undefined],
  ['of a former format', { format: dataFormat - 1 }],
  ['of a format to come', { format: dataFormat + 1 }],
  ['whose mark is damaged', 'x'],
])('a data folder %s is met with a sentence that says what to do', async (_, mark) => {
  const folder = formerFolder();
  if (mark !== undefined) writeFileSync(path.join(folder, 'format.json'), JSON.stringify(mark));
  const data = await DataFolder.open(folder);
  expect(() => {
    data.requireFormat();
  }).toThrow(/written by another version of Consilium.*move the folder away or choose another one/);
});

test('the start ends with that sentence before anything is started or changed', () => {
  const folder = formerFolder();
  const preload = path.join(root, 'tools/require-typescript.cjs');
  const { status, stderr, stdout } = spawnSync(process.execPath, ['-r', preload, path.join(root, 'tools/run.ts')], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, CONSILIUM_DATA: folder },
    timeout: 60_000,
  });
  expect({ status, said: stderr.trim(), stdout }).toEqual({
    status: 1,
    said: expect.stringMatching(/^The data in .* was written by another version of Consilium/) as string,
    stdout: '',
  });
  expect(readFileSync(path.join(folder, 'settings.json'), 'utf8')).toBe('{"setupCode":"SEVEN-HERONS"}');
  expect(existsSync(path.join(folder, 'postgres'))).toBe(false);
}, 60_000);
