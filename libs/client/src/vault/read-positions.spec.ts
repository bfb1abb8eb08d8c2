import { readBeyond, readIn, ReadPositions, readText } from './read-positions';

const one = 'A'.repeat(43);
const other = 'B'.repeat(43);

test('nothing was looked at before something was, and a position never goes back', () => {
  const read = new ReadPositions();
  expect(read.of(one, 0)).toBe(-1);
  expect([read.take(one, 0, 7), read.take(one, 0, 7), read.take(one, 0, 4), read.take(one, 0, 9)]).toEqual([
    ...[true, false, false, true],
  ]);
  expect([read.of(one, 0), read.of(one, 3), read.of(other, 0)]).toEqual([9, -1, -1]);
});

test('two devices come to the same, whoever tells the other first', () => {
  const [mine, theirs] = [new ReadPositions(), new ReadPositions()];
  mine.take(one, 0, 7);
  mine.take(one, 3, 4);
  theirs.take(one, 0, 5);
  theirs.take(other, 0, 2);
  const [said, heard] = [readText(mine.list), readText(theirs.list)];
  const heads = new Map([one, other].map((ledger) => [ledger, { seq: 100 }] as const));
  for (const [ledger, of] of readIn(heard, heads)) mine.takeAll(ledger, of);
  for (const [ledger, of] of readIn(said, heads)) theirs.takeAll(ledger, of);
  const wanted = { [one]: { 0: 7, 3: 4 }, [other]: { 0: 2 } };
  for (const { list } of [mine, theirs])
    expect(Object.fromEntries([...list].map(([ledger, of]) => [ledger, Object.fromEntries(of)]))).toEqual(wanted);
  expect(mine.takeAll(one, theirs.list.get(one) ?? new Map())).toBe(false);
});

test('no position reaches beyond the head of its record, and one of a record without a head counts for nothing', () => {
  const read = readIn({ [one]: [0, 50, 3, 4], [other]: [0, 2] }, new Map([[one, { seq: 9 }]]));
  expect([...(read.get(one) ?? [])]).toEqual([
    [0, 9],
    [3, 4],
  ]);
  expect([...(read.get(other) ?? [])]).toEqual([[0, -1]]);
});

test('what is no list of positions is refused', () => {
  const heads = new Map([[one, { seq: 9 }]]);
  for (const said of [{ [one]: [1] }, { [one]: 'x' }, { [one]: [0, 1.5] }, { [one]: [0, '1'] }, { [one]: null }, null])
    expect(() => readIn(said, heads)).toThrow();
});

test('where a record goes on from an older copy, what comes after that was not looked at, and threads that began later are others', () => {
  const read = new ReadPositions();
  read.take(one, 0, 20);
  read.take(one, 3, 4);
  read.take(one, 12, 18);
  read.take(other, 0, 20);
  read.cut(one, 10);
  expect([read.of(one, 0), read.of(one, 3), read.of(one, 12), read.of(other, 0)]).toEqual([10, 4, -1, 20]);
});

test('it is known whether a list lacks something', () => {
  const read = new ReadPositions();
  read.take(one, 0, 7);
  expect(readBeyond(read.list, new Map())).toEqual(read.list);
  expect(readBeyond(read.list, new Map([[one, new Map([[0, 6]])]]))).toEqual(new Map([[one, new Map([[0, 7]])]]));
  expect(readBeyond(read.list, new Map([[one, new Map([[0, 7]])]]))).toEqual(new Map());
});
