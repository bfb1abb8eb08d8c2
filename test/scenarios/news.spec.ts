import type { Change } from '@consilium/client';
import { clinic, type Clinic, joins, photograph, registered, type Someone } from '@consilium/testkit/people';
import { eventually } from '@consilium/testkit';
import { startSystem, type System } from '@consilium/testkit/system';

// What a device asks for again and again is not asked for here: what it hears of was told it.
const realTimeout = globalThis.setTimeout;
const never = 2 ** 31 - 1;
const soonest = 10_000;
jest
  .spyOn(globalThis, 'setTimeout')
  .mockImplementation((act: () => void, wait = 0) => realTimeout(act, wait < soonest ? wait : never));

let system: System;
let people: Clinic;

beforeAll(async () => {
  system = await startSystem();
  people = await clinic(system);
  expect((await people.victor.door.makeOrganisationKey()).ready).toBe(true);
});

/** Everything this person's device announces from now on. */
function announced({ door }: Someone): Change[] {
  const changes: Change[] = [];
  door.onChange((change) => changes.push(change));
  return changes;
}

const openCase = ({ door }: Someone): Promise<string> =>
  door.openCase({
    title: 'Rash on a forearm',
    specialty: 'Dermatology',
    urgency: 'this-week',
    ageBand: '40-64',
    question: 'Biopsy or wait?',
    responsible: 'Dr R',
  });

test('Dr B, who has no case open, hears of the invitation without asking and finds the case listed', async () => {
  const { alice, bela } = people;
  await bela.door.cases();
  const changes = announced(bela);
  const room = await openCase(alice);
  await alice.door.invite(room, bela.person);
  await eventually(async () => {
    expect(changes).toContainEqual({ about: 'cases' });
    expect((await bela.door.cases()).map((listed) => listed.room)).toContain(room);
  });
});

test('what is said in a case Dr B has not open changes its line in the list, unasked', async () => {
  const { alice, bela } = people;
  const [room = ''] = (await bela.door.cases()).map((listed) => listed.room);
  const view = await alice.door.room(room);
  const [thread] = view.threads;
  await alice.door.say(room, thread?.thread ?? '', 'Seen today', '');
  await eventually(async () => {
    const [listed] = await bela.door.cases();
    expect(listed?.lastLine).toContain('Seen today');
  });
});

test('a new request is announced to every adviser of the organisation, and the admission to the colleague', async () => {
  const { alice, victor, xenia } = people;
  const room = await openCase(alice);
  await alice.door.addPicture(room, photograph('pixels'));
  await eventually(async () => {
    expect((await alice.door.room(room)).threads.some(({ picture }) => picture !== undefined)).toBe(true);
  });
  const pictures = (await alice.door.room(room)).threads.filter(({ picture }) => picture !== undefined);
  expect(await victor.door.queue()).toEqual([]);
  const changes = announced(victor);
  const advice = await alice.door.share({
    room,
    threads: pictures.map(({ thread }) => thread),
    recipient: xenia.person,
    purpose: 'direct-care',
    brief: 'Please look',
    reasons: 'Nobody inside',
    alternatives: 'None',
    notIdentifiers: [],
    flags: [],
    urgency: 'today',
  });
  await eventually(async () => {
    expect(changes).toContainEqual({ about: 'requests' });
    expect(await victor.door.queue()).toMatchObject([{ advice, stage: 'submitted' }]);
  });
  await victor.door.assignToMe(advice);
  const now = Math.floor(Date.now() / 1000);
  const decision = { outcome: 'no-objection', conditions: [], reasons: 'Consent is there' } as const;
  const prepared = await victor.door.prepareDecision({
    ...decision,
    conditions: [],
    advice,
    joinBy: now + 86_400,
    memberUntil: now + 172_800,
  });
  await victor.door.decide(prepared.prepared);
  const xenias = announced(xenia);
  await alice.door.admit(advice);
  await eventually(async () => {
    expect(xenias).toContainEqual({ about: 'cases' });
    expect(await xenia.door.cases()).toMatchObject([{ room, as: 'invited-outside' }]);
  });
});

test('a request to join, and its refusal, are announced to the officer at once', async () => {
  const { officer: registrar, hospital } = people;
  const { link } = await registrar.door.invitePerson('clinician', hospital);
  const changes = announced(registrar);
  const asking = await joins(link, { ...registered.cora, role: 'clinician', organisation: hospital });
  await eventually(() => {
    expect(changes).toContainEqual({ about: 'register' });
    return Promise.resolve();
  });
  expect((await registrar.door.joinRequests()).map(({ person }) => person)).toContain(asking.person);
  changes.length = 0;
  await registrar.door.refuseRequest(asking.person, 'Not known here');
  await eventually(() => {
    expect(changes).toContainEqual({ about: 'register' });
    return Promise.resolve();
  });
  await asking.door.lock();
});
