import type { RoomSummary } from '../../vault/door';
import { chipsOf, everything, inPlaces, isBehind, isNarrowed, placesOf, shownOf, type Choice } from './shown';

const nobodys = { forMe: false, forOthers: false, words: '' };
const mine = { ...nobodys, forMe: true };
const theirs = { ...nobodys, forOthers: true };

function room(id: string, more: Partial<RoomSummary> = {}): RoomSummary {
  return {
    ...{ room: id, title: id, specialty: '', urgency: 'routine', unreadable: '', as: 'owner', owner: 'Dr A' },
    ...{
      closed: false,
      pictures: 0,
      onCard: '',
      unread: 0,
      updatedAt: 0,
      lastLine: '',
      turn: nobodys,
      waiting: '',
      unsent: 0,
    },
    ...{ originals: 0, alarm: '', held: '' },
    ...more,
  };
}

const cases = [
  room('mine', { turn: theirs, specialty: 'Dermatology', urgency: 'today', updatedAt: 5 }),
  room('asked', { as: 'internal', turn: mine, specialty: ' Dermatology ', updatedAt: 4 }),
  room('outside', { as: 'outside', turn: mine, urgency: undefined, updatedAt: 3 }),
  room('both', { turn: { ...mine, forOthers: true }, urgency: 'this-week', updatedAt: 2 }),
  room('over', { closed: true, specialty: 'Radiology', updatedAt: 1 }),
  room('unread', { owner: '', urgency: undefined, as: 'internal' }),
];

const names = (rooms: readonly RoomSummary[]): string => rooms.map((each) => each.room).join(' ');
const shown = (choice: Partial<Choice>): string => names(shownOf(cases, { ...everything, ...choice }));
const chips = (choice: Partial<Choice> = {}): string[] =>
  chipsOf(cases, { ...everything, ...choice }).map(
    ({ words, count, isOn }) => `${isOn ? '*' : ''}${words} ${String(count)}`,
  );

test.each<[string, Partial<Choice>, string]>([
  ['nothing chosen: what is open', {}, 'mine asked outside both unread'],
  ['waiting for me', { turn: 'me' }, 'asked outside both unread'],
  ['waiting for others', { turn: 'others' }, 'mine both unread'],
  ['mine', { part: 'mine' }, 'mine both unread'],
  ['asked of me, from outside too', { part: 'asked' }, 'asked outside unread'],
  ['by urgency', { urgency: 'today' }, 'mine unread'],
  ['by specialty, however it was typed', { specialty: 'Dermatology' }, 'mine asked unread'],
  ['several fit all', { specialty: 'Dermatology', turn: 'me' }, 'asked unread'],
  ['closed', { closed: true }, 'over'],
  ['closed and chosen by what none has', { closed: true, urgency: 'today' }, ''],
])('%s; one that could not be read is hidden by no guess of what it is', (_, choice, expected) => {
  expect(shown(choice)).toBe(expected);
});

test('each chip says how many cases it would show beside what is chosen; what no case has is not offered', () => {
  expect(chips()).toEqual([
    ...['Waiting for me 3', 'Waiting for others 2', 'Mine 2', 'Asked of me 2'],
    ...['Today 1', 'This week 1', 'Routine 1', 'Dermatology 2', 'Closed 1'],
  ]);
  expect(chips({ part: 'asked' })).toEqual([
    ...['Waiting for me 2', 'Waiting for others 0', 'Mine 2', '*Asked of me 2', 'Routine 1', 'Dermatology 1'],
    'Closed 0',
  ]);
});

test('a chip pressed again is chosen no more; one that shows nothing any more can be taken off', () => {
  const [first] = chipsOf(cases, { ...everything, turn: 'me' });
  expect(first).toMatchObject({ isOn: true, to: everything });
  expect(chips({ specialty: 'Cardiology' })).toContain('*Cardiology 0');
  expect([isNarrowed(everything), isNarrowed({ ...everything, closed: true })]).toEqual([false, true]);
});

const sorted = (rooms: readonly RoomSummary[]): string => names(inPlaces(rooms, placesOf(rooms, [])));

test('what waits for its reader today stands first, then what waits for them, then the newest', () => {
  const rooms = [
    room('new', { updatedAt: 99, urgency: 'today' }),
    room('newer', { updatedAt: 100 }),
    room('routine', { turn: mine, updatedAt: 98 }),
    room('unsaid', { turn: mine, urgency: 'not-said', updatedAt: 97 }),
    room('today', { turn: mine, urgency: 'today', updatedAt: 1 }),
    room('today, newer', { turn: mine, urgency: 'today', updatedAt: 2 }),
    room('unread', { owner: '', urgency: undefined }),
  ];
  expect(sorted(rooms)).toBe('unread today, newer today routine unsaid newer new');
});

test('nothing changes its place while it is read; what was not there comes first; what waits further down is told', () => {
  const before = [room('a', { updatedAt: 3 }), room('b', { updatedAt: 2 }), room('c', { updatedAt: 1 })];
  const places = placesOf(before, []);
  const after = [
    room('c', { updatedAt: 9, turn: mine, urgency: 'today' }),
    room('b', { updatedAt: 8 }),
    room('a', { updatedAt: 3 }),
  ];
  expect(placesOf(after, places)).toBe(places);
  expect(names(inPlaces(after, places))).toBe('a b c');
  expect(isBehind(inPlaces(after, places))).toBe(true);
  expect(isBehind(inPlaces(before, places))).toBe(false);
  const grown = [...after, room('d', { updatedAt: 4 })];
  expect(names(inPlaces(grown, placesOf(grown, places)))).toBe('d a b c');
  expect(sorted(after)).toBe('c b a');
});
