import { memoryShelf, type NewPicture, type RoomView } from '@consilium/client';
import { eventually } from '@consilium/testkit';
import { versionTwo, versionTwoWithout } from '@consilium/testkit/domain';
import { clinic, type Clinic, onAnotherDevice, photograph, type Someone } from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import { opensCase } from '../attacks/cases';

const inWriting = /An agreement has to be in writing/;

let system: System;
let people: Clinic;
let room: string;

beforeAll(async () => {
  system = await startSystem();
  people = await clinic(system);
  room = await opensCase(people.alice, people.bela);
});

/** The same person at a page of the release to come. */
const next = (who: Someone, books = versionTwo): Promise<Someone> =>
  onAnotherDevice(who, { books, shelf: memoryShelf(true) });

const picturesOf = ({ threads }: RoomView): number => threads.filter(({ picture }) => picture !== undefined).length;

/** What refuses it before it is sent, in words. */
const blocking = async ({ door }: Someone, consent: NewPicture['consent']): Promise<string> => {
  const findings = await door.checkConsent(consent, [], 'inside');
  return findings.find(({ effect }) => effect === 'blocks')?.sentence ?? '';
};

/** Adds a picture to which the patient agreed orally, and waits until it stands there or says why not. */
async function addOral({ door }: Someone): Promise<string> {
  const before = picturesOf(await door.room(room));
  await door.addPicture(room, photograph('oral'));
  let problem = '';
  await eventually(async () => {
    const view = await door.room(room);
    problem = view.uploads.find(({ state }) => state === 'failed')?.problem ?? '';
    expect(problem !== '' || picturesOf(view) > before).toBe(true);
  });
  return problem;
}

test('this release offers no newer rules, and nobody puts any in force that it does not know', async () => {
  const { officer, alice } = people;
  expect((await officer.door.register()).rules).toMatchObject({ inForce: 1, known: 1 });
  await expect(officer.door.activateRules(2)).rejects.toMatchObject({ kind: 'wrong-state' });
  const early = await next(officer);
  expect((await early.door.register()).rules).toMatchObject({ inForce: 1, known: 2 });
  await expect(early.door.activateRules(2)).rejects.toThrow('This version of the service does not know these rules.');
  await expect(early.door.activateRules(3)).rejects.toMatchObject({ kind: 'wrong-state' });
  await early.door.lock();
  expect((await alice.door.room(room)).may.post).toBe(true);
});

test('under version 1 an oral agreement is enough; version 2 is put in force by an officer and by nobody else', async () => {
  expect(await addOral(people.alice)).toBe('');
  await system.serve({}, versionTwo);
  const doctor = await next(people.alice);
  await expect(doctor.door.activateRules(2)).rejects.toMatchObject({ kind: 'not-allowed' });
  await doctor.door.lock();
  const officer = await next(people.officer);
  await officer.door.activateRules(2);
  expect((await officer.door.register()).rules).toMatchObject({ inForce: 2, known: 2 });
  await expect(officer.door.activateRules(2)).rejects.toMatchObject({ kind: 'wrong-state' });
  await officer.door.lock();
});

test('every client follows: what was recorded stands, and what is new is judged by the tightened row, before it is sent', async () => {
  const doctor = await next(people.alice);
  const view = await doctor.door.room(room);
  expect({ alarm: view.alarm, held: view.held, pictures: picturesOf(view) }).toEqual({
    alarm: '',
    held: '',
    pictures: 1,
  });
  await expect(doctor.door.addPicture(room, photograph('oral'))).rejects.toThrow(inWriting);
  const signed = photograph('signed');
  expect(await blocking(doctor, signed.consent)).toMatch(inWriting);
  expect(await blocking(doctor, { ...signed.consent, authority: 'signed' })).toBe('');
  await doctor.door.lock();
});

test('the service refuses it too, when somebody’s own program asks no rule', async () => {
  const careless = await next(people.alice, versionTwoWithout);
  expect(await addOral(careless)).toMatch(inWriting);
  expect(picturesOf(await careless.door.room(room))).toBe(1);
  await careless.door.lock();
});

test('a client believes no service that let it pass', async () => {
  await system.serve({}, versionTwoWithout);
  const careless = await next(people.alice, versionTwoWithout);
  expect(await addOral(careless)).toBe('');
  const colleague = await next(people.bela);
  const view = await colleague.door.room(room);
  expect({ alarm: view.alarm, pictures: picturesOf(view) }).toEqual({
    alarm: expect.stringMatching(inWriting) as string,
    pictures: 1,
  });
  for (const each of [careless, colleague]) await each.door.lock();
});
