import type { GestureAsked, GestureGiven } from '@consilium/client';
import { Problem } from '@consilium/domain';
import { clinic, type Clinic, onAnotherDevice, registered, type Someone, touches } from '@consilium/testkit/people';
import { startSystem } from '@consilium/testkit/system';
import { decidedCase } from '../attacks/cases';

let people: Clinic;
let olive: Someone;

beforeAll(async () => {
  people = await clinic(await startSystem());
  olive = people.officer;
});

afterEach(() => {
  touches(olive.door, olive.passkeys);
});

const cancelled = 'The passkey was not used: it was cancelled or took too long. Try again when you are ready.';

const statusOf = async (who: Someone): Promise<string | undefined> =>
  (await olive.door.register()).people.find(({ person }) => person === who.person)?.status;

/** The person takes their time at the first question: `meanwhile` happens before the touch. Counts how often they are asked. */
function touchesAfter(meanwhile: () => Promise<unknown>): { readonly times: number } {
  const asking = { times: 0 };
  olive.door.onGesture(async (asked: GestureAsked): Promise<GestureGiven> => {
    asking.times += 1;
    if (asking.times === 1) await meanwhile();
    return olive.passkeys.get(asked);
  });
  return asking;
}

test('a gesture that is not given leaves everything as it was, and the same act goes through when it is', async () => {
  const { bela } = people;
  const entries = (await olive.door.register()).entries;
  const acts: readonly (() => Promise<unknown>)[] = [
    () => olive.door.addOrganisation('Never', 'clinical'),
    () => olive.door.setStatus(bela.person, 'suspended', 'GMC'),
    () => olive.door.setAppointment(people.victor.person, 'ended'),
  ];
  olive.door.onGesture(() => Promise.reject(new Problem('wrong-state', cancelled)));
  for (const act of acts) await expect(act()).rejects.toThrow(cancelled);
  expect((await olive.door.register()).entries).toBe(entries);
  touches(olive.door, olive.passkeys);
  await olive.door.setStatus(bela.person, 'suspended', 'GMC');
  expect(await statusOf(bela)).toBe('suspended');
  await olive.door.setStatus(bela.person, 'good', 'GMC');
});

test('a device whose page cannot ask for a passkey says so, and writes nothing', async () => {
  const silent = await onAnotherDevice({ ...olive });
  silent.door.onGesture(() => Promise.reject(new Problem('unavailable', 'No passkey here.')));
  await expect(silent.door.addOrganisation('Never', 'clinical')).rejects.toThrow('No passkey here.');
  await silent.door.lock();
});

test('an act whose place in the register is taken while its person is at the passkey takes the next place, with the same gesture', async () => {
  const { bela } = people;
  const other = await onAnotherDevice(olive);
  const asking = touchesAfter(() => other.door.addOrganisation('Eastbrook Practice', 'clinical'));
  await olive.door.setStatus(bela.person, 'suspended', 'GMC');
  expect([await statusOf(bela), asking.times]).toEqual(['suspended', 1]);
  await olive.door.setStatus(bela.person, 'good', 'GMC');
  await other.door.lock();
});

test('what changed while its person was at the passkey is not written over: they look again', async () => {
  const { bela } = people;
  const other = await onAnotherDevice(olive);
  touchesAfter(() => other.door.setStatus(bela.person, 'ended', 'GMC'));
  await expect(olive.door.setStatus(bela.person, 'suspended', 'GMC')).rejects.toMatchObject({
    kind: 'wrong-state',
    message: expect.stringMatching(/changed while you were confirming/) as string,
  });
  expect(await statusOf(bela)).toBe('ended');
  await olive.door.setStatus(bela.person, 'good', 'GMC');
  await other.door.lock();
});

test('a gesture that comes after the keys were locked confirms nothing', async () => {
  const { bela } = people;
  const other = await onAnotherDevice(olive);
  other.door.onGesture(async (asked) => {
    await other.door.lock();
    return olive.passkeys.get(asked);
  });
  await expect(other.door.setStatus(bela.person, 'suspended', 'GMC')).rejects.toMatchObject({ kind: 'not-signed-in' });
  expect(await statusOf(bela)).toBe('good');
});

test('an appointment is ended and begun again; the organisation’s key is renewed and given by the adviser who stays', async () => {
  const { victor, defence } = people;
  const winifred = await people.enrol({ ...registered.winifred, role: 'adviser', organisation: defence });
  const first = await victor.door.organisationKey();
  expect(first).toMatchObject({ ready: false, due: 'first' });
  expect(first.recipients.map(({ name, isNew }) => [name, isNew]).toSorted()).toEqual([
    [victor.name, false],
    [winifred.name, false],
  ]);
  expect(await victor.door.makeOrganisationKey()).toMatchObject({ ready: true, due: 'nothing', lacking: [] });
  await olive.door.setAppointment(winifred.person, 'ended');
  expect(await victor.door.organisationKey()).toMatchObject({ due: 'next' });
  await expect(winifred.door.queue()).rejects.toMatchObject({ kind: 'not-allowed' });
  await victor.door.makeOrganisationKey();
  await olive.door.setAppointment(winifred.person, 'begun');
  await victor.door.confirmMember(winifred.person);
  const { due: nothing, lacking } = await victor.door.organisationKey();
  expect([nothing, lacking.map(({ name }) => name)]).toEqual(['nothing', [winifred.name]]);
  await victor.door.queue();
  expect((await winifred.door.organisationKey()).ready).toBe(false);
  await victor.door.passOnOrganisationKey(winifred.person);
  expect(await winifred.door.organisationKey()).toMatchObject({ ready: true, lacking: [], recipients: [] });
  // A sham adviser who comes in as another leaves is named before the key is renewed.
  const edda = { name: 'Edda Elderflower', number: '9990005', specialty: 'Medico-legal advice' };
  const sham = await people.enrol({ ...edda, role: 'adviser', organisation: defence });
  await olive.door.setAppointment(winifred.person, 'ended');
  const due = await victor.door.organisationKey();
  expect(due.due).toBe('next');
  expect(due.recipients.map(({ name, isNew }) => [name, isNew]).toSorted()).toEqual([
    [sham.name, true],
    [victor.name, false],
  ]);
  await expect(victor.door.passOnOrganisationKey(people.bela.person)).rejects.toMatchObject({ kind: 'wrong-state' });
});

test('an adviser suspends a decision, lets it stand again and ends it, each with a gesture', async () => {
  const { alice, victor, xenia } = people;
  const { advice } = await decidedCase({ owner: alice, adviser: victor, recipient: xenia });
  const stage = async () => (await victor.door.request(advice)).stage;
  await victor.door.setClearance(advice, 'suspended');
  expect(await stage()).toBe('suspended');
  victor.door.onGesture(() => Promise.reject(new Problem('wrong-state', cancelled)));
  await expect(victor.door.setClearance(advice, 'reinstated')).rejects.toThrow(cancelled);
  await expect(victor.door.revoke(advice)).rejects.toThrow(cancelled);
  expect(await stage()).toBe('suspended');
  touches(victor.door, victor.passkeys);
  await victor.door.setClearance(advice, 'reinstated');
  expect(await stage()).toBe('decided');
  await victor.door.revoke(advice);
  expect(await stage()).toBe('revoked');
  await expect(victor.door.setClearance(advice, 'suspended')).rejects.toMatchObject({ kind: 'wrong-state' });
});
