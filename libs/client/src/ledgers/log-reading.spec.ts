import type { SealedEntry } from '@consilium/contracts';
import { Problem, type EntryId, type Hash } from '@consilium/domain';
import { ledgerIdOf, placeAfter, readEntry, sealBatch } from '@consilium/ledger';
import {
  type Diary,
  diaryBook,
  filled,
  invitation,
  now,
  placeOf,
  registerOf,
  room,
  root,
  somebody,
} from '@consilium/testkit/ledger';
import { ServiceClock } from '../service/clock';
import type { Transport } from '../service/transport';
import { Log } from './log';

interface Asked {
  readonly ledger: string;
  readonly after: number;
  readonly limit: number;
}

const hashOf = async (wire: SealedEntry | undefined): Promise<Hash> => {
  if (wire === undefined) throw new Error('no entry');
  return (await readEntry(diaryBook, wire)).hash;
};

/** A case of so many invitations on a service that gives `page` entries at a time; nothing of it is read yet. */
async function shown(invites: number, page = 100) {
  const [alice, service] = await Promise.all([somebody(1), somebody(3)]);
  const kept = (await room(alice, invites)).map((wire): SealedEntry => ({ ...wire }));
  const [first] = kept;
  if (first === undefined) throw new Error('no genesis');
  const asked: Asked[] = [];
  const call = async (_noun: string, _act: string, input: Asked): Promise<unknown> => {
    asked.push(input);
    const entries = kept.slice(input.after + 1, input.after + 1 + page);
    return { kind: 'room', entries, head: { seq: kept.length - 1, hash: await hashOf(kept.at(-1)) }, now };
  };
  const clock = new ServiceClock();
  const seen = { changes: 0 };
  const judged: number[] = [];
  const log = new Log<Diary>('room', ledgerIdOf('room', first), diaryBook, {
    transport: { call } as unknown as Transport,
    clock,
    changed: () => void (seen.changes += 1),
    judging: (seq) => {
      judged.push(seq);
      return Promise.resolve({ register: registerOf([alice], service.signer), expectRoot: root });
    },
  });
  /** The next entry after what is verified, dated `at`, as the service keeps it. */
  const goOn = async (number: number, at = now): Promise<SealedEntry> => {
    if (log.replica === undefined) throw new Error('nothing verified yet');
    const [wire] = await sealBatch(diaryBook, [invitation(number)], placeOf(alice, { ...placeAfter(log.replica), at }));
    if (wire === undefined) throw new Error('nothing written');
    kept.push({ ...wire });
    return { ...wire };
  };
  return { log, kept, asked, clock, seen, judged, goOn };
}

test('a record of which nothing was read has no state, and says so', async () => {
  const { log } = await shown(1);
  expect(() => log.state).toThrow(new Problem('not-found', 'There is nothing here for you.'));
  expect([log.headSeq, log.has(filled<EntryId>(1, 16)), log.known()]).toEqual([-1, false, []]);
});

test('one that is held before its first entry says what to do instead', async () => {
  const { log } = await shown(1);
  log.held = 'Reload.';
  expect(() => log.state).toThrow(new Problem('unavailable', 'Reload.'));
});

test('a long record is read page by page, each after what is verified, until its head', async () => {
  const { log, asked, judged } = await shown(4, 2);
  await log.sync();
  expect(asked).toEqual([-1, 1, 3].map((after) => ({ ledger: log.ledger, after, limit: 500 })));
  expect([log.headSeq, log.entries.length, log.state.seen.length, log.alarm]).toEqual([4, 5, 5, '']);
  expect([log.has(filled<EntryId>(1, 16)), log.has(filled<EntryId>(99, 16))]).toEqual([true, false]);
  expect(judged).toEqual([0, 0, 0]);
});

test('a service that has no more, though it names a later head, is not asked for ever', async () => {
  const { log, asked } = await shown(2, 0);
  await log.sync();
  expect([asked.length, log.headSeq, log.alarm]).toEqual([1, -1, '']);
});

test('who watches is told when something came, and not when nothing did', async () => {
  const { log, seen } = await shown(1);
  await log.sync();
  const { changes } = seen;
  expect(changes).toBeGreaterThan(0);
  await log.sync();
  expect(seen.changes).toBe(changes);
});

test('the time of the service and that of a verified entry are learnt', async () => {
  const { log, clock } = await shown(1);
  await log.sync();
  expect(clock.stamp()).toBeGreaterThanOrEqual(now);
  expect(clock.stamp()).toBeLessThan(now + 100);
  expect(clock.floor).toBeGreaterThanOrEqual(now);
});

test('a hint of what is here already asks nothing; of what is not here it asks once', async () => {
  const { log, asked, goOn } = await shown(1);
  await log.sync();
  await log.hear(1, []);
  await log.hear(0, []);
  expect(asked).toHaveLength(1);
  const next = await goOn(20);
  await log.hear(2, [next]);
  expect([asked.length, log.headSeq]).toEqual([1, 2]);
  await goOn(21);
  await log.hear(3, []);
  expect([asked.length, log.headSeq]).toEqual([2, 3]);
});

test('entries of a hint that do not follow at once are fetched, not taken', async () => {
  const { log, asked, goOn } = await shown(1);
  await log.sync();
  await goOn(20);
  const other = await shown(1);
  await other.log.sync();
  const stray = await other.goOn(21);
  await log.hear(4, [stray]);
  expect([asked.length, log.headSeq, log.alarm]).toEqual([2, 2, '']);
});

test('nothing of one’s own brings nothing', async () => {
  const { log, asked } = await shown(1);
  await log.takeOwn([], []);
  expect([asked.length, log.headSeq]).toEqual([0, -1]);
});

test('one’s own entry that the service stored as it was signed is taken without asking', async () => {
  const { log, asked, kept, goOn } = await shown(1);
  await log.sync();
  const own = await goOn(20);
  const { skeleton, hash } = await readEntry(diaryBook, own);
  await log.takeOwn([own], [{ id: skeleton.id, hash }]);
  expect([asked.length, log.headSeq, log.entries.length]).toEqual([1, 2, kept.length]);
});

test('one’s own entry of which the service names another id is fetched', async () => {
  const { log, asked, goOn } = await shown(1);
  await log.sync();
  const own = await goOn(20);
  const { hash } = await readEntry(diaryBook, own);
  await log.takeOwn([own], [{ id: filled<EntryId>(99, 16), hash }]);
  expect([asked.length, log.headSeq]).toEqual([2, 2]);
});

test('what is dated more than a day ahead is held back, and what came before it stays', async () => {
  const { log, goOn } = await shown(1);
  await log.sync();
  await goOn(20, log.state.seen.length + now + 90_000);
  await log.sync();
  expect([log.headSeq, log.alarm, log.kept]).toEqual([1, '', undefined]);
  expect(log.held).toMatch(/^What follows in this record is dated more than a day ahead of the clock/);
});

test('a head another device verified is forgotten once it was found here, and stops the record where it is another', async () => {
  const found = await shown(1);
  found.log.remembered = { seq: 1, hash: await hashOf(found.kept[1]) };
  expect(found.log.known()).toEqual([found.log.remembered]);
  await found.log.sync();
  expect([found.log.remembered, found.log.alarm]).toEqual([undefined, '']);
  const other = await shown(1);
  other.log.remembered = { seq: 1, hash: filled<Hash>(7, 32) };
  await other.log.sync();
  expect(other.log.kept?.what).toBe('fork');
});

test('read again from its start a record is whole, and its watchers are told', async () => {
  const { log, asked, seen, kept } = await shown(2);
  await log.sync();
  const { changes } = seen;
  await log.reload();
  expect(asked.map(({ after }) => after)).toEqual([-1, -1]);
  expect([log.headSeq, log.entries.length, log.alarm, seen.changes]).toEqual([2, kept.length, '', changes + 1]);
  expect(log.remembered).toBeUndefined();
});

test('read again and shown shorter, it stops and keeps what was verified', async () => {
  const { log, kept } = await shown(2);
  await log.sync();
  kept.pop();
  await log.reload();
  expect([log.kept?.what, log.headSeq, log.entries.length]).toEqual(['rollback', 2, 3]);
});

test('a record that stopped at a wrong entry is not read again', async () => {
  const { log, asked } = await shown(1);
  await log.sync();
  const [entry] = log.entries;
  if (entry === undefined) throw new Error('nothing read');
  log.withhold(entry);
  await log.reload();
  await log.sync();
  expect([asked.length, log.headSeq]).toEqual([1, 1]);
});
