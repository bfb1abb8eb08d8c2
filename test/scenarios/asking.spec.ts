import type { CaseForm } from '@consilium/client';
import { eventually } from '@consilium/testkit';
import { clinic, type Clinic, photograph } from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';

let system: System;
let people: Clinic;

beforeAll(async () => {
  system = await startSystem();
  people = await clinic(system);
});

const form: CaseForm = {
  ...{ title: 'Mole on left forearm', question: 'Mole on left forearm, excise it now?' },
  ...{ specialty: '', urgency: 'not-said', ageBand: 'not-said', responsible: '' },
};

const cases = async (): Promise<number> => (await people.alice.door.cases()).length;

test('who is asked is in the case with its first entries, reads the question, and the pictures that follow', async () => {
  const { alice, bela } = people;
  const room = await alice.door.openCase(form, [bela.person]);
  await alice.door.addPicture(room, photograph('pixels'));
  await eventually(async () => {
    const { as, form: read, threads } = await bela.door.room(room);
    expect(as).toBe('internal');
    expect(read?.value).toMatchObject({
      ...{ question: form.question, urgency: 'not-said', ageBand: 'not-said', specialty: '', responsible: '' },
    });
    const picture = threads.find(({ kind }) => kind === 'picture')?.thread ?? '';
    const { bytes } = await bela.door.picture(room, picture, 'view');
    expect(bytes.size).toBeGreaterThan(0);
  });
});

test('somebody of another organisation is let in by no case, and nothing is opened', async () => {
  const { alice, bela, xenia } = people;
  const before = await cases();
  await expect(alice.door.openCase(form, [bela.person, xenia.person])).rejects.toMatchObject({ kind: 'wrong-state' });
  expect(await cases()).toBe(before);
});

test('before there is a case it is said what binds a picture in it', async () => {
  const { alice } = people;
  const before = await alice.door.capture('');
  const room = await alice.door.openCase(form);
  await expect(alice.door.capture(room)).resolves.toEqual(before);
  const stated = { policy: { basis: 'published', title: '', date: '', says: '' }, source: '' } as const;
  await expect(alice.door.checkCapture('', stated)).resolves.toBe(await alice.door.checkCapture(room, stated));
});
