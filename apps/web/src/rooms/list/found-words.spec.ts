import type { FoundLine, SearchView } from '../../vault/door';
import { foundWords, placeOf } from './found-words';

const found = { room: 'r', title: [], closed: false, lines: [], more: 0 };
const view = (more: Partial<SearchView>): string =>
  foundWords({ cases: [], more: 0, read: 5, of: 5, unread: 0, ...more });

test('how many were found, and how far it was looked', () => {
  expect(view({})).toBe('Found in 0 cases.');
  expect(view({ cases: [found] })).toBe('Found in 1 case.');
  expect(view({ cases: [found], read: 2 })).toBe('Found in 1 case, searched 2 of 5 cases so far.');
  expect(view({ cases: [found], more: 9 })).toBe('Found in 10 cases, the first 1 are shown: type more.');
  expect(view({ unread: 1 })).toBe('Found in 0 cases. 1 case cannot be read here just now, or not whole.');
});

test('what a line is from, who said it, and where', () => {
  const line: FoundLine = { in: 'message', entry: 'e', where: '', by: 'Dr B', at: 0, pieces: [] };
  expect(placeOf(line)).toBe('Dr B');
  expect(placeOf({ ...line, where: 'Picture 2, withdrawn' })).toBe('Dr B · on picture 2, withdrawn');
  expect(placeOf({ ...line, in: 'opinion', where: 'With Dr X' })).toBe('Opinion · Dr B · with Dr X');
  expect(placeOf({ ...line, in: 'colleague', by: '' })).toBe('In this case');
});
