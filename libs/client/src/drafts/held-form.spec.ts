import { randomBytes, toB64 } from '@consilium/bytes';
import type { PersonId } from '@consilium/domain';
import { OwnShelf } from '../shelf/own-shelf';
import { memoryShelf } from '../shelf/shelf';
import { heldForm, holdForm } from './held-form';
import type { DraftPlace } from './place';

const megabyte = 1024 * 1024;
const place: DraftPlace = ['check', 'room-of-a-case'];
const words = JSON.stringify({ site: 'left forearm' });
const canary = 'Kestrel in the pixels';

function device(holdsPictures = true) {
  const shelf = memoryShelf(holdsPictures);
  const owner = { person: toB64(randomBytes(16)) as PersonId, accountKey: randomBytes(32), version: 1 };
  return { shelf, owner, own: new OwnShelf(shelf, () => owner) };
}

const fileOf = (size: number): Blob => new Blob([Buffer.alloc(size, canary)]);
const bytesOf = async (file: Blob | undefined): Promise<Buffer> =>
  Buffer.from((await file?.arrayBuffer()) ?? new ArrayBuffer(0));

test('a form is there again with its files, to the byte and once', async () => {
  const { shelf, own } = device();
  const [large, small] = [fileOf(5 * megabyte + 3), fileOf(10)];
  await holdForm(own, place, words, [large, small]);
  const held = await heldForm(own, place);
  expect(held?.words).toBe(words);
  expect(held?.files).toHaveLength(2);
  expect(Buffer.compare(await bytesOf(held?.files[0]), await bytesOf(large))).toBe(0);
  expect(Buffer.compare(await bytesOf(held?.files[1]), await bytesOf(small))).toBe(0);
  expect(shelf.records()).toEqual([]);
  await expect(heldForm(own, place)).resolves.toBeUndefined();
});

test('the device holds neither its words nor its pixels nor the name of its case', async () => {
  const { shelf, own } = device();
  await holdForm(own, place, words, [fileOf(megabyte)]);
  const all = shelf.records().map(({ owner, name, sealed }) => owner + name + Buffer.from(sealed).toString('latin1'));
  expect(all).toHaveLength(2);
  for (const planted of [canary, 'forearm', 'room-of-a-case']) expect(all.join('\n')).not.toContain(planted);
});

test('what is held anew takes the place of what was held before, and leaves nothing of it', async () => {
  const { shelf, own } = device();
  await holdForm(own, place, words, [fileOf(9 * megabyte)]);
  await holdForm(own, place, '{}', [fileOf(10)]);
  expect(shelf.records()).toHaveLength(2);
  await expect(heldForm(own, place)).resolves.toMatchObject({ words: '{}' });
});

test('a file of which a run is missing is not given back, and nothing of it stays', async () => {
  const { shelf, own } = device();
  await holdForm(own, place, words, [fileOf(megabyte)]);
  const pixels = shelf.records().find(({ sealed }) => sealed.length > megabyte);
  await shelf.remove(pixels?.owner ?? '', pixels?.name ?? '');
  await expect(heldForm(own, place)).resolves.toBeUndefined();
  expect(shelf.records()).toEqual([]);
});

test('a device that has no room says so before anything is locked, and keeps nothing', async () => {
  const { shelf, own, owner } = device(false);
  await expect(holdForm(own, place, words, [fileOf(10)])).rejects.toThrow('could not keep what you entered');
  await holdForm(own, place, words, []);
  await expect(heldForm(own, place)).resolves.toEqual({ words, files: [] });
  const full = new OwnShelf(
    { ...shelf, holdsPictures: true, put: () => Promise.reject(new Error('QuotaExceededError')) },
    () => owner,
  );
  await expect(holdForm(full, place, words, [fileOf(10)])).rejects.toThrow('could not keep what you entered');
  expect(shelf.records()).toEqual([]);
});
