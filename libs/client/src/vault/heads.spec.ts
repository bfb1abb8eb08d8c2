import { SERVICE, type Hash, type Person, type PersonId } from '@consilium/domain';
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
  const heads: { head: string; service: string }[] = [];
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
    serviceKey: service.signer.public,
    person: (id): Person | undefined => reader.registerAt(0)?.person(id),
  };
  const says = async (by: Somebody, seq: number, hash: string, word = ''): Promise<void> => {
    const at = { seq, hash: hash as Hash, register: { seq: 0, hash: registerHash } };
    const head = await signHead({ v: 1, root, ledger, ...at, state: '', by: by.id, at: now }, by.signer);
    heads.push({ head, service: word });
  };
  /** What the service signed of this case, or what somebody else signed in its name. */
  const signs = (seq: number, hash: string, signer = service.signer): Promise<string> =>
    signHead(
      {
        v: 1,
        root,
        ledger,
        seq,
        hash: hash as Hash,
        register: { seq: 0, hash: registerHash },
        state: '',
        by: SERVICE,
        at: now,
      },
      signer,
    );
  const hashAt = (seq: number): string => log.replica?.history.at(seq) ?? '';
  const check = async (...members: readonly PersonId[]): Promise<number> =>
    (await crossCheck(people, log, (id) => members.includes(id))).seq;
  const takenBack = (): void => {
    heads.length = 0;
  };
  return { alice, bob, log, says, signs, takenBack, hashAt, check };
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

test('a member’s bare head that contradicts is a doubt that names them and ends nothing; taken back, it goes', async () => {
  for (const [seq, what] of [
    [9, 'more of this record than'],
    [1, 'another history of this record than'],
  ] as const) {
    const { bob, log, says, takenBack, hashAt, check } = await device();
    await says(bob, seq, nowhere);
    expect([await check(bob.id), log.kept, log.alarm]).toEqual([-1, undefined, '']);
    expect(log.doubt).toContain(`Somebody’s device has verified ${what} the service shows here.`);
    takenBack();
    await says(bob, 4, hashAt(4));
    expect([await check(bob.id), log.doubt]).toEqual([4, '']);
  }
});

test('the service’s own word beside it ends the record: further on it is a rollback, another at the same place a fork', async () => {
  for (const [seq, what] of [
    [9, 'rollback'],
    [1, 'fork'],
  ] as const) {
    const { bob, log, says, signs, check } = await device();
    const word = await signs(seq, nowhere);
    await says(bob, seq, nowhere, word);
    expect(await check(bob.id)).toBe(-1);
    expect([log.kept?.what, log.kept?.theirs.heads[0], log.kept?.theirs.heads.length]).toEqual([what, word, 2]);
  }
});

test('a word that another signed in the service’s name, or of another record, proves nothing', async () => {
  const { alice, bob, log, says, signs, check } = await device();
  await says(bob, 1, nowhere, await signs(1, nowhere, alice.signer));
  await check(bob.id);
  expect([log.alarm, log.doubt === '']).toEqual(['', false]);
});

test('two words of the service that contradict each other, one of them given to this device, are both in the evidence', async () => {
  const { bob, log, says, signs, hashAt, check } = await device();
  log.word = await signs(4, hashAt(4));
  await says(bob, 1, nowhere, await signs(1, nowhere));
  await check(bob.id);
  expect([log.kept?.what, log.kept?.mine.heads]).toEqual(['fork', [log.word]]);
});

test('the word given to this device contradicts what it is shown: that alone is the proof', async () => {
  const { log, signs, check } = await device();
  log.word = await signs(3, nowhere);
  await check();
  expect(log.kept?.what).toBe('fork');
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
