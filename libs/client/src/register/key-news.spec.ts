import type { History, Passkey, Person } from '@consilium/domain';
import { keyNews } from './key-news';

const passkey = (credential: string): Passkey => ({ credential, cose: '', rpId: 'localhost' });
const person = (kid: string, ...credentials: string[]): Person =>
  ({ kid, passkeys: credentials.map(passkey), name: 'Dr Ames' }) as unknown as Person;
const history = (...said: readonly (readonly [number, Person])[]): History<Person> =>
  said.map(([seq, value]) => ({ seq, value }));

test('the passkeys somebody joined with are no news', () => {
  expect(keyNews(history([3, person('k', 'a')]))).toEqual([]);
  expect(keyNews(undefined)).toEqual([]);
});

test('each passkey more or fewer, and each change of keys, is told with the entry that says so', () => {
  const all = history(
    [3, person('k', 'a')],
    [5, person('k', 'a', 'b')],
    [6, person('k', 'b')],
    [9, person('other', 'b')],
  );
  expect(keyNews(all)).toEqual([
    { seq: 5, what: 'passkey-added' },
    { seq: 6, what: 'passkey-removed' },
    { seq: 9, what: 'keys-changed' },
  ]);
});

test('one passkey exchanged for another is an added one', () => {
  expect(keyNews(history([3, person('k', 'a')], [4, person('k', 'b')]))).toEqual([{ seq: 4, what: 'passkey-added' }]);
});

test('a change of anything else is no news of keys', () => {
  const renamed = { ...person('k', 'a'), name: 'Dr Ames-Brook' };
  expect(keyNews(history([3, person('k', 'a')], [8, renamed]))).toEqual([]);
});
