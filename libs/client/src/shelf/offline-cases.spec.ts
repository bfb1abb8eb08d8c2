import { randomBytes, toB64 } from '@consilium/bytes';
import { OfflineCases } from './offline-cases';
import { forgetOffline, forgetOthers, readHead, writeHead } from './offline-head';
import { most, openFor } from './offline-limits';
import { memoryShelf, type ShelfRecord } from './shelf';
import { dropWords, keepWords, waitingWords } from './offline-words';

const canary = 'Heron on the lower lip';
const now = Date.UTC(2026, 10, 30, 9);
const owner = { person: toB64(randomBytes(16)), name: 'Dr Ada Lind' };
const way = { credential: 'credential', input: 'input', sealed: 'sealed' };
const heard = { rpId: 'consilium.example', way, until: Number.MAX_SAFE_INTEGER };
const caseOf = (room: string, text = canary) => ({ room, title: `Title of ${room}`, text });

async function device(rooms: readonly string[] = ['one']) {
  const shelf = memoryShelf();
  const key = randomBytes(32);
  const cases = await OfflineCases.begun(shelf, key, owner);
  for (const room of rooms) await cases.keep(caseOf(room), true);
  await cases.heard(heard, now);
  return { shelf, key, cases, again: (at = now) => OfflineCases.opened(shelf, key, at) };
}

const named = (cases: OfflineCases | undefined): string[] | undefined => cases?.lines.map(({ room }) => room);
const sealedRecords = (shelf: { records(): readonly ShelfRecord[] }) =>
  shelf.records().filter(({ name }) => name !== 'head');

test('what was kept is there again, newest opened first', async () => {
  const { again } = await device(['one', 'two', 'three']);
  const cases = await again();
  expect(named(cases)).toEqual(['three', 'two', 'one']);
  expect(cases?.name).toBe(owner.name);
  await expect(cases?.read('two')).resolves.toEqual(caseOf('two'));
  await expect(cases?.read('four')).resolves.toBeUndefined();
});

test('the device holds ciphertext under names that say nothing, and in clear how it is opened and when', async () => {
  const { shelf } = await device(['room-of-a-case']);
  const all = shelf
    .records()
    .map((each) => `${each.owner} ${each.name} ${Buffer.from(each.sealed).toString('latin1')}`);
  expect(all).toHaveLength(3);
  for (const planted of [canary, 'room-of-a-case', 'Title of', owner.person, owner.name])
    expect(all.join('\n')).not.toContain(planted);
  const [head] = shelf.records().filter(({ name }) => name === 'head');
  expect(JSON.parse(Buffer.from(head?.sealed ?? []).toString())).toEqual({
    ...{ rpId: heard.rpId, ways: [way], synced: now, seen: now },
  });
});

test('24 hours after the service was heard it opens no more, and neither for a head that says otherwise', async () => {
  const { shelf, again } = await device();
  await expect(again(now + openFor)).resolves.toBeDefined();
  const later = now + openFor + 1;
  await expect(again(later)).resolves.toBeUndefined();
  // Whoever has the device's storage may write what stands there in clear.
  await writeHead(shelf, { rpId: heard.rpId, ways: [way], synced: later, seen: now });
  await expect(again(later)).resolves.toBeUndefined();
});

test('a clock that was seen later opens nothing', async () => {
  const { shelf, again } = await device();
  const head = await readHead(shelf);
  if (head === undefined) throw new Error('No head was kept.');
  await writeHead(shelf, { ...head, seen: now + 23 * 3_600_000 });
  await expect(again(now + 3_600_000)).resolves.toBeUndefined();
});

test('with another key nothing opens', async () => {
  const { shelf } = await device();
  await expect(OfflineCases.opened(shelf, randomBytes(32), now)).resolves.toBeUndefined();
});

test('spoilt, an entry is not there and the others are; a spoilt list is nothing at all', async () => {
  const { shelf, again } = await device(['one', 'two']);
  const records = sealedRecords(shelf);
  const spoil = async (record: ShelfRecord): Promise<void> => {
    const sealed = record.sealed.slice();
    sealed[40] = (sealed[40] ?? 0) ^ 1;
    await shelf.put({ ...record, sealed });
  };
  let lost = 0;
  let nothing = 0;
  for (const record of records) {
    await spoil(record);
    const cases = await again();
    if (cases === undefined) nothing += 1;
    else {
      const read = await Promise.all([cases.read('one'), cases.read('two')]);
      expect(read.filter((each) => each !== undefined)).toHaveLength(1);
      lost += 1;
    }
    for (const each of records) await shelf.put(each);
  }
  expect({ lost, nothing }).toEqual({ lost: 2, nothing: 1 });
});

test('an older record, or an older list, laid back in its place shows nothing of what was said before', async () => {
  const { shelf, cases, again } = await device();
  const before = sealedRecords(shelf);
  await cases.keep(caseOf('one', 'Withdrawn since'), false);
  const after = sealedRecords(shelf);
  // The list is the record that both have under one name.
  const list = before.find(({ name }) => after.some((each) => each.name === name));
  const old = before.find(({ name }) => name !== list?.name);
  const fresh = after.find(({ name }) => name !== list?.name);
  if (list === undefined || old === undefined || fresh === undefined) throw new Error('Nothing was kept.');
  // The old words in the place of the new ones.
  await shelf.put({ ...fresh, sealed: old.sealed });
  await expect((await again())?.read('one')).resolves.toBeUndefined();
  // The old list, which names a record that is gone.
  await shelf.put(list);
  await expect((await again())?.read('one')).resolves.toBeUndefined();
});

test('what is kept anew takes the place of what was kept before, and leaves nothing of it', async () => {
  const { shelf, cases, again } = await device();
  await cases.keep(caseOf('one', 'Something else'), false);
  expect(shelf.records()).toHaveLength(3);
  await expect((await again())?.read('one')).resolves.toEqual(caseOf('one', 'Something else'));
  await cases.drop('one');
  expect(named(await again())).toEqual([]);
  expect(shelf.records()).toHaveLength(2);
});

test('so many are kept and no more, and never more than there is room for: the one opened longest ago goes', async () => {
  const rooms = Array.from({ length: most.cases + 3 }, (_, index) => String(index));
  const { shelf, cases } = await device(rooms);
  expect(named(cases)).toEqual(rooms.slice(3).toReversed());
  expect(sealedRecords(shelf)).toHaveLength(most.cases + 1);
  const large = 'x'.repeat(most.ofOne - 1000);
  for (const room of rooms.slice(0, 10)) await cases.keep(caseOf(room, large), true);
  const held = sealedRecords(shelf).reduce((sum, { sealed }) => sum + sealed.length, 0);
  expect(held).toBeLessThan(most.inAll * 1.2);
  expect(named(cases)?.slice(0, 8)).toEqual(rooms.slice(2, 10).toReversed());
  await cases.keep(caseOf('9', 'x'.repeat(most.ofOne)), true);
  expect(named(cases)).not.toContain('9');
});

test('where the device can keep nothing new, nothing older is left in its place', async () => {
  const { shelf, key, cases } = await device();
  shelf.put = () => Promise.reject(new Error('QuotaExceededError'));
  await expect(cases.drop('one')).rejects.toThrow('QuotaExceededError');
  expect(shelf.records()).toEqual([]);
  await expect(OfflineCases.opened(shelf, key, now)).resolves.toBeUndefined();
});

test('nothing comes back of what is deleted while it is being kept, nor after', async () => {
  const { shelf, cases } = await device();
  const keeping = [cases.keep(caseOf('two'), true), cases.heard(heard, now + 1), cases.drop('one')];
  await forgetOffline(shelf);
  await Promise.allSettled(keeping);
  expect(shelf.records()).toEqual([]);
  await expect(cases.keep(caseOf('three'), true)).rejects.toMatchObject({ kind: 'wrong-state' });
  expect(shelf.records()).toEqual([]);
});

test('whose passkeys are others deletes what somebody kept here, and whose they are does not', async () => {
  const { shelf, again } = await device();
  await forgetOthers(shelf, { credential: 'any' });
  await expect(again()).resolves.toBeDefined();
  await forgetOthers(shelf, { another: 'any' });
  expect(shelf.records()).toEqual([]);
});

const said = { entry: 'entry' as never, room: 'one', thread: 'thread', text: canary, at: 1, readers: ['me'] };

test('words wait beside what is kept, for their author alone, and outlive it', async () => {
  const { shelf, key } = await device();
  await keepWords(shelf, key, said);
  await forgetOffline(shelf);
  expect(await waitingWords(shelf, randomBytes(32))).toEqual([]);
  const [words] = await waitingWords(shelf, key);
  expect(words).toMatchObject(said);
  const all = shelf.records().map((each) => `${each.name} ${Buffer.from(each.sealed).toString('latin1')}`);
  expect(all.join()).not.toContain(canary);
  await dropWords(shelf, words?.id ?? '');
  expect(shelf.records()).toEqual([]);
});

test('words that the device cannot keep are said to be lost, and not kept', async () => {
  const { shelf, key } = await device();
  const full = { ...shelf, put: () => Promise.reject(new Error('QuotaExceededError')) };
  await expect(keepWords(full, key, said)).rejects.toThrow('could not keep what you wrote');
  await expect(keepWords(shelf, key, { ...said, text: 'x'.repeat(10_001) })).rejects.toThrow('too long');
  expect(await waitingWords(shelf, key)).toEqual([]);
});
