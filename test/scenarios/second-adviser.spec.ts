import type { Change, DecisionDraft } from '@consilium/client';
import { clinic, type Clinic, photograph, registered, type Someone, touches } from '@consilium/testkit/people';
import { eventually } from '@consilium/testkit';
import { startSystem, type System } from '@consilium/testkit/system';

const reasons = 'Both parents agreed in writing';

let system: System;
let people: Clinic;
let winifred: Someone;
let room: string;
let advice: string;

beforeAll(async () => {
  system = await startSystem();
  people = await clinic(system);
  const { alice, victor, xenia, defence } = people;
  winifred = await people.enrol({ ...registered.winifred, role: 'adviser', organisation: defence });
  await victor.door.makeOrganisationKey();
  expect((await winifred.door.organisationKey()).ready).toBe(true);
  room = await alice.door.openCase({
    title: 'Rash on the face',
    specialty: 'Dermatology',
    urgency: 'this-week',
    ageBand: '40-64',
    question: 'Biopsy or wait?',
    responsible: 'Dr R',
  });
  await alice.door.addPicture(room, photograph('pixels'));
  await eventually(async () => {
    expect((await alice.door.room(room)).threads.some(({ picture }) => picture !== undefined)).toBe(true);
  });
  const { threads } = await alice.door.room(room);
  advice = await alice.door.share({
    room,
    threads: threads.filter(({ picture }) => picture !== undefined).map(({ thread }) => thread),
    recipient: xenia.person,
    purpose: 'direct-care',
    brief: 'Please look',
    reasons: 'Nobody inside',
    alternatives: 'None',
    notIdentifiers: [],
    flags: ['face'],
    urgency: 'today',
  });
});

function decision(): DecisionDraft {
  const now = Math.floor(Date.now() / 1000);
  const dates = { joinBy: now + 86_400, memberUntil: now + 7 * 86_400 };
  return { advice, outcome: 'no-objection', conditions: [], reasons, ...dates };
}

async function signsFirst({ door }: Someone): Promise<void> {
  const { prepared } = await door.prepareDecision(decision());
  await door.decide(prepared);
}

test('what one adviser signs about a face lets nobody in, and says that a second one is due', async () => {
  const { alice, victor } = people;
  const told: Change[] = [];
  winifred.door.onChange((change) => told.push(change));
  await victor.door.assignToMe(advice);
  expect(await victor.door.request(advice)).toMatchObject({ secondAdviserDue: true, stage: 'assigned' });
  await signsFirst(victor);
  expect(await victor.door.request(advice)).toMatchObject({
    stage: 'proposed',
    decision: undefined,
    proposed: { outcome: 'no-objection', reasons: { value: reasons }, adviser: victor.name, secondAdviser: '' },
  });
  expect(told).toContainEqual({ about: 'requests' });
  expect(await winifred.door.queue()).toMatchObject([{ advice, stage: 'proposed', mine: false }]);
  expect(await alice.door.shares()).toMatchObject([
    { stage: 'proposed', admission: 'not-yet', decision: undefined, next: expect.stringMatching(/second/) as string },
  ]);
  await expect(alice.door.admit(advice)).rejects.toMatchObject({ kind: 'wrong-state' });
});

test('a request is handed on: who is named is told, takes it or leaves it to others, and gives it back', async () => {
  const { alice, victor } = people;
  const { couldTake } = await victor.door.request(advice);
  expect(couldTake).toEqual([{ person: winifred.person, name: winifred.name }]);
  await victor.door.giveBack(advice, winifred.person, false);
  expect(await winifred.door.queue()).toMatchObject([{ advice, stage: 'submitted', assignedTo: '', handedToMe: true }]);
  expect(await victor.door.queue()).toMatchObject([{ advice, stage: 'submitted', mine: false, handedToMe: false }]);
  expect(await victor.door.request(advice)).toMatchObject({ handedTo: winifred.name, proposed: undefined });
  await expect(winifred.door.giveBack(advice, '', false)).rejects.toMatchObject({ kind: 'not-allowed' });
  await winifred.door.assignToMe(advice);
  expect(await winifred.door.request(advice)).toMatchObject({ assignedToMe: true, handedTo: '' });
  await winifred.door.ask(advice, 'Who was asked inside?');
  await winifred.door.giveBack(advice, '', false);
  const asked = { answer: undefined, isOver: true };
  expect((await alice.door.shares())[0]?.questions.at(-1)).toMatchObject(asked);
  expect((await victor.door.request(advice)).questions.at(-1)).toMatchObject(asked);
  await expect(alice.door.answer(advice, 'Bela was.', [])).rejects.toMatchObject({ kind: 'not-allowed' });
  const texts = (await alice.door.shares())[0]?.history.map(({ text }) => text) ?? [];
  expect(texts.filter((text) => text.endsWith('gave the request back'))).toHaveLength(2);
  await victor.door.assignToMe(advice);
  await signsFirst(victor);
  expect(await victor.door.request(advice)).toMatchObject({ stage: 'proposed' });
});

test('the first adviser cannot be the second', async () => {
  const { victor } = people;
  await expect(victor.door.prepareSecond(advice)).rejects.toMatchObject({
    kind: 'not-allowed',
    message: expect.stringMatching(/You signed first/) as string,
  });
});

test('an adviser who did not sign first cannot decide alone in their place', async () => {
  const { prepared } = await winifred.door.prepareSecond(advice);
  const { passkeys } = people.victor;
  await expect(winifred.door.decide(prepared)).rejects.toMatchObject({
    kind: 'wrong-state',
  });
  // The gesture of another person over the same words is none of hers.
  touches(winifred.door, { get: (asked) => passkeys.get({ ...asked, allow: [] }) });
  await expect(winifred.door.decideSecond(prepared)).rejects.toThrow(/A signature does not match/);
  touches(winifred.door, winifred.passkeys);
  expect(await winifred.door.request(advice)).toMatchObject({ stage: 'proposed' });
});

test('the second adviser sees exactly what the first one signed, and signs it', async () => {
  const { alice, victor } = people;
  const { prepared, lines } = await winifred.door.prepareSecond(advice);
  expect(lines).toEqual(
    expect.arrayContaining([
      { label: 'Decision', value: 'No medico-legal objection' },
      { label: 'For', value: alice.name },
      { label: 'Reasons', value: reasons },
      { label: 'Signed first by', value: `${victor.name}, Meridian Medical Defence` },
      { label: 'Signed as', value: `${winifred.name}, Meridian Medical Defence` },
    ]),
  );
  await winifred.door.decideSecond(prepared);
  expect(await victor.door.request(advice)).toMatchObject({
    stage: 'decided',
    proposed: undefined,
    decision: { reasons: { value: reasons }, adviser: victor.name, secondAdviser: winifred.name },
  });
  const said = [
    `${alice.name} began a request for advice`,
    `${victor.name} took the request and declared no conflict of interest`,
    `${victor.name} signed a decision that a second adviser has to sign as well`,
    `${victor.name} took the request and declared no conflict of interest`,
    `${victor.name} signed a decision that a second adviser has to sign as well`,
    `${winifred.name} signed: the request is decided`,
  ];
  const texts = (lines: readonly { readonly text: string }[]) =>
    lines.map(({ text }) => text).filter((text) => said.includes(text));
  expect(texts((await victor.door.request(advice)).history)).toEqual(said);
  expect(texts((await alice.door.shares())[0]?.history ?? [])).toEqual(said);
});

test('a gesture is good for one signature', async () => {
  await expect(winifred.door.prepareSecond(advice)).rejects.toMatchObject({ kind: 'wrong-state' });
});

test('with both signatures the colleague is admitted, accepts, and sees the picture', async () => {
  const { alice, xenia } = people;
  expect(await alice.door.shares()).toMatchObject([{ stage: 'decided', admission: 'ready' }]);
  await alice.door.admit(advice);
  await eventually(async () => {
    expect(await xenia.door.cases()).toMatchObject([{ room, as: 'invited-outside' }]);
  });
  await xenia.door.acceptInvitation(room);
  const view = await xenia.door.room(room);
  expect(view.alarm).toBe('');
  const [picture] = view.threads.flatMap((thread) => thread.picture ?? []);
  expect(picture?.caption).toBe('caption pixels');
});
