import {
  appendFileSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { shortenLogs } from './log-files';

const folder = mkdtempSync(path.join(tmpdir(), 'consilium-logs-'));
const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('a log that grew too long is put aside, and whoever writes it goes on in the same file', () => {
  const writer = openSync(path.join(folder, 'api.log'), 'a');
  writeSync(writer, 'early '.repeat(20));
  shortenLogs(folder, 100);
  writeSync(writer, 'late');
  closeSync(writer);
  expect([read('api.log.1'), read('api.log')]).toEqual(['early '.repeat(20), 'late']);
});

test('a short one stays, and so does everything that is no log', () => {
  writeFileSync(path.join(folder, 'settings.json'), 'x'.repeat(200));
  appendFileSync(path.join(folder, 'postgres.log'), 'short');
  shortenLogs(folder, 100);
  expect([read('settings.json').length, read('postgres.log')]).toEqual([200, 'short']);
});

test('one that cannot be copied is cut all the same', () => {
  writeFileSync(path.join(folder, 'full.log'), 'x'.repeat(200));
  mkdirSync(path.join(folder, 'full.log.1'));
  shortenLogs(folder, 100);
  expect(read('full.log')).toBe('');
});
