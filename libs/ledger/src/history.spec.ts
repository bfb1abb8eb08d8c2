import type { EntryId, Hash } from '@consilium/domain';
import { filled } from '@consilium/testkit/ledger';
import { History } from './history';

const entry = (byte: number) => ({ hash: filled<Hash>(byte, 32), id: filled<EntryId>(byte, 16) });
const of = (...bytes: number[]): History => bytes.map(entry).reduce((known, each) => known.and(each), History.empty);

test('a history knows the hash of each seq and the ids in use', () => {
  const two = of(1, 2);
  expect([...two]).toEqual([entry(1).hash, entry(2).hash]);
  expect([two.at(-1), two.at(0), two.at(1), two.at(2)]).toEqual([undefined, entry(1).hash, entry(2).hash, undefined]);
  expect([1, 2, 3].map((byte) => two.has(entry(byte).id))).toEqual([true, true, false]);
  expect([two.length, History.empty.length]).toEqual([2, 0]);
});

test('a history stays as it was when it is continued, twice over and differently', () => {
  const two = of(1, 2);
  const [one, other] = [two.and(entry(3)), two.and(entry(4)).and(entry(5))];
  expect([...two]).toEqual([...of(1, 2)]);
  expect([two.at(2), two.has(entry(3).id), two.has(entry(4).id)]).toEqual([undefined, false, false]);
  expect([...one]).toEqual([...of(1, 2, 3)]);
  expect([...other]).toEqual([...of(1, 2, 4, 5)]);
  expect([one.has(entry(3).id), one.has(entry(4).id), one.has(entry(1).id)]).toEqual([true, false, true]);
  expect([other.has(entry(3).id), other.has(entry(4).id), other.has(entry(2).id)]).toEqual([false, true, true]);
});

test('histories begun from nothing have nothing in common', () => {
  const [one, other] = [of(1), of(2)];
  expect([...History.empty]).toEqual([]);
  expect([one.has(entry(2).id), other.has(entry(1).id)]).toEqual([false, false]);
});
