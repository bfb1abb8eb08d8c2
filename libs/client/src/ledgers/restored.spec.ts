import type { Hash, LedgerId, RegisterState } from '@consilium/domain';
import { filled } from '@consilium/testkit/ledger';
import type { RememberedHead } from './remembered';
import { goOnFrom, mayGoOn, partedAt, restoresOf, type Acceptable, type Restoring } from './restored';

const record = filled<LedgerId>(1, 32);

/** Entries by the words they stand for: "a b c" has three. */
const historyOf = (words: string) => {
  const hashes = words.split(' ').filter((word) => word !== '') as Hash[];
  return { length: hashes.length, at: (seq: number) => hashes[seq] };
};
const head = (seq: number, hash: string): RememberedHead => ({ seq, hash });
/** Officers said that of a b c d the last two were lost. */
const lostTwo: Acceptable = {
  seq: 7,
  ledger: record,
  kept: { seq: 1, hash: 'b' as Hash },
  lost: { seq: 3, hash: 'd' as Hash },
  entry: 'said' as Hash,
};

describe('what a register says was lost of a record', () => {
  const said = (seq: number, ledger = record) => ({ ...lostTwo, seq, ledger, entry: undefined });
  const register = (...restored: readonly ReturnType<typeof said>[]) =>
    ({ restored, hashes: ['h0', 'h1', 'h2'] }) as unknown as RegisterState;

  test('is of that record alone, newest first, each with the entry that says it', () => {
    const found = restoresOf(register(said(0), said(1, filled(2, 32)), said(2)), record);
    expect(found.map(({ seq, entry }) => [seq, entry])).toEqual([
      [2, 'h2'],
      [0, 'h0'],
    ]);
  });

  test('names no entry where the register has none there', () => {
    expect(restoresOf(register(said(9)), record).map(({ entry }) => entry)).toEqual(['']);
  });
});

describe('a device goes on with an older copy', () => {
  const whole = historyOf('a b c d');
  const shown = historyOf('a b');

  test('where it parts after the entry kept and the device knows nothing newer than what was lost', () => {
    expect(mayGoOn(lostTwo, { heads: [head(3, 'd')], history: whole }, shown)).toBe(true);
    // It had not read so far.
    expect(mayGoOn(lostTwo, { heads: [head(2, 'c')], history: historyOf('a b c') }, shown)).toBe(true);
    // It was written on since.
    expect(mayGoOn(lostTwo, { heads: [head(3, 'd')], history: whole }, historyOf('a b x y'))).toBe(true);
  });

  test('where it verified nothing itself, by the heads that it was given', () => {
    expect(mayGoOn(lostTwo, { heads: [], history: undefined }, shown)).toBe(true);
    expect(mayGoOn(lostTwo, { heads: [head(1, 'b')], history: undefined }, shown)).toBe(true);
    expect(mayGoOn(lostTwo, { heads: [head(4, 'e')], history: undefined }, shown)).toBe(false);
  });

  test('not where the entry kept is not what is shown there', () => {
    for (const other of ['a', 'a x', 'a x c d'])
      expect(mayGoOn(lostTwo, { heads: [], history: undefined }, historyOf(other))).toBe(false);
  });

  test('not where it verified another entry in place of the one kept', () => {
    expect(mayGoOn(lostTwo, { heads: [], history: historyOf('a x') }, shown)).toBe(false);
    expect(mayGoOn(lostTwo, { heads: [], history: historyOf('a x c d') }, shown)).toBe(false);
    // It had read less than what was kept.
    expect(mayGoOn(lostTwo, { heads: [head(0, 'a')], history: historyOf('a') }, shown)).toBe(true);
  });

  test('not where it knows an entry after what was lost, another one in its place, or another at the entry kept', () => {
    for (const newer of [head(4, 'e'), head(3, 'x'), head(1, 'x'), head(0, 'x')])
      expect(mayGoOn(lostTwo, { heads: [head(2, 'c'), newer], history: undefined }, shown)).toBe(false);
  });

  test('from nothing, where nothing was kept', () => {
    const all: Acceptable = { ...lostTwo, kept: { seq: -1, hash: '' } };
    const known = { heads: [head(3, 'd')], history: whole };
    expect(mayGoOn(all, known, historyOf('x'))).toBe(true);
    expect(mayGoOn(all, known, historyOf(''))).toBe(true);
  });
});

test.each([
  ['a b c', 'a b', 1, 'b'],
  ['a b', 'a b c', 1, 'b'],
  ['a b c', 'a x y', 0, 'a'],
  ['a b c', 'a b c', 2, 'c'],
  ['a b', 'x y', -1, ''],
  ['', 'a', -1, ''],
])('%j and %j part after entry %i', (one, other, seq, hash) => {
  expect(partedAt(historyOf(one), historyOf(other))).toEqual({ seq, hash });
});

describe('a record of which another history is shown', () => {
  const replicaOf = (words: string) => ({ history: historyOf(words) }) as never;

  /** What was told, of a device that verified `words`, and what it is shown. */
  function meeting(
    words: string | undefined,
    shown: { readonly words?: string; readonly alarm?: string },
    { said = [] as readonly Acceptable[], heads = [] as readonly RememberedHead[], isAsked = true } = {},
  ) {
    const told: unknown[] = [];
    const restoring: Restoring<string> = {
      of: () => said,
      missed: (lost, kept) => told.push(['missed', lost, kept]),
      took: ({ seq }, before) => told.push(['took', seq, before]),
    };
    const log = {
      replica: words === undefined ? undefined : replicaOf(words),
      entries: [],
      alarm: 'another history',
      restoring: isAsked ? restoring : undefined,
      known: () => heads,
    };
    const other = { replica: shown.words === undefined ? undefined : replicaOf(shown.words), alarm: shown.alarm ?? '' };
    goOnFrom(log, other, () => {
      told.push('became');
      // What was had before is told as it was before.
      log.replica = other.replica;
    });
    return told;
  }
  const heads = [head(1, 'b'), head(3, 'd'), head(2, 'c')];

  test('goes on by what officers said, and whoever hears of it is told what this device had', () => {
    const other = { ...lostTwo, seq: 8, kept: { seq: 2, hash: 'c' as Hash } };
    const [became, took] = meeting('a b c d', { words: 'a b' }, { heads, said: [other, lostTwo] });
    expect(became).toBe('became');
    expect(took).toMatchObject(['took', 7, { entries: [], replica: { history: { length: 4 } } }]);
  });

  test('stays as it was where nobody said so, and the newest head that is missed is told, and where the two part', () => {
    expect(meeting('a b c d', { words: 'a b' }, { heads })).toEqual([['missed', head(3, 'd'), head(1, 'b')]]);
    expect(meeting('a b c d', { words: 'a x y z' }, { heads })).toEqual([['missed', head(3, 'd'), head(0, 'a')]]);
  });

  test('says nothing where what is shown has its newest head, or where this device knows none', () => {
    expect(meeting('a b c d', { words: 'a b c d' }, { heads })).toEqual([]);
    expect(meeting('a b c d', { words: 'a b' })).toEqual([]);
    expect(meeting(undefined, { words: 'a b' }, { heads })).toEqual([]);
  });

  test('is not gone on with where what is shown cannot be verified itself, is not there, or nobody may say why', () => {
    const said = [lostTwo];
    expect(meeting('a b c d', { words: 'a b', alarm: 'refused' }, { heads, said })).toEqual([]);
    expect(meeting('a b c d', {}, { heads, said })).toEqual([]);
    expect(meeting('a b c d', { words: 'a b' }, { heads, said, isAsked: false })).toEqual([]);
  });
});
