import type { SealedEntry } from '@consilium/contracts';
import type { LedgerId } from '@consilium/domain';
import { Newer, overlookedSeconds, Refused, type AppliedEntry, type Replica } from '@consilium/ledger';
import { toB64 } from '@consilium/bytes';
import { filled, now, room, root, somebody } from '@consilium/testkit/ledger';
import { heldBy, keptOf, optionsFor, partsFrom, registerSeqNamed } from './taking';

const ledger = filled<LedgerId>(1, 32);
const day = 86_400;

test('what comes is taken up to a day ahead of the clock, and judged by what was asked for it', () => {
  const options = optionsFor({ kind: 'room', ledger }, { expectRoot: root }, now);
  expect(options).toEqual({
    expectRoot: root,
    expectLedger: ledger,
    holdAfter: now + day,
    mayOverlook: overlookedSeconds,
  });
});

test('a register is known by its root, not by the ledger it begins', () => {
  expect(optionsFor({ kind: 'register', ledger: root }, { expectRoot: root }, now)).not.toHaveProperty('expectLedger');
});

describe('the register entry that an entry names, before anything of it is believed', () => {
  const saying = (payload: string): SealedEntry => ({ jws: `head.${toB64(new TextEncoder().encode(payload))}.sign` });

  test('is read of what somebody signed', async () => {
    const [wire] = await room(await somebody(1), 0);
    expect(wire === undefined ? undefined : registerSeqNamed({ ...wire })).toBe(0);
    expect(registerSeqNamed(saying('{"register":{"seq":41}}'))).toBe(41);
  });

  test.each([
    '{"register":{"seq":"4"}}',
    '{"register":{"seq":1.5}}',
    '{"register":{}}',
    '{"register":4}',
    '{}',
    'null',
    '{',
  ])('is none in %s', (payload) => {
    expect(registerSeqNamed(saying(payload))).toBe(-1);
  });

  test('is none in what has no payload', () => {
    expect(registerSeqNamed({ jws: 'nothing' })).toBe(-1);
  });
});

test('held are what a newer build wrote and what names a register entry that could not be read; else it is refused', () => {
  const newer = new Newer(3, 'rules');
  const refused = (code: string) => new Refused(3, code, 'Not so.', { jws: '' });
  expect(heldBy(newer, '')).toBe(newer.message);
  expect(heldBy(refused('register-unknown'), 'Reload.')).toBe('Reload.');
  expect(heldBy(refused('register-unknown'), '')).toBe('');
  expect(heldBy(refused('body-hash'), 'Reload.')).toBe('');
});

test('a head says that an older or another history is shown, only up to what was verified', () => {
  const hashes = ['a', 'b', 'c'];
  const replica = { head: { seq: 2, hash: 'c' }, history: { at: (seq: number) => hashes[seq] } };
  const parts = (seq: number, hash: string) => partsFrom(replica as unknown as Replica<unknown>, { seq, hash });
  expect([parts(2, 'c'), parts(3, 'x')]).toEqual(['', '']);
  expect([parts(1, 'b'), parts(2, 'x'), parts(1, 'x')]).toEqual(['rollback', 'fork', 'fork']);
  expect(partsFrom(undefined, { seq: 0, hash: 'x' })).toBe('');
});

test('the evidence holds the last three entries that were verified, and the service’s word where it gave one', () => {
  const entries = ['a', 'b', 'c', 'd'].map((jws) => ({ wire: { jws } }) as AppliedEntry);
  const found = { what: 'fork', code: 'fork', theirs: { heads: ['theirs'], entries: [] }, at: now } as const;
  const kept = keptOf({ kind: 'room', ledger, word: 'word', entries }, found);
  expect(kept).toMatchObject({ ...found, kind: 'room', ledger });
  expect(kept.mine).toEqual({ heads: ['word'], entries: [{ jws: 'b' }, { jws: 'c' }, { jws: 'd' }] });
  expect(keptOf({ kind: 'room', ledger, word: '', entries: [] }, found).mine).toEqual({ heads: [], entries: [] });
});
