import type { RoomView } from '@consilium/client';
import { eventually } from '@consilium/testkit';
import { clinic, type Clinic, renewsKeys } from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import { sharedCase, type SharedCase } from '../attacks/cases';

let system: System;
let people: Clinic;
let shared: SharedCase;

beforeAll(async () => {
  system = await startSystem();
  people = await clinic(system);
  const { alice, victor, xenia } = people;
  shared = await sharedCase({ owner: alice, adviser: victor, recipient: xenia });
});

const sideOf = ({ threads }: RoomView): string => threads.find(({ kind }) => kind === 'side')?.thread ?? '';
const texts = ({ threads }: RoomView): string[] =>
  threads.flatMap(({ items }) => items.flatMap((item) => (item.kind === 'message' ? [item.text] : [])));
const share = async () => (await people.alice.door.shares()).find(({ advice }) => advice === shared.advice);

test('an outside colleague with new keys waits for an adviser, and reads on once they are confirmed', async () => {
  const { alice, victor, xenia } = people;
  const { room, advice } = shared;
  expect((await xenia.door.cases()).map((each) => each.room)).toEqual([room]);
  expect(await victor.door.queue()).toMatchObject([{ advice, stage: 'decided', waitsForKeys: false }]);
  expect((await victor.door.request(advice)).newKeys).toBeUndefined();

  await renewsKeys(xenia, [xenia.passkeys]);
  expect(await xenia.door.cases()).toEqual([]);
  await alice.door.say(room, sideOf(await alice.door.room(room)), 'while nobody outside reads', '');
  await eventually(async () => {
    expect(await share()).toMatchObject({ next: expect.stringMatching(/has new keys/) as string });
  });
  expect(await victor.door.queue()).toMatchObject([{ advice, waitsForKeys: true }]);
  const { newKeys } = await victor.door.request(advice);
  expect(newKeys).toMatchObject({ byOfficers: false, digits: await xenia.door.ownDigits() });

  await victor.door.confirmRecipientKeys(advice, newKeys?.seen ?? '');
  expect((await victor.door.request(advice)).newKeys).toBeUndefined();
  expect(await share()).toMatchObject({ admission: 'accepted', next: expect.stringMatching(/can read/) as string });
  await eventually(async () => {
    expect((await xenia.door.cases()).map((each) => each.room)).toEqual([room]);
  });
  await alice.door.say(room, sideOf(await alice.door.room(room)), 'for the new keys', '');
  await eventually(async () => {
    expect(texts(await xenia.door.room(room))).toContain('for the new keys');
  });
});

test('what is pressed holds of the keys that were shown, and of no others', async () => {
  const { victor, xenia } = people;
  const { advice } = shared;
  await renewsKeys(xenia, [xenia.passkeys]);
  const shown = (await victor.door.request(advice)).newKeys?.seen ?? '';
  await renewsKeys(xenia, [xenia.passkeys]);
  await expect(victor.door.confirmRecipientKeys(advice, shown)).rejects.toThrow(/^This changed while you were looking/);
  const { newKeys } = await victor.door.request(advice);
  expect(newKeys?.digits).toBe(await xenia.door.ownDigits());
  await victor.door.confirmRecipientKeys(advice, newKeys?.seen ?? '');
  await expect(victor.door.confirmRecipientKeys(advice, newKeys?.seen ?? '')).rejects.toThrow('No new keys wait here.');
});
