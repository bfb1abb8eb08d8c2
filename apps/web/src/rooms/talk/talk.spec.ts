import type { ItemView, RoomView, ThreadView } from '../../vault/door';
import { standingsIn } from './standings';
import { firstNew, homeOf, placeWords, rowsOf, shownWith, stepsBeside } from './talk';

/** Seconds since 1970: noon of a day in any zone of the tests. */
const noon = 1_796_040_000;

const message = (seq: number, more: Partial<Extract<ItemView, { kind: 'message' }>> = {}): ItemView => ({
  ...{ kind: 'message', entry: `m${String(seq)}`, seq, by: 'b', byName: 'Dr Birch', at: noon + seq, text: '' },
  ...{ replyTo: '', mine: false, pending: false, problem: '' },
  ...more,
});
const line = (seq: number, text: string, at = noon): ItemView => ({
  ...{ kind: 'line', entry: `l${String(seq)}`, seq, at, text },
});
const posted = (seq: number): ItemView => ({
  ...{ kind: 'picture', entry: `p${String(seq)}`, seq, by: 'b', byName: 'Dr Birch', at: noon + seq, mine: false },
});

const thread = (name: string, kind: ThreadView['kind'], items: ItemView[]): ThreadView => ({
  ...{ thread: name, kind, title: name, named: [], readers: [], outsideWillRead: '', items, typing: [] },
  ...{ unread: 0, isPictureNew: false, seen: { entry: '', names: [] } },
  ...{ mayPost: true, picture: kind === 'picture' ? ({ thread: name } as ThreadView['picture']) : undefined },
});

const room = (as: RoomView['as'], threads: ThreadView[]): RoomView => ({ as, threads }) as RoomView;
const entries = (rows: ReturnType<typeof rowsOf>): string[] => rows.map(({ item }) => item.entry);

const caseThread = thread('case', 'case', [message(1), message(5)]);
const one = thread('one', 'picture', [posted(2), message(3), message(6)]);
const side = thread('side', 'side', [message(4)]);
const whole = room('owner', [caseThread, one, side]);

test('with nothing chosen all threads are one talk in the order of the record, each with where it was said', () => {
  const rows = rowsOf(shownWith(whole, caseThread), 'case');
  expect(entries(rows)).toEqual(['m1', 'p2', 'm3', 'm4', 'm5', 'm6']);
  expect(rows.map(({ place }) => place?.thread ?? '')).toEqual(['', 'one', 'one', 'side', '', 'one']);
});

test('a picture or a share shows what was said there, and not once more what stands beside it', () => {
  expect(entries(rowsOf(shownWith(whole, one), 'case'))).toEqual(['m3', 'm6']);
  expect(entries(rowsOf(shownWith(whole, side), 'case'))).toEqual(['m4']);
  expect(rowsOf(shownWith(whole, one), 'case').map(({ place }) => place)).toEqual([undefined, undefined]);
});

test('outside, the talk with whoever asked is where all is shown; a picture alone is no such place', () => {
  const outside = room('outside', [one, side]);
  expect(homeOf(outside)).toBe(side);
  expect(entries(rowsOf(shownWith(outside, side), 'side'))).toEqual(['p2', 'm3', 'm4', 'm6']);
  expect(shownWith(room('outside', [one]), one)).toEqual([one]);
  expect(homeOf(room('outside', []))).toBeUndefined();
});

test('an entry of several threads is said once, and so are lines that one act left in each of them', () => {
  const changed = (seq: number): ItemView => line(seq, 'Dr Birch changed the key');
  const of = (items: ItemView[], others: ItemView[]): string[] =>
    entries(rowsOf([thread('case', 'case', items), thread('one', 'picture', others)], 'case'));
  expect(of([line(7, 'x')], [line(7, 'x')])).toEqual(['l7']);
  expect(of([message(7)], [message(7)])).toEqual(['m7']);
  expect(of([changed(7)], [changed(8)])).toEqual(['l7']);
  expect(of([changed(7)], [line(8, 'Dr Birch changed the key', noon + 60)])).toEqual(['l7', 'l8']);
  expect(of([changed(7)], [message(8), changed(9)])).toEqual(['l7', 'm8', 'l9']);
});

test('a line says where it was said unless it names its picture, or is said of several', () => {
  const numbered = (items: ItemView[]): ThreadView => ({
    ...thread('one', 'picture', items),
    picture: { number: 1 } as ThreadView['picture'],
  });
  const places = (items: ItemView[], others: ItemView[] = []): string[] =>
    rowsOf([thread('case', 'case', others), numbered(items)], 'case').map(({ place }) => place?.thread ?? '');
  expect(places([line(7, 'Dr Birch withdrew picture 1'), line(8, 'Dr Birch changed the key')])).toEqual(['', 'one']);
  expect(places([line(8, 'x')], [line(8, 'x')])).toEqual(['']);
});

test('a day is named once, before what is first said in it, in whatever thread', () => {
  const day = 86_400;
  const later = thread('one', 'picture', [message(2), message(3, { at: noon + day })]);
  const rows = rowsOf([thread('case', 'case', [message(1), message(4, { at: noon + day })]), later], 'case');
  expect(rows.map(({ isNewDay }) => isNewDay)).toEqual([true, false, true, false]);
});

test('what is new begins with the first that was not looked at, in whatever thread it was said', () => {
  const known = thread('one', 'picture', [message(2), message(6, { isNew: true })]);
  const from = (...items: ItemView[]): string => firstNew(rowsOf([thread('case', 'case', items), known], 'case'));
  expect(from(message(1), message(5))).toBe('m6');
  expect(from(message(1), message(5, { isNew: true }))).toBe('m5');
  expect(firstNew(rowsOf([thread('case', 'case', [message(1)])], 'case'))).toBe('');
});

test('where it was said names whoever else reads it there, or that nobody else does', () => {
  const reader = (outside: boolean): ThreadView['readers'][number] => ({ person: 'x', name: 'Dr Xu', outside });
  const picture = { ...thread('Picture 2, withdrawn', 'picture', []), readers: [reader(false)] };
  expect(placeWords(picture, 'owner')).toBe('on picture 2, withdrawn');
  const shared = { ...thread('Picture 1', 'picture', []), readers: [reader(false), reader(true)] };
  expect(placeWords(shared, 'internal')).toBe('on picture 1 · read from outside');
  expect(placeWords(shared, 'outside')).toBe('on picture 1');
  expect(placeWords({ ...shared, readers: [], named: ['Dr Ash', 'Dr Birch'] }, 'owner')).toBe(
    'on picture 1 · only for Dr Ash and Dr Birch',
  );
  expect(placeWords({ ...thread('With Dr Xu', 'side', []), readers: [reader(true)] }, 'owner')).toBe('with Dr Xu');
});

const step = (name: string, at: number, threads: string[] = []): RoomView['steps'][number] => ({
  line: { kind: 'line', entry: name, seq: -1, at, text: name },
  threads,
});

test('a step that is no entry stands at its time, whatever the order of the record, and is never new', () => {
  const said = thread('case', 'case', [message(1), message(5, { isNew: true }), message(9, { pending: true })]);
  const view = { ...room('owner', [said, one]), steps: [step('last', noon + 60)], shares: [] as RoomView['shares'] };
  const share = { steps: [step('asked', noon + 1), step('decided', noon + 5)] } as RoomView['shares'][number];
  const rows = rowsOf(view.threads, 'case', stepsBeside({ ...view, shares: [share] }, said, view.threads));
  expect(entries(rows)).toEqual(['m1', 'asked', 'p2', 'm3', 'm5', 'decided', 'm6', 'm9', 'last']);
  expect(rows.find(({ item }) => item.entry === 'asked')).toMatchObject({ thread: said, place: undefined });
  expect(firstNew(rows)).toBe('m5');
});

test('a picture shows the steps about it, a case all of them, and a talk in which nothing was said its steps alone', () => {
  const view = { ...whole, steps: [step('all', noon)], shares: [{ steps: [step('of one', noon, ['one'])] }] };
  const beside = (chosen: ThreadView): string[] =>
    stepsBeside(view as RoomView, chosen, shownWith(view as RoomView, chosen)).map(({ entry }) => entry);
  expect(beside(caseThread)).toEqual(['all', 'of one']);
  expect(beside(one)).toEqual(['of one']);
  expect(beside(side)).toEqual([]);
  const empty = thread('case', 'case', []);
  expect(entries(rowsOf([empty], 'case', [step('all', noon).line]))).toEqual(['all']);
});

test('how a matter stands is said beside its newest line, and of one that has none nowhere', () => {
  const standings = standingsIn({
    shares: [{ saidAt: 'decided' }, { saidAt: '' }],
    statements: [{ saidBy: 'stated' }, { saidBy: '' }],
    withdrawn: [{ newest: 'proposed' }],
  } as unknown as RoomView);
  expect([...standings].map(([entry, [first]]) => [entry, first?.of])).toEqual([
    ['decided', 'share'],
    ['stated', 'statement'],
    ['proposed', 'withdrawn'],
  ]);
});
