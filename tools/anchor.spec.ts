import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { KeyId, LedgerId, OrganisationId, PersonId } from '@consilium/domain';
import { anchorFingerprint, anchorMessage, fromB64, keysFingerprint, verify } from '@consilium/ledger';
import { filled } from '@consilium/testkit/ledger';

const program = path.join(__dirname, 'anchor.mjs');
const root = filled<LedgerId>(1, 32);
const said = {
  organisation: filled<OrganisationId>(2, 16),
  person: filled<PersonId>(3, 16),
  kid: filled<KeyId>(4, 32),
  asOf: 70_000,
};
const asked = {
  ...{ v: 1, root, organisation: said.organisation, organisationName: 'Meridian Medical Defence' },
  ...{ person: said.person, name: 'Søren Vetchling', number: 'Staff number 4711', kid: said.kid, asOf: said.asOf },
};
const lineOf = (request: unknown): string =>
  `consilium-anchor.${Buffer.from(JSON.stringify(request)).toString('base64url')}`;

let folder: string;
let key: string;
let made: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'anchor-'));
  key = path.join(folder, 'anchor.pem');
  made = execFileSync(process.execPath, [program, 'make', key], { encoding: 'utf8' });
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const publicKey = (): string => /Public key: +(\S+)/.exec(made)?.[1] ?? '';
const run = (...words: string[]) => spawnSync(process.execPath, [program, ...words], { encoding: 'utf8' });
const refused = (...words: string[]): string => {
  const { status, stdout, stderr } = run(...words);
  expect([status, stdout]).toEqual([1, '']);
  return stderr;
};

test('a key is made that only its owner reads, and its fingerprint is the one that officers see', async () => {
  expect(statSync(key).mode & 0o777).toBe(0o600);
  expect(made).toContain(`Fingerprint: ${await anchorFingerprint(publicKey())}\n`);
  expect(made).toMatch(/Fingerprint: (?:[0-9a-f]{4} ){4}[0-9a-f]{4}\n/);
  expect(made).not.toContain(readFileSync(key, 'utf8').split('\n')[1]);
});

test('a key is never overwritten', () => {
  const before = readFileSync(key, 'utf8');
  expect(refused('make', key)).toContain('a key is never overwritten');
  expect(readFileSync(key, 'utf8')).toBe(before);
});

test('what it signs holds in the ledger library, and it says in words what that is', async () => {
  const { status, stdout } = run('sign', key, lineOf(asked));
  const signature = fromB64(stdout.trim().split('\n').at(-1) ?? '');
  expect([status, signature.length]).toEqual([0, 64]);
  expect(await verify(publicKey(), anchorMessage(root, said), signature)).toBe(true);
  expect(await verify(publicKey(), anchorMessage(root, { ...said, asOf: 70_001 }), signature)).toBe(false);
  for (const word of [
    'Meridian Medical Defence',
    'Søren Vetchling, Staff number 4711',
    said.organisation,
    said.person,
    keysFingerprint(said.kid),
  ])
    expect(stdout).toContain(word);
});

test('names and number are for the human: they are not signed', () => {
  const last = (line: string): string | undefined => run('sign', key, line).stdout.trim().split('\n').at(-1);
  expect(last(lineOf({ ...asked, name: 'Sören Vetchling' }))).toBe(last(lineOf(asked)));
});

const whole = /not a whole request/;

test.each([
  ['another line', 'consilium-something.AAAA', whole],
  ['half a line', lineOf(asked).slice(0, -9), whole],
  ['a number in its place', lineOf(7), whole],
  ['another version', lineOf({ ...asked, v: 2 }), /another version/],
  ['a field too many', lineOf({ ...asked, more: '' }), whole],
  ['a field too few', lineOf({ ...asked, kid: undefined }), whole],
  ['fields in another order', lineOf(Object.fromEntries(Object.entries(asked).toReversed())), whole],
  ['an id of another length', lineOf({ ...asked, person: filled(3, 17) }), whole],
  ['an id spelled otherwise', lineOf({ ...asked, person: `${said.person}=` }), whole],
  ['an appointment before the register', lineOf({ ...asked, asOf: -1 }), whole],
  ['a name that turns the direction of reading', lineOf({ ...asked, name: 'a\u202eb' }), whole],
  ['a name that moves the cursor', lineOf({ ...asked, name: 'a\u001b[2Kb' }), whole],
  ['no name', lineOf({ ...asked, name: ' ' }), whole],
])('it signs nothing of %s', (_what, line, says) => {
  expect(refused('sign', key, line)).toMatch(says);
});

test('whatever else is wrong is said in a sentence', () => {
  const other = path.join(folder, 'other.pem');
  writeFileSync(other, 'no key');
  expect(refused('sign', other, lineOf(asked))).toContain('holds no private key');
  expect(refused('sign', path.join(folder, 'none.pem'), lineOf(asked))).toContain('There is no such file');
  expect(refused('sign', key)).toContain('then the request');
  expect(refused('sign', key, 'two', 'lines')).toContain('one line');
  expect(refused('make')).toContain('Name the file');
  expect(refused('make', path.join(folder, 'no', 'folder'))).toContain('cannot be written there');
  expect(refused()).toContain('npm run anchor -- make FILE');
});
