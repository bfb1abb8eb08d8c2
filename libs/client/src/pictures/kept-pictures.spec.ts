import { randomBytes, toB64 } from '@consilium/bytes';
import type { PersonId } from '@consilium/domain';
import type { StatedPicture } from './views';
import { OwnShelf } from '../shelf/own-shelf';
import { memoryShelf } from '../shelf/shelf';
import { KeptPictures, keptOf } from './kept-pictures';
import { newPictureIds } from './picture-ids';

const megabyte = 1024 * 1024;
const canary = 'Kestrel in the pixels';

function picture(originalBytes: number): StatedPicture {
  const original = Buffer.alloc(originalBytes, canary);
  return {
    name: 'forearm.jpg',
    original: new Blob([original]),
    view: new Blob([original.subarray(0, 1000)]),
    thumb: new Blob([original.subarray(0, 100)]),
    ...{ width: 100, height: 100, mediaType: 'image/jpeg', removed: '', caption: 'lower edge' },
    ...{ site: 'forearm', side: 'left', extent: 'whole' },
    policy: { basis: 'published', title: '', date: '', says: '' },
    source: '',
    consent: {
      recording: 'clinical-photograph',
      authority: 'said-yes',
      scopes: ['capture'],
      facts: [],
      flags: [],
      ruledOut: ['face', 'intimate', 'rare'],
      explained: [],
      attested: [],
      takenAt: 1,
    },
  };
}

function device(holdsPictures = true) {
  const shelf = memoryShelf(holdsPictures);
  const owner = { person: toB64(randomBytes(16)) as PersonId, accountKey: randomBytes(32), version: 1 };
  return { shelf, owner, pictures: new KeptPictures(new OwnShelf(shelf, () => owner)) };
}

const sending = (given: StatedPicture) => keptOf('upload', 'room-of-a-case', newPictureIds(), given);
const onItsWay = (): boolean => false;

test('a picture on its way is whole again on the next page, to the byte', async () => {
  const { pictures } = device();
  const given = picture(7 * megabyte + 3);
  await pictures.keep(sending(given), given, onItsWay);
  const [kept] = await pictures.all();
  if (kept === undefined) throw new Error('Nothing was kept.');
  const whole = await pictures.whole(kept);
  expect(kept.isWhole).toBe(true);
  expect(
    Buffer.compare(Buffer.from(await whole.original.arrayBuffer()), Buffer.from(await given.original.arrayBuffer())),
  ).toBe(0);
  expect({ view: whole.view.size, thumb: whole.thumb.size, caption: whole.caption }).toEqual({
    view: 1000,
    thumb: 100,
    caption: 'lower edge',
  });
});

test('the device holds neither its pixels nor its words nor the name of its case, and no record of more than 5 MB', async () => {
  const { shelf, pictures } = device();
  const given = picture(7 * megabyte);
  await pictures.keep(sending(given), given, onItsWay);
  const held = shelf.records();
  const text = held.map(({ owner, name, sealed }) => owner + name + Buffer.from(sealed).toString('latin1')).join('\n');
  for (const planted of [canary, 'lower edge', 'forearm', 'room-of-a-case']) expect(text).not.toContain(planted);
  expect(Math.max(...held.map(({ sealed }) => sealed.length))).toBeLessThan(5 * megabyte);
});

test('once it has arrived nothing of it is on the device, also when that was in the middle of keeping it', async () => {
  const { shelf, pictures } = device();
  const given = picture(7 * megabyte);
  const kept = sending(given);
  await pictures.keep(kept, given, () => shelf.records().length > 2);
  expect(shelf.records()).toEqual([]);
  await pictures.keep(kept, given, onItsWay);
  await pictures.forget(kept);
  expect(shelf.records()).toEqual([]);
});

test('a page closed while the picture was being kept leaves its name, and a picture that does not open', async () => {
  const { shelf, owner, pictures } = device();
  const given = picture(megabyte);
  await pictures.keep(sending(given), given, onItsWay);
  const [kept] = await pictures.all();
  const pixels = shelf.records().find(({ sealed }) => sealed.length > megabyte);
  if (kept === undefined || pixels === undefined) throw new Error('Nothing was kept.');
  await shelf.remove(pixels.owner, pixels.name);
  await expect(new KeptPictures(new OwnShelf(shelf, () => owner)).whole(kept)).rejects.toThrow('could not be opened');
});

test('its pixels open also after the account key was renewed', async () => {
  const { shelf, owner, pictures } = device();
  const given = picture(megabyte);
  await pictures.keep(sending(given), given, onItsWay);
  const renewed = { person: owner.person, accountKey: randomBytes(32), version: 2 };
  const own = new OwnShelf(shelf, () => renewed);
  await own.reseal(owner);
  const after = new KeptPictures(own);
  const [kept] = await after.all();
  if (kept === undefined) throw new Error('Nothing was kept.');
  expect((await after.whole(kept)).original.size).toBe(megabyte);
});

test('a device without room for pictures keeps none, and says nothing about it', async () => {
  const { shelf, pictures } = device(false);
  const given = picture(100);
  await pictures.keep(sending(given), given, onItsWay);
  expect(shelf.records()).toEqual([]);
  await expect(pictures.all()).resolves.toEqual([]);
});

test('a device that is full gives up the picture’s place, and the picture goes on from its page', async () => {
  const { shelf, owner } = device();
  const full = {
    ...shelf,
    put: async (record: Parameters<typeof shelf.put>[0]) => {
      if (record.sealed.length > megabyte) throw new Error('QuotaExceededError');
      await shelf.put(record);
    },
  };
  const given = picture(2 * megabyte);
  await new KeptPictures(new OwnShelf(full, () => owner)).keep(sending(given), given, onItsWay);
  expect(shelf.records()).toEqual([]);
});
