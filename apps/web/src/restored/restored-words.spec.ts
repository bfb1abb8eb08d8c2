import type { RestoredView } from '../vault/door';
import { atLeast, lostWords, namesOf, ofCase, ownLine } from './restored-words';

const said = (at: number, ...rooms: readonly string[]): RestoredView['said'][number] => ({
  ...{ at, by: ['Olive Okafor', 'Osric Oakes'], reason: 'The disk failed.' },
  records: rooms.map((room) => ({ room, entries: 2, since: 5 })),
});

test('a case is told what officers said of it alone, newest first', () => {
  const all = [said(9, '', 'mine'), said(7, 'other'), said(3, 'mine')];
  expect(ofCase(all, 'mine').map(({ at, record }) => [at, record.room])).toEqual([
    [9, 'mine'],
    [3, 'mine'],
  ]);
});

test('both officers are named, and one who was enough in a trial alone', () => {
  expect(namesOf(said(1))).toBe('Olive Okafor and Osric Oakes');
  expect(namesOf({ by: ['Olive Okafor'] })).toBe('Olive Okafor');
  expect(namesOf({ by: [] })).toBe('Registration officers');
});

test('how much is lost is never said to be all of it', () => {
  expect([atLeast(1), atLeast(4)]).toEqual(['At least 1 entry', 'At least 4 entries']);
  expect(lostWords(1)).toMatch(/^Something you wrote or signed was lost/u);
  expect(lostWords(4)).toMatch(/^4 things you wrote or signed were lost/u);
});

test('what was signed in the register is said by its type, and what was done in a case by its sentence', () => {
  expect(ownLine({ room: '', line: 'passkeys' })).toBe('Signed in the register: their own passkeys');
  expect(ownLine({ room: '', line: 'of a later version' })).toMatch(/no word for$/u);
  expect(ownLine({ room: 'r', line: 'Alice Ashgrove removed Cora Cloudesley' })).toBe(
    'Alice Ashgrove removed Cora Cloudesley',
  );
});
