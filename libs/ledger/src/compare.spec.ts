import type { Hash, LedgerId } from '@consilium/domain';
import { filled, now } from '@consilium/testkit/ledger';
import { compareHeads, evidence } from './compare';

const ledger = filled<LedgerId>(1, 32);
const history = [filled<Hash>(10, 32), filled<Hash>(11, 32), filled<Hash>(12, 32)];
const mine = { ledger, head: { seq: 2, hash: filled<Hash>(12, 32) }, history };

test.each([
  ['same', 2, 12],
  ['ahead', 1, 11],
  ['ahead', 0, 10],
  ['behind', 3, 13],
  ['fork', 2, 13],
  ['fork', 0, 11],
] as const)('%s, when theirs is seq %d with hash %d', (comparison, seq, hash) => {
  expect(compareHeads(mine, { ledger, seq, hash: filled<Hash>(hash, 32) })).toBe(comparison);
});

test('the head of another ledger is a fork', () => {
  expect(compareHeads(mine, { ledger: filled<LedgerId>(2, 32), seq: 3, hash: filled<Hash>(13, 32) })).toBe('fork');
});

test('evidence holds both halves verbatim and nothing else', () => {
  const half = (jws: string) => ({ heads: [jws], entries: [{ jws }] });
  const found = { what: 'fork', code: '', kind: 'room', ledger, at: now, mine: half('a'), theirs: half('b') } as const;
  const saved = evidence({ ...found, ...{ keys: 'never' } });
  expect(saved).toEqual({ v: 1, ...found });
  expect(JSON.parse(JSON.stringify(saved))).toEqual(saved);
});
