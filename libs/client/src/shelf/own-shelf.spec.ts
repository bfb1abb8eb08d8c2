import { randomBytes, toB64 } from '@consilium/bytes';
import type { PersonId } from '@consilium/domain';
import { OwnShelf, type ShelfOwner } from './own-shelf';
import { memoryShelf } from './shelf';

const canary = 'Heron on the lower lip';

const somebody = (): ShelfOwner => ({
  ...{ person: toB64(randomBytes(16)) as PersonId, accountKey: randomBytes(32), version: 1 },
});

function desk(owner = somebody(), shelf = memoryShelf()) {
  return { owner, shelf, own: new OwnShelf(shelf, () => owner) };
}

test('what is kept is found again by the same person on the same device', async () => {
  const { owner, shelf, own } = desk();
  await own.keep('draft', 'message room thread', canary);
  await expect(new OwnShelf(shelf, () => owner).read('draft', 'message room thread')).resolves.toBe(canary);
  await expect(own.read('draft', 'message room other')).resolves.toBeUndefined();
});

test('the device holds ciphertext under names that say nothing', async () => {
  const { owner, shelf, own } = desk();
  await own.keep('draft', 'opinion room-of-a-case thread', canary);
  const held = shelf
    .records()
    .map((record) => `${record.owner} ${record.name} ${Buffer.from(record.sealed).toString('latin1')}`)
    .join('\n');
  expect(held.length).toBeGreaterThan(256);
  for (const planted of [canary, 'room-of-a-case', 'opinion', 'draft', owner.person])
    expect(held).not.toContain(planted);
});

test('the records of somebody else at the same device are neither found nor opened', async () => {
  const { shelf, own } = desk();
  await own.keep('message', 'one', canary);
  const other = desk(somebody(), shelf);
  await expect(other.own.all('message')).resolves.toEqual([]);
  await expect(other.own.read('message', 'one')).resolves.toBeUndefined();
  expect(shelf.records()).toHaveLength(1);
});

test('a record laid in another place, or another person’s place, does not open there', async () => {
  const { shelf, own } = desk();
  const other = desk(somebody(), shelf);
  await own.keep('draft', 'one', canary);
  await own.keep('draft', 'two', 'Something else');
  await other.own.keep('draft', 'one', 'Theirs');
  const [first, second, theirs] = shelf.records();
  if (first === undefined || second === undefined || theirs === undefined) throw new Error('Nothing was kept.');
  await shelf.put({ ...second, sealed: first.sealed });
  await shelf.put({ ...theirs, sealed: first.sealed });
  await expect(own.read('draft', 'two')).resolves.toBeUndefined();
  await expect(other.own.read('draft', 'one')).resolves.toBeUndefined();
  await expect(own.all('draft')).resolves.toEqual([{ kind: 'draft', name: 'one', text: canary }]);
});

test('what was sent is gone, also when it was still being kept', async () => {
  const { shelf, own } = desk();
  const keeping = own.keep('draft', 'one', canary);
  await own.drop('draft', 'one');
  await keeping;
  expect(shelf.records()).toEqual([]);
});

test('of two versions kept in haste the later one stays', async () => {
  const { own } = desk();
  const keeping = [own.keep('draft', 'one', canary.repeat(1000)), own.keep('draft', 'one', 'Short')];
  await expect(own.read('draft', 'one')).resolves.toBe('Short');
  await Promise.all(keeping);
});

test('after the account key was renewed the same words open under the new one alone', async () => {
  const { owner, shelf, own } = desk();
  await own.keep('draft', 'one', canary);
  const renewed = { person: owner.person, accountKey: randomBytes(32), version: 2 };
  const after = new OwnShelf(shelf, () => renewed);
  await after.reseal(owner);
  await expect(after.read('draft', 'one')).resolves.toBe(canary);
  await expect(own.read('draft', 'one')).resolves.toBeUndefined();
  expect(shelf.records()).toHaveLength(1);
});

test('half a letter, as some keyboards leave it, is kept as the mark of one', async () => {
  const { own } = desk();
  await own.keep('draft', 'one', 'a\ud83d');
  await expect(own.read('draft', 'one')).resolves.toBe('a\ufffd');
});
