import type { ItemView, OpinionDraft } from '@consilium/client';
import { clinic, type Clinic, type LookingDoor } from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import { caseThread, opensCase, sharedCase } from '../attacks/cases';
import { addsPicture, closeDevices, deviceOf, refusal } from '../attacks/devices';

const opinion: OpinionDraft = {
  ...{ impression: 'A naevus', confidence: 'high', examined: 'not-examined', inPerson: 'needed' },
  ...{ advice: 'Biopsy', urgency: 'this-week', limits: 'No picture', nextAction: 'Refer' },
  ...{ next: 'responsible-consultant', nextBy: '' },
};

/** Answers, and what is taken back. */
let system: System;
let people: Clinic;
let room: string;
let thread: string;
let picture: string;

beforeAll(async () => {
  system = await startSystem();
  people = await clinic(system);
  room = await opensCase(people.alice, people.bela);
  thread = await caseThread(people.alice.door, room);
  picture = await addsPicture(people.alice.door, room, 'first');
});
afterEach(closeDevices);

async function itemsIn(door: LookingDoor, which = thread, id = room): Promise<ItemView[]> {
  return (await door.room(id)).threads.find((each) => each.thread === which)?.items ?? [];
}
const newest = async (door: LookingDoor, which = thread, id = room): Promise<ItemView> => {
  const item = (await itemsIn(door, which, id)).at(-1);
  if (item === undefined) throw new Error('nothing was said');
  return item;
};

test('an answer names what it answers, to everybody who reads it, and holds none of its words', async () => {
  const { alice, bela } = people;
  await alice.door.say(room, thread, 'Is it new?', '');
  const { entry } = await newest(alice.door);
  await bela.door.say(room, thread, 'Two weeks', entry);
  for (const door of [alice.door, bela.door]) {
    expect(await newest(door)).toMatchObject({ kind: 'message', text: 'Two weeks', replyTo: entry });
  }
});

test('a picture and the question are answered in their threads', async () => {
  const { alice, bela } = people;
  const view = await bela.door.room(room);
  const [question = ''] = view.questions;
  expect(question).not.toBe('');
  await bela.door.say(room, thread, 'An answer to the question', question);
  const posted = view.threads.find((each) => each.thread === picture)?.picture?.entry ?? '';
  await bela.door.say(room, picture, 'An answer to the picture', posted);
  expect(await newest(alice.door, picture)).toMatchObject({ replyTo: posted });
});

test('what stands in another thread is not answered, and the words are a draft again', async () => {
  const { alice } = people;
  await alice.door.say(room, thread, 'In the case', '');
  const { entry } = await newest(alice.door);
  expect(await refusal(alice.door.say(room, picture, 'Under the picture', entry))).toMatch(
    /Answer something that stands/,
  );
  expect(await alice.door.draft(['message', room, picture])).toBe(JSON.stringify('Under the picture'));
});

test('a message taken back is shown nowhere: talk, list, what is new, on a fresh device; that it was written stays', async () => {
  const { alice, bela } = people;
  await alice.door.say(room, thread, 'This stays', '');
  await alice.door.say(room, thread, 'Canary Kestrel', '');
  const { entry } = await newest(alice.door);
  const line = async (door: LookingDoor) => (await door.cases()).find((each) => each.room === room);
  const before = await line(bela.door);
  expect(before?.lastLine).toContain('Canary Kestrel');
  expect(await alice.door.mayTakeBack(room, entry)).toBe(true);
  expect(await bela.door.mayTakeBack(room, entry)).toMatch(/whoever wrote/);
  await alice.door.takeBack(room, entry);
  const fresh = await deviceOf(bela);
  for (const door of [alice.door, bela.door, fresh]) {
    const view = await door.room(room);
    expect(view.alarm).toBe('');
    expect(JSON.stringify([view, await door.cases()])).not.toContain('Canary Kestrel');
    expect(await newest(door)).toMatchObject({ kind: 'taken-back', entry, byName: alice.name });
    expect(view.timeline.at(-1)?.text).toMatch(/took back a message/);
  }
  const after = await line(bela.door);
  expect(after?.lastLine).toContain('This stays');
  expect(after?.unread).toBe((before?.unread ?? 0) - 1);
});

test('what was taken back is no answer of whoever was asked', async () => {
  const { alice, bela } = people;
  const other = await opensCase(alice, bela);
  const talk = await caseThread(alice.door, other);
  const turn = async () => (await alice.door.cases()).find((each) => each.room === other)?.turn.words;
  await bela.door.say(other, talk, 'To another case', '');
  expect(await turn()).toMatch(/has answered/);
  await bela.door.takeBack(other, (await newest(bela.door, talk, other)).entry);
  expect(await turn()).toMatch(/^Waiting for/);
});

test('an answer that was being sent to a message taken back meanwhile is refused, and its words are kept', async () => {
  const { alice, bela } = people;
  await alice.door.say(room, thread, 'A slip', '');
  const { entry } = await newest(alice.door);
  await alice.door.takeBack(room, entry);
  expect(await refusal(bela.door.say(room, thread, 'To the slip', entry))).toMatch(/was taken back in the meantime/);
  expect(await bela.door.draft(['message', room, thread])).toBe(JSON.stringify('To the slip'));
});

test('what an opinion or a decision may rest on is not taken back', async () => {
  const { alice, bela, victor, xenia } = people;
  await alice.door.say(room, thread, 'Before the opinion', '');
  const { entry } = await newest(alice.door);
  await bela.door.fileOpinion(room, thread, opinion, []);
  expect(await alice.door.mayTakeBack(room, entry)).toMatch(/opinion was filed since/);
  expect(await refusal(alice.door.takeBack(room, entry))).toMatch(/opinion was filed since/);
  const shared = await sharedCase({ owner: alice, adviser: victor, recipient: xenia, colleagues: [bela] });
  const side = (await alice.door.room(shared.room)).threads.find(({ kind }) => kind === 'side')?.thread ?? '';
  const [brief] = (await itemsIn(alice.door, side, shared.room)).filter(({ kind }) => kind === 'message');
  expect(await alice.door.mayTakeBack(shared.room, brief?.entry ?? '')).toMatch(/decided on these words/);
});
