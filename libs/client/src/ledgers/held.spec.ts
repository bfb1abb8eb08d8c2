import { type Hash, Problem, type RuleBook } from '@consilium/domain';
import { ledgerIdOf, Newer, type SealedEntry } from '@consilium/ledger';
import { type Diary, diaryBook, filled, now, registerOf, room, root, somebody } from '@consilium/testkit/ledger';
import { ServiceClock } from '../service/clock';
import type { Transport } from '../service/transport';
import { heldWords } from './held-words';
import { newerToWrite } from './known-rules';
import { Log } from './log';

const newerText = 'A newer version of Consilium is needed to read this. Reload.';

/** The rule book of the build before: what comes from entry `from` on was written by a newer one. */
const before = (from: number): RuleBook<Diary> => ({
  ...diaryBook,
  apply: (state, entry, body, context) => {
    if (entry.seq >= from) throw new Newer(entry.seq, 'rules');
    return diaryBook.apply(state, entry, body, context);
  },
});

/** A device, and a service that shows the first `shown` of five entries. */
async function device(book: RuleBook<Diary>, { registerSeq = 0, registerHeld = '' } = {}) {
  const [alice, service] = await Promise.all([somebody(1), somebody(3)]);
  const wires = (await room(alice, 4)).map((wire): SealedEntry => ({ ...wire }));
  const [first] = wires;
  if (first === undefined) throw new Error('no genesis');
  const showing = { shown: 5, head: { seq: 4, hash: '' } };
  const call = (_noun: string, _act: string, input: { after: number }): Promise<unknown> =>
    Promise.resolve({
      kind: 'room',
      entries: wires.slice(input.after + 1, showing.shown),
      head: showing.head,
      now,
    });
  const reader = registerOf([alice], service.signer);
  const known = { ...reader, registerAt: (seq: number) => (seq === registerSeq ? reader.registerAt(0) : undefined) };
  const told: string[] = [];
  const log = new Log<Diary>('room', ledgerIdOf('room', first), book, {
    transport: { call } as unknown as Transport,
    clock: new ServiceClock(),
    changed: () => told.push('changed'),
    judging: () => Promise.resolve({ register: known, expectRoot: root, registerHeld }),
  });
  const shows = (shown: number, hash = ''): void => {
    showing.shown = shown;
    showing.head = { seq: shown - 1, hash };
  };
  return { log, wires, shows, told };
}

test('what a newer build wrote is held: what came before stays readable, and there is no alarm and no evidence', async () => {
  const { log } = await device(before(3));
  await log.sync();
  expect({ head: log.headSeq, held: log.held, alarm: log.alarm, kept: log.kept }).toEqual({
    head: 2,
    held: newerText,
    alarm: '',
    kept: undefined,
  });
  expect(log.state.seen).toHaveLength(3);
  expect(() => {
    log.requireSound();
  }).not.toThrow();
  expect(() => {
    log.requireWhole();
  }).toThrow(new Problem('unavailable', newerText));
});

test('what a newer build wrote is held when it comes live, too', async () => {
  const { log, shows, wires } = await device(before(3));
  shows(3);
  await log.sync();
  shows(4);
  await log.hear(3, wires.slice(3, 4));
  expect({ head: log.headSeq, held: log.held, alarm: log.alarm }).toEqual({ head: 2, held: newerText, alarm: '' });
});

test('a record that begins newer than this build says so, and not that nothing is there', async () => {
  const { log } = await device(before(0));
  await log.sync();
  expect(() => log.state).toThrow(newerText);
  expect(log.alarm).toBe('');
});

test('a held record that is read again from its first entry stays held', async () => {
  const { log } = await device(before(3));
  await log.sync();
  await log.reload();
  expect({ head: log.headSeq, held: log.held, alarm: log.alarm }).toEqual({ head: 2, held: newerText, alarm: '' });
});

test('a record is held no more once its next entries can be read', async () => {
  let from = 3;
  const { log } = await device({ ...diaryBook, apply: (...given) => before(from).apply(...given) });
  await log.sync();
  from = 9;
  await log.sync();
  expect({ head: log.headSeq, held: log.held }).toEqual({ head: 4, held: '' });
});

test('being held hides nothing: an older or another history than the verified one still ends the record', async () => {
  for (const [shown, hash, what] of [
    [2, 'first', 'rollback'],
    [3, filled<Hash>(7, 32), 'fork'],
  ] as const) {
    const { log, shows } = await device(before(3));
    await log.sync();
    shows(shown, hash === 'first' ? log.replica?.history.at(1) : hash);
    await log.sync();
    expect({ kept: log.kept?.what, held: log.stopped }).toEqual({ kept: what, held: log.alarm });
  }
});

test('a head that another device of the same person verified with a newer build is no rollback', async () => {
  const { log } = await device(before(3));
  log.remembered = { seq: 4, hash: filled<Hash>(7, 32) };
  await log.sync();
  expect({ held: log.held, alarm: log.alarm }).toEqual({ held: newerText, alarm: '' });
  const { log: other } = await device(before(3));
  other.remembered = { seq: 1, hash: filled<Hash>(7, 32) };
  await other.sync();
  expect(other.kept?.what).toBe('fork');
});

test('an entry under a register entry that this build cannot read waits with the register; otherwise it is refused', async () => {
  const { log } = await device(diaryBook, { registerSeq: 1, registerHeld: newerText });
  await log.sync();
  expect({ held: log.held, alarm: log.alarm }).toEqual({ held: newerText, alarm: '' });
  const { log: other } = await device(diaryBook, { registerSeq: 1 });
  await other.sync();
  expect(other.kept?.code).toBe('register-unknown');
});

test('the words say what goes on: reading what came before, all of it, or everything that does not rest on the newest register', () => {
  const reader = { register: { held: '' }, behind: '' };
  expect(heldWords(reader, { held: '' })).toBe('');
  const behind = { register: { held: newerText }, behind: newerToWrite };
  expect(heldWords(behind, { held: newerText })).toMatch(/came before it can be read/);
  expect(heldWords(behind)).toMatch(/Everything can be read/);
  expect(heldWords({ ...behind, behind: '' })).toMatch(/inviting, sharing and deciding wait/);
});
