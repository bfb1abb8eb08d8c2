import type { Door, RoomSummary } from '@consilium/client';
import { eventually } from '@consilium/testkit';
import { clinic, type Clinic } from '@consilium/testkit/people';
import { startSystem } from '@consilium/testkit/system';
import { asks, caseThread, opensCase, signsDecision } from '../attacks/cases';
import { addsPicture } from '../attacks/devices';

/** Whose turn it is in a case, as each of its people reads it in their list. */
let people: Clinic;

beforeAll(async () => {
  people = await clinic(await startSystem());
});

type Told = Pick<RoomSummary['turn'], 'forMe' | 'forOthers' | 'words'>;

async function turnOf(door: Door, room: string): Promise<Told | undefined> {
  return (await door.cases()).find((each) => each.room === room)?.turn;
}

/** Whose turn it becomes, once that is told. */
async function soon(door: Door, room: string, words: string): Promise<Told | undefined> {
  await eventually(async () => {
    expect(await turnOf(door, room)).toMatchObject({ words });
  });
  return turnOf(door, room);
}

test('inside: nobody asked, one waited for, one who has answered, closed; and who leads it', async () => {
  const { alice, bela } = people;
  const room = await opensCase(alice);
  const thread = await caseThread(alice.door, room);
  expect(await turnOf(alice.door, room)).toEqual({ forMe: true, forOthers: false, words: 'Nobody asked yet' });
  await alice.door.invite(room, bela.person);
  expect(await turnOf(alice.door, room)).toEqual({
    ...{ forMe: false, forOthers: true, words: 'Waiting for Bela Birchwood' },
  });
  expect(await soon(bela.door, room, 'Your answer is awaited')).toMatchObject({ forMe: true });
  expect((await bela.door.cases()).find((each) => each.room === room)).toMatchObject({
    ...{ as: 'internal', owner: 'Alice Ashgrove' },
  });
  await bela.door.say(room, thread, 'I would wait.', '');
  expect(await turnOf(bela.door, room)).toMatchObject({ forMe: false, words: 'You have answered' });
  expect(await soon(alice.door, room, 'Bela Birchwood has answered')).toMatchObject({ forMe: true, forOthers: false });
  await alice.door.say(room, thread, 'Thank you.', '');
  expect(await turnOf(alice.door, room)).toMatchObject({ forMe: false, words: 'You wrote last' });
  expect(await soon(bela.door, room, 'Alice Ashgrove wrote last')).toMatchObject({ forMe: false });
  await alice.door.closeCase(room, 'advice-given');
  expect(await turnOf(alice.door, room)).toEqual({ forMe: false, forOthers: false, words: 'Closed' });
});

test('a colleague who is suspended is waited for by nobody', async () => {
  const { alice, bela, officer } = people;
  const room = await opensCase(alice, bela);
  expect(await turnOf(alice.door, room)).toMatchObject({ words: 'Waiting for Bela Birchwood' });
  await officer.door.setStatus(bela.person, 'suspended', 'On leave');
  await soon(alice.door, room, 'Nobody who was asked can answer now');
  await officer.door.setStatus(bela.person, 'good', 'Back');
  await soon(alice.door, room, 'Waiting for Bela Birchwood');
});

test('outside: the defence organisation, the adviser’s question, the invitation, the answer, the end', async () => {
  const { alice, victor, xenia } = people;
  await victor.door.makeOrganisationKey();
  const room = await opensCase(alice);
  const picture = await addsPicture(alice.door, room, 'outside');
  const advice = await asks(alice, room, [picture], xenia.person);
  await soon(alice.door, room, 'Waiting for your defence organisation');
  await victor.door.assignToMe(advice);
  await victor.door.ask(advice, 'Since when?');
  expect(await soon(alice.door, room, 'The adviser asks you something')).toMatchObject({ forMe: true });
  await alice.door.answer(advice, 'Since Monday.', []);
  await soon(alice.door, room, 'Waiting for your defence organisation');
  await signsDecision(victor, advice);
  await soon(alice.door, room, 'No objection: invite Xenia Xylander');
  await alice.door.admit(advice);
  await soon(alice.door, room, 'Waiting for Xenia Xylander to accept');
  expect(await soon(xenia.door, room, 'Waiting for you to accept or decline')).toMatchObject({ forMe: true });
  await xenia.door.acceptInvitation(room);
  expect(await soon(xenia.door, room, 'Your answer is awaited')).toMatchObject({ forMe: true, forOthers: false });
  await soon(alice.door, room, 'Waiting for Xenia Xylander');
  await alice.door.withdrawConsent(room, picture, 'sharing');
  await soon(alice.door, room, 'Nobody who was asked can answer now');
});
