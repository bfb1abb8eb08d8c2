import type { LedgerId, LedgerKind } from '@consilium/domain';
import { Problem } from '@consilium/domain';
import { Refused, type AppliedEntry } from '@consilium/ledger';
import { filled, now } from '@consilium/testkit/ledger';
import { Stopping } from './stopping';
import type { LogPorts } from './taking';

const whatToDo = 'save the evidence file and tell your registration officer.';

/** A record of two verified entries, on whose service's last word this device can rely. */
class Stopped extends Stopping {
  readonly kind: LedgerKind = 'room';
  readonly ledger = filled<LedgerId>(1, 32);
  entries = ['a', 'b'].map((jws) => ({ wire: { jws } }) as AppliedEntry);
  override word = 'word';
  told = 0;
  protected readonly ports = {
    clock: { now: () => now },
    changed: () => (this.told += 1),
  } as unknown as LogPorts;
}
const mine = { heads: ['word'], entries: [{ jws: 'a' }, { jws: 'b' }] };

test('a sound record is read and written', () => {
  const record = new Stopped();
  record.requireWhole();
  expect([record.stopped, record.isPutBack, record.kept, record.doubt]).toEqual(['', false, undefined, '']);
});

test('a record that goes on where this build cannot read it is read, and not written', () => {
  const record = new Stopped();
  record.held = 'Reload.';
  record.requireSound();
  expect(() => {
    record.requireWhole();
  }).toThrow(new Problem('unavailable', 'Reload.', { newer: 'record' }));
  expect([record.stopped, record.isPutBack]).toEqual(['Reload.', false]);
});

test('an entry that may not be ends it: says why and what to do, and keeps the entry beside what was verified', () => {
  const record = new Stopped();
  record.held = 'Reload.';
  record.refuse(new Refused(2, 'body-hash', 'It was changed.', { jws: 'c' }));
  expect(record.stopped).toBe(`It was changed. This record is read-only here; ${whatToDo}`);
  expect(record.kept).toMatchObject({
    what: 'refused',
    code: 'body-hash',
    at: now,
    theirs: { heads: [], entries: [{ jws: 'c' }] },
    mine,
  });
  // No officer can say why an entry is wrong.
  expect([record.isPutBack, record.told]).toEqual([false, 1]);
  for (const required of ['requireSound', 'requireWhole'] as const)
    expect(() => {
      record[required]();
    }).toThrow(new Problem('wrong-state', record.alarm));
});

test.each([
  ['rollback', 'an older history of this record'],
  ['fork', 'a different history of this record'],
] as const)('a %s ends it, with the heads that showed it, and officers may say why', (what, words) => {
  const record = new Stopped();
  record.raise(what, ['shown']);
  expect(record.alarm).toBe(
    `The service shows ${words} than this device has verified. It is read-only here; ${whatToDo}`,
  );
  expect(record.kept).toMatchObject({ what, code: what, theirs: { heads: ['shown'], entries: [] }, mine });
  expect([record.isPutBack, record.told]).toEqual([true, 1]);
});

test('content withheld from its reader ends it, with the entry whose content did not come', () => {
  const record = new Stopped();
  record.withhold({ wire: { jws: 'b' } } as AppliedEntry);
  expect(record.alarm).toBe(
    `The service withheld content you are entitled to read. This record is read-only here; ${whatToDo}`,
  );
  expect(record.kept).toMatchObject({
    what: 'refused',
    code: 'body-withheld',
    theirs: { heads: [], entries: [{ jws: 'b' }] },
  });
  expect([record.isPutBack, record.told]).toEqual([false, 1]);
});

test('what ended it first stays what is said and kept, whatever is found later', () => {
  const record = new Stopped();
  record.raise('rollback');
  const { alarm, kept } = record;
  expect(kept?.theirs.heads).toEqual([]);
  record.raise('fork', ['shown']);
  record.withhold({ wire: { jws: 'b' } } as AppliedEntry);
  expect([record.alarm, record.kept, record.told]).toEqual([alarm, kept, 1]);
});

test('a doubt ends nothing, is told once, and goes when it is taken back', () => {
  const record = new Stopped();
  record.suspect('Somebody saw another record.');
  record.suspect('Somebody saw another record.');
  expect([record.doubt, record.told, record.stopped]).toEqual(['Somebody saw another record.', 1, '']);
  record.suspect('');
  expect([record.doubt, record.told]).toEqual(['', 2]);
});
