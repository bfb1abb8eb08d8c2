import type { Door, PictureView, RoomView, ThreadView } from '@consilium/client';
import {
  bareTransport,
  clinic,
  type Clinic,
  onAnotherDevice,
  patterned,
  photograph,
  withWords,
} from '@consilium/testkit/people';
import { eventually } from '@consilium/testkit';
import { listenToLog, startSystem, type System } from '@consilium/testkit/system';
import { whereFound } from '@consilium/testkit/servers';

const canary = {
  title: 'canary-title-quokka',
  question: 'canary-question-numbat',
  history: 'canary-history-bettong',
  examination: 'canary-examination-quenda',
  medicines: 'canary-medicines-dibbler',
  message: 'canary-message-bilby',
  brief: 'canary-brief-potoroo',
  reasons: 'canary-reasons-wombat',
  advised: 'canary-advised-dunnart',
  opinion: 'canary-opinion-quoll',
  pixels: ['canary-pixels-one', 'canary-pixels-two', 'canary-pixels-three'],
} as const;

const form = {
  title: canary.title,
  specialty: 'Dermatology',
  urgency: 'this-week',
  ageBand: '40-64',
  question: canary.question,
  responsible: 'Dr R',
  history: canary.history,
  examination: canary.examination,
  medicines: canary.medicines,
} as const;

const opinion = {
  impression: canary.opinion,
  confidence: 'high',
  examined: 'not-examined',
  inPerson: 'needed',
  advice: 'Biopsy',
  urgency: 'this-week',
  limits: 'From two photographs',
  nextAction: 'Refer',
  next: 'responsible-consultant',
  nextBy: '',
} as const;

const pictures = ({ threads }: RoomView): (ThreadView & { picture: PictureView })[] =>
  threads
    .flatMap((thread) => (thread.picture === undefined ? [] : [{ ...thread, picture: thread.picture }]))
    .sort((one, other) => one.picture.number - other.picture.number);

const threadOf = ({ threads }: RoomView, kind: ThreadView['kind']): ThreadView => {
  const found = threads.find((thread) => thread.kind === kind);
  if (found === undefined) throw new Error(`no ${kind} thread`);
  return found;
};

const textsOf = (thread: ThreadView): string[] =>
  thread.items.flatMap((item) => (item.kind === 'message' ? [item.text] : []));

/** Whether the original opens to exactly the bytes that were posted. */
async function showsPixels(door: Door, room: string, thread: string, pattern: string): Promise<boolean> {
  const { bytes } = await door.picture(room, thread, 'original');
  return Buffer.from(await bytes.arrayBuffer()).equals(patterned(pattern, 300_000));
}

let system: System;
let people: Clinic;
let room: string;
let advice: string;

/** Every line the system logged. */
const logged: string[] = [];

beforeAll(async () => {
  listenToLog(logged);
  system = await startSystem({ LOG_LEVEL: 'debug' });
  people = await clinic(system);
});

test('Dr A opens a case and Dr B, invited, sees it', async () => {
  const { alice, bela } = people;
  room = await alice.door.openCase(form);
  await alice.door.invite(room, bela.person);
  const [seen] = await bela.door.cases();
  expect(seen).toMatchObject({ room, title: canary.title, as: 'internal', alarm: '' });
  // Asked of no team.
  expect((await bela.door.room(room)).form).toEqual({ value: { ...form, team: '', teamName: '', onCall: '' } });
});

test('pictures posted by Dr A appear for Dr B, live and opened', async () => {
  const { alice, bela } = people;
  await Promise.all([alice.door.enter(room), bela.door.enter(room)]);
  for (const pattern of canary.pixels) await alice.door.addPicture(room, photograph(pattern));
  await eventually(async () => {
    const shown = pictures(await bela.door.room(room));
    expect(shown.map(({ picture }) => picture.caption)).toEqual(canary.pixels.map((pattern) => `caption ${pattern}`));
  });
  const [first] = pictures(await bela.door.room(room));
  expect(await showsPixels(bela.door, room, first?.thread ?? '', canary.pixels[0])).toBe(true);
});

test('they talk under a picture and see each other there', async () => {
  const { alice, bela } = people;
  const [first] = pictures(await alice.door.room(room));
  await alice.door.say(room, first?.thread ?? '', canary.message, '');
  await eventually(async () => {
    const view = await bela.door.room(room);
    expect(textsOf(pictures(view)[0] as ThreadView)).toEqual([canary.message]);
    expect(
      view.members
        .filter(({ here }) => here)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([alice.name, bela.name].sort());
  });
});

test('Dr X cannot be invited without a clearance', async () => {
  const { alice, xenia } = people;
  await expect(alice.door.invite(room, xenia.person)).rejects.toMatchObject({ kind: 'not-allowed' });
  expect(await xenia.door.cases()).toEqual([]);
});

test('the adviser sees the request, no picture and no thread, asks, and decides with a fresh gesture', async () => {
  const { alice, victor, xenia } = people;
  expect((await victor.door.makeOrganisationKey()).ready).toBe(true);
  const [first, second] = pictures(await alice.door.room(room));
  advice = await alice.door.share({
    room,
    threads: [first?.thread ?? '', second?.thread ?? ''],
    recipient: xenia.person,
    purpose: 'direct-care',
    brief: canary.brief,
    reasons: canary.reasons,
    alternatives: 'Nobody inside',
    notIdentifiers: [],
    flags: [],
    urgency: 'this-week',
  });
  expect(await victor.door.queue()).toMatchObject([{ advice, stage: 'submitted', requester: alice.name, pictures: 2 }]);
  await victor.door.assignToMe(advice);
  await victor.door.ask(advice, 'Is the patient told?');
  await alice.door.answer(advice, 'Yes, in person', []);
  const request = await victor.door.request(advice);
  expect(request).toMatchObject({ brief: canary.brief, reasons: canary.reasons, assignedToMe: true });
  expect(request.questions).toMatchObject([
    { question: { value: 'Is the patient told?' }, answer: { value: 'Yes, in person' } },
  ]);
  await expect(victor.door.room(room)).rejects.toMatchObject({ kind: 'not-found' });
  const now = Math.floor(Date.now() / 1000);
  const prepared = await victor.door.prepareDecision({
    advice,
    outcome: 'no-objection',
    conditions: [],
    reasons: canary.advised,
    joinBy: now + 86_400,
    memberUntil: now + 7 * 86_400,
  });
  await victor.door.decide(prepared.prepared);
  expect(await alice.door.shares()).toMatchObject([
    { stage: 'decided', admission: 'ready', decision: { reasons: { value: canary.advised } } },
  ]);
});

test('the talk of the case tells its owner each step of the request, in words, and nobody else any', async () => {
  const { alice, bela, victor, xenia } = people;
  const told = async (door: Door): Promise<string[]> =>
    (await door.room(room)).shares.flatMap(({ steps }) => steps.map(({ line }) => line.text));
  const about = `Share with ${xenia.name}:`;
  expect(await told(alice.door)).toEqual([
    `${about} ${alice.name} sent the request`,
    `${about} ${victor.name} took the request and declared no conflict of interest`,
    `${about} ${victor.name} asked for more information`,
    `${about} ${alice.name} answered`,
    `${about} ${victor.name} advised: no medico-legal objection`,
  ]);
  expect(await told(bela.door)).toEqual([]);
  const [share] = (await alice.door.room(room)).shares;
  expect(share?.saidAt).toBe(share?.steps.at(-1)?.line.entry);
  const shared = pictures(await alice.door.room(room)).slice(0, 2);
  expect(share?.steps[0]?.threads.toSorted()).toEqual(shared.map(({ thread }) => thread).toSorted());
});

test('before accepting, Dr X is shown the invitation and nothing of the room', async () => {
  const { alice, xenia } = people;
  await alice.door.admit(advice);
  expect(await xenia.door.cases()).toMatchObject([{ room, as: 'invited-outside', pictures: 2 }]);
  const view = await xenia.door.room(room);
  expect(view).toMatchObject({ threads: [], members: [], invitation: { by: alice.name, pictures: 2 } });
});

test('having accepted, Dr X sees the brief, exactly the two pictures with what was said there, and nothing else', async () => {
  const { alice, xenia } = people;
  const [invited] = (await alice.door.room(room)).shares;
  const admits = threadOf(await alice.door.room(room), 'side').items.find(({ entry }) => entry === invited?.saidAt);
  expect(admits).toMatchObject({ kind: 'line', text: expect.stringMatching(/admitted/u) as string });
  await xenia.door.acceptInvitation(room);
  const view = await xenia.door.room(room);
  expect(view.alarm).toBe('');
  expect(textsOf(threadOf(view, 'side'))).toEqual([canary.brief]);
  expect(pictures(view).map(({ picture }) => picture.caption)).toEqual(
    canary.pixels.slice(0, 2).map((pattern) => `caption ${pattern}`),
  );
  expect(textsOf(pictures(view)[0] as ThreadView)).toEqual([canary.message]);
  expect(view.threads.some(({ kind }) => kind === 'case')).toBe(false);
  const [one] = pictures(view);
  expect(await showsPixels(xenia.door, room, one?.thread ?? '', canary.pixels[0])).toBe(true);
  const third = pictures(await alice.door.room(room))[2];
  await expect(xenia.door.picture(room, third?.thread ?? '', 'thumb')).rejects.toMatchObject({ kind: 'not-found' });
});

test('what the service gives Dr X of the third picture and the case thread is skeletons', async () => {
  const { alice, xenia } = people;
  const { entries } = await bareTransport(xenia).call('ledgers', 'entries', { ledger: room, after: -1, limit: 1000 });
  const view = await alice.door.room(room);
  const own = new Set([pictures(view)[0], pictures(view)[1], threadOf(view, 'side')].map((thread) => thread?.thread));
  const leaked = entries.filter(({ jws, body }) => {
    const { scope } = JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()) as {
      scope: 'room' | string[];
    };
    return body !== undefined && scope !== 'room' && !scope.some((thread) => own.has(thread));
  });
  expect(leaked).toEqual([]);
  expect(entries.some(({ body }) => body === undefined)).toBe(true);
});

test('Dr X answers and files a signed opinion, and Dr A sees it arrive', async () => {
  const { alice, xenia } = people;
  await xenia.door.enter(room);
  const view = await xenia.door.room(room);
  const side = threadOf(view, 'side').thread;
  await xenia.door.say(room, side, 'Looking now', '');
  const [first, second] = pictures(view).map(({ thread }) => thread) as [string, string];
  // The first was opened whole before; of the second only a reduced copy, once, and the small one afterwards.
  const unopened = xenia.door.fileOpinion(room, side, opinion, [first, second]);
  await expect(unopened).rejects.toThrow(/not opened a picture you rely on/);
  await xenia.door.picture(room, second, 'view');
  await xenia.door.picture(room, second, 'thumb');
  expect(await xenia.door.opened(room)).toEqual({ [first]: 'original', [second]: 'view' });
  await xenia.door.fileOpinion(room, side, opinion, [first, second]);
  const { next: _next, nextBy: _nextBy, ...words } = opinion;
  await eventually(async () => {
    const { opinions } = await alice.door.room(room);
    expect(opinions).toMatchObject([
      {
        ...words,
        nextActor: 'the responsible consultant',
        byName: xenia.name,
        registration: 'GMC 9990024',
        reliesOn: [
          { picture: { number: 1, withdrawn: false }, rendition: 'original' },
          { picture: { number: 2, withdrawn: false }, rendition: 'view' },
        ],
      },
    ]);
  });
});

test('removed, Dr X’s open page closes, and what is posted next can be neither fetched nor opened', async () => {
  const { alice, bela, xenia } = people;
  const closed = new Promise<void>((resolve) => {
    xenia.door.onChange((change) => {
      if (change.about === 'room' && change.room === room) resolve();
    });
  });
  await alice.door.remove(room, xenia.person);
  await closed;
  const [first] = pictures(await alice.door.room(room));
  await alice.door.say(room, first?.thread ?? '', 'after the removal', '');
  await expect(xenia.door.room(room)).rejects.toMatchObject({ kind: 'not-found' });
  const asked = bareTransport(xenia).call('ledgers', 'entries', { ledger: room, after: -1, limit: 1000 });
  await expect(asked).rejects.toMatchObject({ kind: 'not-found' });
  const thread = pictures(await bela.door.room(room))[0];
  expect(textsOf(thread as ThreadView)).toEqual([canary.message, 'after the removal']);
  expect(thread?.readers.map(({ name }) => name).sort()).toEqual([alice.name, bela.name].sort());
});

test('Dr A closes the case', async () => {
  const { alice } = people;
  await alice.door.closeCase(room, 'advice-given');
  const view = await alice.door.room(room);
  expect(view.closed).toMatchObject({ outcome: 'advice-given' });
  expect(view.may.post).not.toBe(true);
});

test.each([
  { how: 'the same passkey', on: onAnotherDevice },
  { how: 'the recovery words', on: withWords },
])('on another device with $how Dr A has the whole history', async ({ on }) => {
  const again = await on(people.alice);
  expect(await again.door.cases()).toMatchObject([{ room, title: canary.title, closed: true }]);
  const view = await again.door.room(room);
  expect(view.opinions).toMatchObject([{ impression: canary.opinion }]);
  expect(textsOf(pictures(view)[0] as ThreadView)).toEqual([canary.message, 'after the removal']);
  // A view built entry by entry as they came says what one read from the beginning says.
  const kept = await people.alice.door.room(room);
  expect({ threads: view.threads, timeline: view.timeline }).toEqual({
    threads: kept.threads,
    timeline: kept.timeline,
  });
  const third = pictures(view)[2];
  expect(await showsPixels(again.door, room, third?.thread ?? '', canary.pixels[2])).toBe(true);
  expect((await again.door.verifyRoom(room)).entries).toBe(view.head + 1);
  await again.door.signOut();
});

test('nothing that was said or shown is anywhere in the database, the object store or the logs', async () => {
  const planted = Object.values(canary).flat();
  const told = logged.join('');
  expect(told).toContain('"level":"info"');
  expect(await whereFound(system, planted, [['logs', told]])).toEqual([]);
});

test('the search that found nothing finds what lies open', async () => {
  const open = await whereFound(system, ['Northfield Hospital', 'GMC']);
  expect(new Set(open.map(({ what }) => what))).toEqual(new Set(['Northfield Hospital', 'GMC']));
});
