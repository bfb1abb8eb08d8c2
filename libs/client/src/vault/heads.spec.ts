import type { Hash, Person, PersonId } from '@consilium/domain';
import { ledgerIdOf, signHead } from '@consilium/ledger';
import {
  type Diary,
  diaryBook,
  now,
  registerHash,
  registerOf,
  room,
  root,
  somebody,
  type Somebody,
} from '@consilium/testkit/ledger';
import { ServiceClock } from '../service/clock';
import type { Transport } from '../service/transport';
import { crossCheck, isAgreedLately, type Comparing } from './heads';
import { Log } from '../ledgers/log';

/** A device that has verified a case of five entries, and a service that shows it heads. */
async function device() {
  const [alice, bob, service] = await Promise.all([somebody(1), somebody(2), somebody(3)]);
  const wires = (await room(alice, 4)).map((wire) => ({ ...wire }));
  const [first] = wires;
  if (first === undefined) throw new Error('no genesis');
  const ledger = ledgerIdOf('room', first);
  const heads: string[] = [];
  const calls = {
    entries: { kind: 'room', entries: [], head: { seq: -1, hash: '' }, now },
    heads: { service: '', heads, now },
  };
  const transport = {
    call: (_noun: string, act: 'entries' | 'heads') =>
      Promise.resolve(act === 'heads' ? calls.heads : { ...calls.entries, head: { ...log.replica?.head } }),
  } as unknown as Transport;
  const reader = registerOf([alice, bob], service.signer);
  const log = new Log<Diary>('room', ledger, diaryBook, {
    transport,
    clock: new ServiceClock(),
    changed: () => undefined,
    judging: () => Promise.resolve({ register: reader, expectRoot: root }),
  });
  await log.hear(4, wires);
  const people: Comparing = {
    transport,
    clock: new ServiceClock(),
    me: alice.id,
    person: (id): Person | undefined => reader.registerAt(0)?.person(id),
  };
  const says = async (by: Somebody, seq: number, hash: string): Promise<void> => {
    const at = { seq, hash: hash as Hash, register: { seq: 0, hash: registerHash } };
    heads.push(await signHead({ v: 1, root, ledger, ...at, by: by.id, at: now }, by.signer));
  };
  const hashAt = (seq: number): string => log.replica?.history.at(seq) ?? '';
  const check = (...members: readonly PersonId[]) => crossCheck(people, log, (id) => members.includes(id));
  return { alice, bob, log, says, hashAt, check };
}

const nowhere = Buffer.alloc(32, 7).toString('base64url');

test('another member’s head says up to which entry they hold the same history', async () => {
  const { alice, bob, says, hashAt, check } = await device();
  await says(bob, 2, hashAt(2));
  expect(await check(alice.id, bob.id)).toBe(2);
});

test('one’s own head, posted from this or another device, cross-checks nothing', async () => {
  const { alice, bob, says, hashAt, check } = await device();
  await says(alice, 4, hashAt(4));
  expect(await check(alice.id, bob.id)).toBe(-1);
});

test('the head of somebody who is no member any more neither counts nor raises an alarm', async () => {
  const { alice, bob, log, says, hashAt, check } = await device();
  await says(bob, 3, hashAt(3));
  await says(bob, 9, nowhere);
  await says(bob, 1, nowhere);
  expect([await check(alice.id), log.alarm]).toEqual([-1, '']);
});

test('a member’s head further on than the service shows is a rollback, another at the same place a fork', async () => {
  const ahead = await device();
  await ahead.says(ahead.bob, 9, nowhere);
  expect([await ahead.check(ahead.bob.id), ahead.log.kept?.what]).toEqual([-1, 'rollback']);
  const beside = await device();
  await beside.says(beside.bob, 1, nowhere);
  expect([await beside.check(beside.bob.id), beside.log.kept?.what]).toEqual([-1, 'fork']);
});

test('a history counts as cross-checked while nothing after the entry agreed on is older than 15 minutes', async () => {
  const { log } = await device();
  const dates = (agreed: number, at: number) => isAgreedLately(log.entries, agreed, at);
  expect([dates(4, now + 99_999), dates(3, now + 900), dates(3, now + 901), dates(-1, now)]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test('a colleague whose build is newer, and who has read on, is no sign of a rollback', async () => {
  const { alice, bob, log, says, hashAt, check } = await device();
  log.held = 'A newer version of Consilium is needed to read this. Reload.';
  await says(bob, 9, nowhere);
  expect(await check(alice.id, bob.id)).toBe(-1);
  expect(log.alarm).toBe('');
  await says(bob, 2, hashAt(2));
  expect(await check(alice.id, bob.id)).toBe(2);
});
