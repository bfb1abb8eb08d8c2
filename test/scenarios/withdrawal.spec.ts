import type { Door, NewConsent, RoomView } from '@consilium/client';
import { eventually } from '@consilium/testkit';
import { clinic, type Clinic } from '@consilium/testkit/people';
import { startSystem } from '@consilium/testkit/system';
import { asks, decidedCase, decides, opensCase, sharedCase } from '../attacks/cases';
import { addsPicture } from '../attacks/devices';

let people: Clinic;

beforeAll(async () => {
  people = await clinic(await startSystem());
});

const pictureOf = (view: RoomView, thread: string) => view.threads.find((each) => each.thread === thread)?.picture;
const roles = () => ({ owner: people.alice, adviser: people.victor, recipient: people.xenia, colleagues: [people.bela] });

const asBefore = async (door: Door, room: string, thread: string): Promise<NewConsent> => {
  const { consent } = pictureOf(await door.room(room), thread) ?? {};
  if (consent === undefined) throw new Error('no consent');
  const { recording, authority, facts, scopes, flags, ruledOut } = consent;
  return { consent: { recording, authority, facts, scopes, flags, ruledOut }, takenBy: '', takenAt: 0 };
};

const refusing = { kind: expect.any(String) as string };

test('sharing withdrawn: the outside colleague loses picture and talk, is asked for a statement, and leaves with it', async () => {
  const { alice, bela, xenia } = people;
  const { room, cleared, advice } = await sharedCase(roles());
  expect(pictureOf(await xenia.door.room(room), cleared)).toBeDefined();
  await xenia.door.say(room, (await xenia.door.room(room)).threads[0]?.thread ?? '', 'I am looking at it', '');

  await bela.door.withdrawConsent(room, cleared, 'sharing');
  await eventually(
    () => xenia.door.room(room),
    ({ threads }) => threads.length === 0,
    'the case is empty',
  );
  const seen = await xenia.door.room(room);
  expect(seen.opinions).toEqual([]);
  expect(seen.statements).toMatchObject([{ mine: true, said: '', number: 1 }]);
  expect(seen.statements[0]?.due).toBe((seen.statements[0]?.endedAt ?? 0) + 48 * 3600);
  await expect(xenia.door.picture(room, cleared, 'view')).rejects.toMatchObject(refusing);
  expect(await xenia.door.cases()).toMatchObject([{ room, lastLine: '', waiting: expect.stringContaining('kept a copy') as string }]);

  const inside = await alice.door.room(room);
  expect(inside.statements).toMatchObject([{ name: 'Xenia Xylander', mine: false, said: '', noOpinionYet: true }]);
  expect(pictureOf(inside, cleared)?.consent).toMatchObject({ withdrawn: 'sharing', withdrawnBy: 'Bela Birchwood' });
  expect(inside.threads.find(({ thread }) => thread === cleared)?.outsideWillRead).toBe('');
  expect(inside.shares).toMatchObject([{ advice, admission: 'over' }]);

  await xenia.door.stateDeletion(room, cleared, seen.statements[0]?.clearance ?? '', 'none-kept');
  await expect(xenia.door.room(room)).rejects.toMatchObject({ kind: 'not-found' });
  const after = await eventually(
    () => alice.door.room(room),
    ({ statements }) => statements[0]?.said === 'none-kept',
    'the statement came',
  );
  expect(after.timeline.at(-1)?.text).toMatch(/stated of a picture no longer shared that they kept no copy/);
}); // prettier-ignore

test('a picture that is withdrawn is closed to all but the owner, takes nothing more, and is destroyed by nobody', async () => {
  const { alice, bela, officer, hospital } = people;
  const room = await opensCase(alice, bela);
  const thread = await addsPicture(bela.door, room, 'one');
  await bela.door.room(room);
  await bela.door.withdrawConsent(room, thread, 'capture', 'not-yet-seen');
  const closed = await bela.door.room(room);
  expect(pictureOf(closed, thread)).toBeUndefined();
  expect(closed.withdrawn).toMatchObject([{ thread, number: 1, consent: { used: 'not-yet-seen' }, destruction: undefined }]);
  await expect(bela.door.picture(room, thread, 'view')).rejects.toMatchObject({ kind: 'not-found' });

  const owned = await alice.door.room(room);
  expect(pictureOf(owned, thread)).toBeDefined();
  expect(owned.threads.find((each) => each.thread === thread)?.mayPost).toMatch(/This picture was withdrawn/);
  await expect(alice.door.say(room, thread, 'still', '')).rejects.toThrow(/withdrawn/);
  await expect(asks(alice, room, [thread], people.xenia.person)).rejects.toMatchObject(refusing);

  await officer.door.state();
  await officer.door.beginOffice({ organisation: hospital, person: bela.person, office: 'caldicott-guardian' } as never).catch(() => undefined);
}); // prettier-ignore
