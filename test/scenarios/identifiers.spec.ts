import type { ShareDraft } from '@consilium/client';
import { clinic, type Clinic, photograph } from '@consilium/testkit/people';
import { eventually } from '@consilium/testkit';
import { startSystem, type System } from '@consilium/testkit/system';

/** Its check digit holds; nobody has it. */
const number = '943 476 5919';
const found = { kind: 'bad-input', details: { reason: 'identifier', kinds: ['nhs-number'] } };

let system: System;
let people: Clinic;

beforeAll(async () => {
  system = await startSystem();
  people = await clinic(system);
  await people.victor.door.makeOrganisationKey();
});

async function openCase(caption = ''): Promise<{ readonly room: string; readonly picture: string }> {
  const { door } = people.alice;
  const room = await door.openCase({
    ...{ title: 'Rash', specialty: 'Dermatology', urgency: 'routine', ageBand: '40-64' },
    ...{ question: `Of ${number}: what is it?`, responsible: 'Dr R' },
  });
  const posted = photograph('pixels');
  await door.addPicture(room, caption === '' ? posted : { ...posted, caption });
  let picture = '';
  await eventually(async () => {
    const { threads } = await door.room(room);
    picture = threads.find((thread) => thread.picture !== undefined)?.thread ?? '';
    expect(picture).not.toBe('');
  });
  return { room, picture };
}

const shareOf = (room: string, picture: string, change: Partial<ShareDraft> = {}): ShareDraft => ({
  ...{ room, threads: [picture], recipient: people.xenia.person, purpose: 'direct-care', brief: 'Please look' },
  ...{ reasons: 'Nobody inside knows', alternatives: 'None', flags: [], urgency: 'routine', notIdentifiers: [] },
  ...change,
});

/** Requests that the service has of Alice. */
const sent = async (): Promise<number> => (await people.alice.door.shares()).length;

test.each(['brief', 'reasons', 'alternatives'] as const)(
  'a number whose check digit holds in the %s of a dossier is refused, whatever is said of it, and nothing is sent',
  async (field) => {
    const { room, picture } = await openCase();
    const before = await sent();
    const asked = shareOf(room, picture, { [field]: `She is ${number}`, notIdentifiers: ['nhs-number', 'chi-number'] });
    await expect(people.alice.door.share(asked)).rejects.toMatchObject(found);
    expect(await sent()).toBe(before);
    const { threads } = await people.alice.door.room(room);
    expect(threads.some(({ outsideWillRead }) => outsideWillRead !== '')).toBe(false);
  },
);

test('inside, the same number is said, and then cannot be shared with the picture it stands under', async () => {
  const { alice } = people;
  const { room, picture } = await openCase();
  await alice.door.say(room, picture, `Is this ${number}?`, '');
  await expect(alice.door.share(shareOf(room, picture))).rejects.toMatchObject(found);
  const captioned = await openCase(`Arm of ${number}`);
  await expect(alice.door.share(shareOf(captioned.room, captioned.picture))).rejects.toMatchObject(found);
});

test('what only looks like an identifier goes once its writer says that it is none, signed without the words', async () => {
  const { alice, victor } = people;
  const { room, picture } = await openCase();
  const brief = 'Seen on 03/11/2021, ring 07700 900123';
  await expect(alice.door.share(shareOf(room, picture, { brief, notIdentifiers: ['postcode'] }))).rejects.toMatchObject(
    {
      kind: 'bad-input',
      details: { reason: 'identifier', kinds: ['date-of-birth', 'phone-number'] },
    },
  );
  const said = shareOf(room, picture, { brief, notIdentifiers: ['postcode', 'phone-number', 'date-of-birth'] });
  const advice = await alice.door.share(said);
  const request = await victor.door.request(advice);
  // What was not there to be said is not in what was signed.
  expect(request.notIdentifiers).toEqual(['date-of-birth', 'phone-number']);
  const line = `${alice.name} wrote the dossier, and said that what looks like a date of birth and a phone number identifies nobody`;
  expect(request.history.map(({ text }) => text)).toContain(line);
  expect(JSON.stringify(request.history)).not.toContain('07700');
});

test('questions, answers, reasons, conditions, and words that an outside colleague may read are refused with a number', async () => {
  const { alice, victor } = people;
  const { room, picture } = await openCase();
  const advice = await alice.door.share(shareOf(room, picture));
  await victor.door.assignToMe(advice);
  await expect(victor.door.ask(advice, `Is it ${number}?`)).rejects.toMatchObject(found);
  await victor.door.ask(advice, 'Since when?');
  await expect(alice.door.answer(advice, `Look under ${number}`, ['nhs-number'])).rejects.toMatchObject(found);
  await expect(alice.door.answer(advice, 'Since 2021-11-03', [])).rejects.toMatchObject({ kind: 'bad-input' });
  await alice.door.answer(advice, 'Since 2021-11-03', ['date-of-birth']);
  const { history, questions } = await victor.door.request(advice);
  expect(questions).toMatchObject([{ answer: { value: 'Since 2021-11-03' } }]);
  expect(history.map(({ text }) => text)).toContain(
    `${alice.name} answered, and said that what looks like a date of birth identifies nobody`,
  );
  const now = Math.floor(Date.now() / 1000);
  const decision = {
    advice,
    outcome: 'no-objection-with-conditions',
    joinBy: now + 86_400,
    memberUntil: now + 172_800,
  } as const;
  for (const words of [
    { reasons: `As of ${number}`, conditions: ['None'] },
    { reasons: 'As agreed', conditions: [`Write to ${number}`] },
  ]) {
    await expect(victor.door.prepareDecision({ ...decision, ...words })).rejects.toMatchObject(found);
  }
  // An outside colleague is asked for: what is added under the picture goes with it.
  await expect(alice.door.say(room, picture, `It is ${number}`, '')).rejects.toMatchObject(found);
  const { threads } = await alice.door.room(room);
  const inside = threads.find(({ kind }) => kind === 'case')?.thread ?? '';
  await alice.door.say(room, inside, `It is ${number}`, '');
});
