import type { CaptureMode } from '@consilium/domain';
import {
  clinic,
  confirmsNewest,
  photograph,
  realClinic,
  signsIn,
  type Clinic,
  type Someone,
} from '@consilium/testkit/people';
import { plantedJpeg } from '@consilium/testkit/pictures';
import { goesOn, startSystem, type System } from '@consilium/testkit/system';
import { asks, caseForm } from '../attacks/cases';
import { addsPicture, closeDevices, deviceOf, marked, waitFor } from '../attacks/devices';
import { EvilServer } from '../attacks/evil-server';
import { makesLead, ownHospital, publishes } from './policies';

type Door = Someone['door'];
const day = 86_400;

afterEach(closeDevices);

const pictureIn = async (door: Door, room: string, thread: string) => {
  const found = (await door.room(room)).threads.find((each) => each.thread === thread)?.picture;
  if (found === undefined) throw new Error('the picture is not there');
  return found;
};

/** What became of a picture that was on its way: the sentence it failed with, or that it stands. */
async function outcome(door: Door, room: string, pictures: number): Promise<string> {
  const posted = (view: Awaited<ReturnType<Door['room']>>): boolean =>
    view.threads.filter(({ kind }) => kind === 'picture').length === pictures;
  const view = await waitFor(
    () => door.room(room),
    (seen) => posted(seen) || seen.uploads.some(({ state }) => state === 'failed'),
  );
  return posted(view) ? 'posted' : (view.uploads[0]?.problem ?? 'nothing');
}

describe('a picture from an own phone', () => {
  let system: System;
  let people: Clinic;
  let room: string;
  beforeAll(async () => {
    system = await startSystem();
    people = await clinic(system);
    await people.victor.door.makeOrganisationKey();
    room = await people.alice.door.openCase({ ...caseForm, title: 'From a phone' });
  });

  test('waits inside until its author said where it came from, and that every copy there is deleted', async () => {
    const { alice, bela, xenia } = people;
    await alice.door.invite(room, bela.person);
    await alice.door.speakForDevice('own');
    await alice.door.addPicture(room, { ...marked('phone'), source: '' });
    expect(await outcome(alice.door, room, 1)).toBe('posted');
    const thread = (await alice.door.room(room)).threads.find(({ kind }) => kind === 'picture')?.thread ?? '';
    const share = (): Promise<string> => asks(alice, room, [thread], xenia.person);
    await expect(share()).rejects.toThrow(/^Say where the picture came from/);
    await expect(bela.door.sayPictureSource(room, thread, 'pacs')).rejects.toThrow(/^Whoever posted the picture/);

    await alice.door.sayPictureSource(room, thread, 'own-phone');
    await expect(share()).rejects.toThrow(/^Copies of this picture are still where it came from/);
    expect((await alice.door.cases())[0]?.originals).toBe(1);
    expect((await pictureIn(alice.door, room, thread)).taken).toMatchObject({
      ...{ policy: 'published', says: 'personal-device', device: 'own', source: 'own-phone', mine: true, gone: [] },
      left: ['original', 'recently-deleted', 'cloud-copy'],
    });
    expect((await pictureIn(bela.door, room, thread)).taken.mine).toBe(false);

    await alice.door.sayOriginalDeleted(room, thread, ['original']);
    await expect(share()).rejects.toThrow(/^Copies of this picture are still where it came from/);
    await alice.door.sayOriginalDeleted(room, thread, ['recently-deleted', 'cloud-copy']);
    expect((await alice.door.cases())[0]?.originals).toBe(0);
    await expect(share()).resolves.toEqual(expect.any(String));
    const lines = (await bela.door.room(room)).timeline.map(({ text }) => text);
    expect(lines.filter((text) => text.includes('read picture 1 back'))).toHaveLength(2);
  });

  test('is posted by no client where a file of it says more than the picture', async () => {
    const { alice } = people;
    const before = (await alice.door.room(room)).threads.length;
    const telling = new Blob([new Uint8Array(plantedJpeg())], { type: 'image/jpeg' });
    for (const rendition of ['original', 'view', 'thumb']) {
      const adding = alice.door.addPicture(room, { ...marked('telling'), [rendition]: telling });
      await expect(adding).rejects.toMatchObject({ kind: 'not-allowed', details: { rule: 'R20' } });
      await expect(adding).rejects.toThrow(/^The file says more than the picture/);
    }
    const { uploads, threads } = await alice.door.room(room);
    expect([uploads, threads.length]).toEqual([[], before]);
  });

  test('is not said to be deleted while what is stored is not what was signed', async () => {
    const evil = new EvilServer();
    const door = await deviceOf(people.alice, { evil });
    const thread = await addsPicture(door, room, 'spoilt');
    await door.sayPictureSource(room, thread, 'own-phone');
    evil.onBytes((truth) => truth.map((byte, index) => (index === 40 ? byte ^ 1 : byte)));
    await expect(door.readPictureBack(room, thread)).rejects.toThrow(/not the one that was posted/);
    await expect(door.sayOriginalDeleted(room, thread, ['original'])).rejects.toThrow(/not the one that was posted/);
    expect((await pictureIn(door, room, thread)).taken.gone).toEqual([]);
    evil.honest();
    const { parts, bytes } = await door.readPictureBack(room, thread);
    expect([parts, bytes]).toEqual([1, marked('spoilt').original.size]);
    await door.sayOriginalDeleted(room, thread, ['original']);
    expect((await pictureIn(door, room, thread)).taken.gone).toEqual(['original']);
    // Reading back is no look at it: an opinion may not rest on it.
    expect(await door.opened(room)).not.toHaveProperty(thread);
  });

  test('sent by the patient: nothing is asked of their phone', async () => {
    const { alice } = people;
    const thread = await addsPicture(alice.door, room, 'sent');
    expect((await pictureIn(alice.door, room, thread)).taken).toMatchObject({
      source: 'sent-by-patient',
      left: [],
      staysInside: '',
    });
    await expect(alice.door.sayOriginalDeleted(room, thread, ['original'])).rejects.toThrow(
      /not one that is asked about/,
    );
  });
});

describe('the policy of the organisation that owns the case', () => {
  let system: System;
  let people: Clinic;
  let room: string;
  beforeAll(async () => {
    system = await startSystem();
    people = await clinic(system);
    await makesLead(people.officer, people.hospital, people.alice.person);
    room = await people.alice.door.openCase({ ...caseForm, title: 'Under a policy' });
  });

  test('binds each picture: own devices, managed ones, medical photography alone', async () => {
    const { alice } = people;
    const adds = (source: 'sent-by-patient' | 'medical-photography' | '') =>
      alice.door.addPicture(room, { ...marked('bound'), source });
    await alice.door.speakForDevice('own');
    await adds('');
    expect(await outcome(alice.door, room, 1)).toBe('posted');

    await publishes(alice, 'managed-device');
    await expect(adds('')).rejects.toThrow(/allows only devices that it manages/);
    await alice.door.speakForDevice('managed');
    await adds('');
    expect(await outcome(alice.door, room, 2)).toBe('posted');

    await publishes(alice, 'medical-photography');
    await expect(adds('')).rejects.toThrow(/leaves pictures of patients to medical photography/);
    await adds('medical-photography');
    expect(await outcome(alice.door, room, 3)).toBe('posted');
    const policies = (await alice.door.room(room)).threads.flatMap(({ picture }) => picture?.taken.says ?? []);
    expect(policies).toEqual(['personal-device', 'managed-device', 'medical-photography']);
    expect(await ownHospital(alice.door)).toMatchObject({ capture: { version: 3, says: 'medical-photography' } });
  });

  test('changed while a picture is on its way: it is posted under the new one, or stays here with a sentence', async () => {
    const { alice } = people;
    await publishes(alice, 'personal-device');
    const evil = new EvilServer();
    const door = await deviceOf(alice, { evil });
    await door.speakForDevice('own');
    const meanwhile = (says: CaptureMode): void => {
      evil.on('pictures', 'complete', async (truth) => {
        evil.honest();
        await publishes(alice, says);
        return truth;
      });
    };
    meanwhile('managed-device');
    const upload = await door.addPicture(room, { ...marked('meanwhile'), source: '' });
    expect(await outcome(door, room, 4)).toMatch(/allows only devices that it manages/);
    expect((await alice.door.room(room)).threads.filter(({ kind }) => kind === 'picture')).toHaveLength(3);
    // Posted from a device that the policy allows it is the same picture, once.
    await door.speakForDevice('managed');
    await door.retryUpload(room, upload);
    expect(await outcome(door, room, 4)).toBe('posted');

    meanwhile('personal-device');
    await door.addPicture(room, { ...marked('widened'), source: '' });
    expect(await outcome(door, room, 5)).toBe('posted');
    const taken = (await alice.door.room(room)).threads.flatMap(({ picture }) => picture?.taken.says ?? []);
    expect(taken.slice(3)).toEqual(['managed-device', 'personal-device']);
  });
});

test('where none is published: what its author found binds, nothing found lets no own device, and neither goes outside', async () => {
  const system = await startSystem({ REGISTER_MODE: 'production' });
  const { alice, officers, hospital, victor } = await realClinic(system.origin);
  await victor.door.makeOrganisationKey();
  const room = await alice.door.openCase({ ...caseForm, title: 'Without a policy' });
  const found = { basis: 'found', title: 'Clinical photography policy', date: 'May 2024' } as const;
  const nothing = { basis: 'not-found', title: '', date: '', says: '' } as const;
  await alice.door.speakForDevice('own');
  const adds = (policy: Parameters<Door['addPicture']>[1]['policy']) =>
    alice.door.addPicture(room, { ...marked('unpublished'), policy });
  expect(await alice.door.capture(room)).toMatchObject({ policy: undefined, organisation: 'Northfield Hospital' });
  await expect(adds(photograph('none').policy)).rejects.toThrow(/policy on taking pictures is another one now/);
  await expect(adds(nothing)).rejects.toThrow(/only with a device the organisation manages/);
  await expect(adds({ ...found, says: 'managed-device' })).rejects.toThrow(/allows only devices that it manages/);
  await adds({ ...found, says: 'personal-device' });
  expect(await outcome(alice.door, room, 1)).toBe('posted');
  const thread = (await alice.door.room(room)).threads.find(({ kind }) => kind === 'picture')?.thread ?? '';
  const { taken } = await pictureIn(alice.door, room, thread);
  expect(taken).toMatchObject({
    policy: 'found',
    policyTitle: found.title,
    policyDate: found.date,
    says: 'personal-device',
  });
  expect(taken.staysInside).toMatch(/posted under no policy published here, so it stays inside/);

  await makesLead(officers[0], hospital, alice.person);
  await confirmsNewest(officers[1]);
  await publishes(alice, 'personal-device');
  expect((await alice.door.capture(room)).policy).toMatchObject({ version: 1, says: 'personal-device' });
  await adds({ ...found, says: 'personal-device' });
  expect(await outcome(alice.door, room, 2)).toBe('posted');
  const later = (await alice.door.room(room)).threads.flatMap(({ picture }) => picture?.taken ?? []);
  expect(later.map(({ policy, staysInside }) => [policy, staysInside === ''])).toEqual([
    ['found', false],
    ['published', true],
  ]);
});

test('what was said of a device runs out: before a picture it is asked again, and one on its way stays here until then', async () => {
  const system = await startSystem();
  const { alice } = await clinic(system);
  const room = await alice.door.openCase({ ...caseForm, title: 'After ninety days' });
  const evil = new EvilServer();
  const door = await deviceOf(alice, { evil });
  await door.speakForDevice('own');
  const again = async (seconds: number): Promise<void> => {
    goesOn(seconds);
    await signsIn({ door, passkeys: alice.passkeys }, 'Another device');
    await door.settleClocks('service');
  };
  await again(90 * day - 300);
  expect((await door.capture(room)).device.state).toBe('holds');
  evil.on('pictures', 'complete', (truth) => {
    goesOn(90 * day + 60);
    return truth;
  });
  const upload = await door.addPicture(room, marked('in the middle'));
  expect(await outcome(door, room, 1)).toMatch(/^What you said of this device is 90 days old or more/);
  expect((await door.room(room)).threads.filter(({ kind }) => kind === 'picture')).toEqual([]);
  expect((await door.capture(room)).device.state).toBe('ran-out');
  await expect(door.addPicture(room, marked('too late'))).rejects.toThrow(/90 days old or more/);
  evil.honest();
  await door.speakForDevice('own');
  await door.retryUpload(room, upload);
  expect(await outcome(door, room, 1)).toBe('posted');
});
