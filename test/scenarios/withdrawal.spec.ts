import { memoryShelf, ServiceClock, type Door, type NewConsent, type RoomView } from '@consilium/client';
import { clinic, photograph, type Clinic } from '@consilium/testkit/people';
import { startSystem } from '@consilium/testkit/system';
import { asks, decidedCase, opensCase, sharedCase } from '../attacks/cases';
import { addsPicture, closeDevices, deviceOf, waitFor } from '../attacks/devices';

let people: Clinic;

beforeAll(async () => {
  people = await clinic(await startSystem());
});

const pictureOf = (view: RoomView, thread: string) => view.threads.find((each) => each.thread === thread)?.picture;
const firstThread = (view: RoomView): string => view.threads[0]?.thread ?? '';
const roles = () => ({
  owner: people.alice,
  adviser: people.victor,
  recipient: people.xenia,
  colleagues: [people.bela],
});

const asBefore = async (door: Door, room: string, thread: string): Promise<NewConsent> => {
  const { consent } = pictureOf(await door.room(room), thread) ?? {};
  if (consent === undefined) throw new Error('no consent');
  const { recording, authority, facts, scopes, flags, ruledOut, explained, attested } = consent;
  return {
    consent: { recording, authority, facts, scopes, flags, ruledOut, explained, attested },
    takenBy: '',
    takenAt: 0,
  };
};

const opinion = {
  ...{ impression: 'A drug eruption.', advice: 'Stop it', urgency: 'routine' as const, limits: 'One picture' },
  ...{ confidence: 'moderate' as const, examined: 'not-examined' as const, inPerson: 'needed' as const },
  ...{ nextAction: 'Review', next: 'responsible-consultant' as const, nextBy: '' },
};

test('sharing withdrawn: the outside colleague loses picture and talk, is asked for a statement, and leaves with it', async () => {
  const { alice, bela, xenia } = people;
  const { room, cleared, advice } = await sharedCase(roles());
  expect(pictureOf(await xenia.door.room(room), cleared)).toBeDefined();
  await xenia.door.say(room, firstThread(await xenia.door.room(room)), 'I am looking at it', '');

  await bela.door.withdrawConsent(room, cleared, 'sharing');
  await waitFor(
    () => xenia.door.room(room),
    ({ threads }) => threads.length === 0,
  );
  const seen = await xenia.door.room(room);
  expect(seen.opinions).toEqual([]);
  expect(seen.statements).toMatchObject([{ mine: true, said: '', number: 1 }]);
  expect(seen.statements[0]?.due).toBe((seen.statements[0]?.endedAt ?? 0) + 48 * 3600);
  await expect(xenia.door.picture(room, cleared, 'view')).rejects.toMatchObject({ kind: 'not-found' });
  expect(await xenia.door.cases()).toMatchObject([
    { room, lastLine: '', turn: { forMe: true, words: expect.stringContaining('kept a copy') as string } },
  ]);

  const inside = await alice.door.room(room);
  expect(inside.statements).toMatchObject([{ name: 'Xenia Xylander', mine: false, said: '', noOpinionYet: true }]);
  expect(pictureOf(inside, cleared)?.consent).toMatchObject({ withdrawn: 'sharing', withdrawnBy: 'Bela Birchwood' });
  expect(inside.threads.find(({ thread }) => thread === cleared)?.outsideWillRead).toBe('');
  const shares = await alice.door.shares();
  expect(shares.find((each) => each.advice === advice)).toMatchObject({ admission: 'over' });

  await xenia.door.stateDeletion(room, cleared, seen.statements[0]?.clearance ?? '', 'none-kept');
  await expect(xenia.door.room(room)).rejects.toMatchObject({ kind: 'not-found' });
  const after = await waitFor(
    () => alice.door.room(room),
    ({ statements }) => statements[0]?.said === 'none-kept',
  );
  const line = after.threads.flatMap(({ items }) => items).find(({ entry }) => entry === after.statements[0]?.saidBy);
  expect(line).toMatchObject({ text: expect.stringMatching(/kept no copy/) as string });
  expect(after.timeline.at(-1)?.text).toMatch(/stated of a picture no longer shared that they kept no copy/);
});

test('a picture that is withdrawn is closed to all but the owner, takes nothing more, and is destroyed by nobody', async () => {
  const { alice, bela, officer, hospital } = people;
  const room = await opensCase(alice, bela);
  const thread = await addsPicture(bela.door, room, 'one');
  await bela.door.room(room);
  await bela.door.withdrawConsent(room, thread, 'capture', 'not-yet-seen');
  const closed = await bela.door.room(room);
  expect(pictureOf(closed, thread)).toBeUndefined();
  expect(closed.withdrawn).toMatchObject([
    { thread, number: 1, consent: { used: 'not-yet-seen' }, destruction: undefined },
  ]);
  await expect(bela.door.picture(room, thread, 'view')).rejects.toMatchObject({ kind: 'not-found' });

  // What became of it is told in the talk to those whom it is closed to; to the owner its own thread says it.
  expect(closed.steps.map(({ line }) => line.text)).toEqual([
    'Bela Birchwood recorded: consent to picture 1 withdrawn; nobody else had seen it',
  ]);
  expect(closed.withdrawn[0]?.newest).toBe(closed.steps[0]?.line.entry);

  const owned = await alice.door.room(room);
  expect(owned.steps).toEqual([]);
  expect(pictureOf(owned, thread)).toBeDefined();
  expect(owned.threads.find((each) => each.thread === thread)?.mayPost).toMatch(/This picture was withdrawn/);
  await expect(alice.door.say(room, thread, 'still', '')).rejects.toThrow(/withdrawn/);
  await expect(asks(alice, room, [thread], people.xenia.person)).rejects.toMatchObject({ kind: 'not-allowed' });

  // What becomes of it is proposed by the owner, and answered by the guardian, who is told what is recorded of it.
  await officer.door.state();
  const { seen } = await officer.door.organisationOffices(hospital);
  const about = { organisation: hospital, person: bela.person, office: 'caldicott-guardian', state: 'begun' } as const;
  await officer.door.setOffice(about, seen);
  await expect(bela.door.answerDestruction(room, thread, 'confirmed')).rejects.toThrow(/Nobody proposed/);
  await alice.door.proposeDestruction(room, thread, 'patient-asks');
  await expect(alice.door.answerDestruction(room, thread, 'confirmed')).rejects.toThrow(/Caldicott guardian/);
  const asked = await waitFor(
    () => bela.door.room(room),
    ({ withdrawn }) => withdrawn[0]?.may.answer === true,
  );
  expect(asked.withdrawn[0]).toMatchObject({
    guardian: 'Bela Birchwood',
    destruction: { stage: 'proposed', reason: 'patient-asks', shown: false },
  });
  await expect(bela.door.picture(room, thread, 'view')).rejects.toMatchObject({ kind: 'not-found' });
  await alice.door.showToGuardian(room, thread, bela.person);
  await waitFor(
    () => bela.door.room(room),
    (view) => pictureOf(view, thread) !== undefined,
  );
  expect((await bela.door.picture(room, thread, 'view')).bytes.size).toBeGreaterThan(0);
  await bela.door.answerDestruction(room, thread, 'confirmed');
  expect(pictureOf(await bela.door.room(room), thread)).toBeUndefined();
  const after = await waitFor(
    () => alice.door.room(room),
    ({ withdrawn }) => withdrawn[0]?.destruction?.stage === 'confirmed',
  );
  expect(after.withdrawn[0]?.destruction).toMatchObject({ answeredBy: 'Bela Birchwood', shown: false });
  expect((await alice.door.picture(room, thread, 'view')).bytes.size).toBeGreaterThan(0);
  const again = recordAgain(alice.door, room, thread);
  await expect(again).rejects.toThrow(/confirmed that this picture is to be destroyed/);
});

const recordAgain = async (door: Door, room: string, thread: string): Promise<void> =>
  door.recordConsent(room, thread, await asBefore(door, room, thread), 'agreed-anew');

test('a wider version keeps a standing share, a narrower one ends it, and the versions stand side by side', async () => {
  const { alice, xenia } = people;
  const { room, cleared } = await sharedCase(roles());
  const before = await asBefore(alice.door, room, cleared);
  const wider = { ...before, consent: { ...before.consent, scopes: [...before.consent.scopes, 'teaching' as const] } };
  expect(await alice.door.sharesEndedBy(room, cleared, wider)).toEqual([]);
  await alice.door.recordConsent(room, cleared, wider, '');
  const kept = await waitFor(
    () => xenia.door.room(room),
    (view) => pictureOf(view, cleared)?.consent.version === 2,
  );
  expect(pictureOf(kept, cleared)).toBeDefined();
  expect((await xenia.door.picture(room, cleared, 'view')).bytes.size).toBeGreaterThan(0);

  const narrower = { ...before, consent: { ...before.consent, scopes: ['capture' as const, 'internal' as const] } };
  expect(await alice.door.sharesEndedBy(room, cleared, narrower)).toEqual(['Xenia Xylander']);
  await alice.door.recordConsent(room, cleared, narrower, '');
  const lost = await waitFor(
    () => xenia.door.room(room),
    ({ threads }) => threads.length === 0,
  );
  expect(lost.statements).toMatchObject([{ mine: true, said: '' }]);
  const versions = await alice.door.consentVersions(room, cleared);
  expect(versions.map(({ version, scopes }) => [version, scopes.includes('teaching')])).toEqual([
    [1, false],
    [2, true],
    [3, false],
  ]);
});

test('what was withdrawn is recorded anew with a reason, and ends nothing twice', async () => {
  const { alice, bela } = people;
  const room = await opensCase(alice, bela);
  const thread = await addsPicture(alice.door, room, 'one');
  await alice.door.withdrawConsent(room, thread, 'sharing');
  await expect(alice.door.recordConsent(room, thread, await asBefore(alice.door, room, thread), '')).rejects.toThrow(
    /open the record again first/,
  );
  await recordAgain(alice.door, room, thread);
  const { consent } = pictureOf(await bela.door.room(room), thread) ?? {};
  expect(consent).toMatchObject({ version: 2, withdrawn: 'no', withdrawnAt: 0 });
  await alice.door.recordConsent(
    room,
    thread,
    {
      ...(await asBefore(alice.door, room, thread)),
      takenBy: bela.person,
      takenAt: Math.floor(Date.now() / 1000) - 3600,
    },
    '',
  );
  const reported = pictureOf(await alice.door.room(room), thread)?.consent;
  expect(reported).toMatchObject({ version: 3, takenBy: 'Bela Birchwood', reportedBy: 'Alice Ashgrove' });
});

test('withdrawn by two at once, from devices of which one has a wrong clock: one stands, the other is told', async () => {
  const { alice, bela } = people;
  const room = await opensCase(alice, bela);
  const thread = await addsPicture(alice.door, room, 'one');
  await bela.door.room(room);
  const ahead = 7 * 3600;
  const clock = new ServiceClock({
    monotonic: () => performance.now(),
    wall: () => Date.now() + ahead * 1000,
  });
  const late = await deviceOf(bela, { clock });
  await late.room(room);
  const both = await Promise.allSettled([
    alice.door.withdrawConsent(room, thread, 'sharing'),
    late.withdrawConsent(room, thread, 'sharing'),
  ]);
  const refused = both.flatMap((each) => (each.status === 'rejected' ? [String(each.reason)] : []));
  expect(refused).toHaveLength(1);
  expect(refused[0]).toMatch(/[a-z] .*\./);
  for (const door of [alice.door, bela.door, late]) {
    const view = await door.room(room);
    expect(view.alarm).toBe('');
    expect(view.timeline.filter(({ text }) => text.includes('withdrawn'))).toHaveLength(1);
    expect(pictureOf(view, thread)?.consent.withdrawn).toBe('sharing');
  }
  await closeDevices();
});

test('a second version while a share is being accepted: the invitation ends with a sentence, or the share after it', async () => {
  const { alice, xenia } = people;
  const { room, advice, cleared } = await decidedCase(roles());
  await alice.door.admit(advice);
  await xenia.door.cases();
  const before = await asBefore(alice.door, room, cleared);
  const narrower = { ...before, consent: { ...before.consent, scopes: ['capture' as const, 'internal' as const] } };
  const [recorded, accepted] = await Promise.allSettled([
    alice.door.recordConsent(room, cleared, narrower, ''),
    xenia.door.acceptInvitation(room),
  ]);
  expect(recorded.status).toBe('fulfilled');
  const view = await waitFor(
    () => alice.door.room(room),
    (each) => pictureOf(each, cleared)?.consent.version === 2,
  );
  expect(view.alarm).toBe('');
  expect(view.threads.find(({ thread }) => thread === cleared)?.readers.some(({ outside }) => outside)).toBe(false);
  if (accepted.status === 'rejected') {
    expect(String(accepted.reason)).toMatch(/[a-z]{3} .*\./);
    expect(await xenia.door.cases()).not.toContainEqual(expect.objectContaining({ room }));
  } else {
    const seen = await waitFor(
      () => xenia.door.room(room),
      ({ threads }) => threads.length === 0,
    );
    expect(seen.statements).toMatchObject([{ mine: true }]);
  }
});

test('an opinion that is being written when sharing is withdrawn is not filed, and its author is told', async () => {
  const { alice, xenia } = people;
  const { room, cleared } = await sharedCase(roles());
  const side = (await xenia.door.room(room)).threads.find(({ kind }) => kind === 'side')?.thread ?? '';
  await xenia.door.picture(room, cleared, 'view');
  await alice.door.withdrawConsent(room, cleared, 'sharing');
  await expect(xenia.door.fileOpinion(room, side, opinion, [cleared])).rejects.toMatchObject({ kind: 'not-found' });
  const view = await alice.door.room(room);
  expect(view.opinions).toEqual([]);
  expect(view.statements).toMatchObject([{ name: 'Xenia Xylander', noOpinionYet: true }]);
});

test('a device that was away applies a withdrawal before it shows the case', async () => {
  const { alice, xenia } = people;
  const { room, cleared } = await sharedCase(roles());
  const shelf = memoryShelf();
  const away = await deviceOf(xenia, { shelf });
  expect(pictureOf(await away.room(room), cleared)).toBeDefined();
  await away.lock();
  await alice.door.withdrawConsent(room, cleared, 'sharing');
  const back = await deviceOf(xenia, { shelf });
  const first = await back.room(room);
  expect(first.threads).toEqual([]);
  expect(first.statements).toMatchObject([{ mine: true, said: '' }]);
  await closeDevices();
});

test('an objection while a picture is on its way: dropped, it leaves no mark in the case', async () => {
  const { alice } = people;
  const room = await opensCase(alice);
  const before = (await alice.door.room(room)).head;
  const upload = await alice.door.addPicture(room, photograph('objected'));
  await alice.door.dropUpload(room, upload).catch(() => undefined);
  const { uploads, head, threads } = await alice.door.room(room);
  // Either it was dropped in time, or it is there and can be withdrawn: never something in between.
  if (head === before) expect([uploads, threads.length]).toEqual([[], 1]);
  else await alice.door.withdrawConsent(room, threads.find(({ kind }) => kind === 'picture')?.thread ?? '', 'sharing');
});
