import { waitsOf } from '@consilium/domain';
import {
  asFound,
  asInLetter,
  confirmsNewest,
  joins,
  onAnotherDevice,
  realClinic,
  registered,
  type RealClinic,
  type Someone,
} from '@consilium/testkit/people';
import { goesOn, startSystem } from '@consilium/testkit/system';

let people: RealClinic;
let olive: Someone;
let osric: Someone;
let noor: Someone;

let days = 0;

/** What is announced may be confirmed now; whoever was signed in signs in again. */
async function threeDaysLater(): Promise<void> {
  days += waitsOf.production.power;
  goesOn(days);
  [olive, osric, noor] = [await onAnotherDevice(olive), await onAnotherDevice(osric), await onAnotherDevice(noor)];
}

/** A register for real use with three officers: the two who began it, and one whom they let in. */
beforeAll(async () => {
  const { origin } = await startSystem({ REGISTER_MODE: 'production' });
  people = await realClinic(origin);
  [olive, osric] = people.officers;
  const { link } = await olive.door.invitePerson('officer', '');
  const third = { name: 'Noor Haddad', number: 'RO3', specialty: '', role: 'officer', organisation: '' } as const;
  noor = await joins(link, third);
  await olive.door.approve(noor.person, asInLetter('RO3'));
  await threeDaysLater();
  await confirmsNewest(osric);
  await noor.door.state();
});

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('not there');
  return value;
}

const listed = async (by: Someone, of: Pick<Someone, 'person'>) =>
  found((await by.door.register()).people.find(({ person }) => person === of.person));
const asked = async (by: Someone, of: Pick<Someone, 'person'>) =>
  found((await by.door.joinRequests()).find(({ person }) => person === of.person));

/** Says once more what stands. */
async function renews({ door }: Someone): Promise<void> {
  const { state: _, reason: __, role: ___, places: ____, defenceOrganisations: _____, ...now } =
    await door.ownStatement(); // prettier-ignore
  await door.restate(now);
}

test('officers see each other, since when, and which of them is themselves', async () => {
  const all = (await osric.door.register()).people.filter(({ role }) => role === 'officer');
  expect(all.map(({ name, staffNumber, isMe, good }) => [name, staffNumber, isMe, good])).toEqual([
    ['Olive Okafor', 'Staff number RO1', false, true],
    ['Osric Oakes', 'Staff number RO2', true, true],
    ['Noor Haddad', 'Staff number RO3', false, true],
  ]);
  const [first, , third] = all;
  expect(found(third).since).toBeGreaterThanOrEqual(found(first).since);
  expect(found(first).since).toBeGreaterThan(0);
});

test('what one officer would sign of another names who can confirm it, before it is signed', async () => {
  await renews(noor);
  expect((await asked(olive, noor)).confirmers).toEqual(['Osric Oakes']);
  await osric.door.setStatus(olive.person, 'suspended', 'By hand');
  expect((await asked(osric, noor)).confirmers).toEqual([]);
  await noor.door.setStatus(olive.person, 'good', 'By hand');
  await threeDaysLater();
  await confirmsNewest(osric);
  expect((await listed(osric, olive)).status).toBe('good');
  await osric.door.refuseRequest(noor.person, 'Not due yet');
  const { link } = await olive.door.invitePerson('clinician', people.hospital);
  const bela = await joins(link, { ...registered.bela, role: 'clinician', organisation: people.hospital });
  expect((await asked(olive, bela)).confirmers).toBeUndefined();
});

test('whoever is refused after one officer signed them is let in by nobody: what was signed is dropped first', async () => {
  const { link } = await olive.door.invitePerson('adviser', people.defence);
  const winifred = await joins(link, { ...registered.winifred, role: 'adviser', organisation: people.defence });
  const before = await asked(osric, winifred);
  await olive.door.approve(winifred.person, asFound);
  const { statement, isProposed } = await asked(osric, winifred);
  expect(isProposed).toBe(true);
  osric.door.onGesture(() => Promise.reject(new Error('cancelled')));
  // What was not shown as signed is not dropped by the way.
  await expect(
    osric.door.refuseRequest(winifred.person, 'Not of Meridian', before.statement, before.seen),
  ).rejects.toThrow(/changed while you were looking/);
  await expect(osric.door.refuseRequest(winifred.person, 'Not of Meridian', statement)).rejects.toThrow('cancelled');
  expect((await asked(olive, winifred)).isProposed).toBe(true);
  osric.door.onGesture((question) => Promise.resolve(osric.passkeys.get(question)));
  await osric.door.refuseRequest(winifred.person, 'Not of Meridian', statement);
  expect(await olive.door.proposals()).toEqual([]);
  expect(await winifred.door.ownStatement()).toMatchObject({ state: 'refused', reason: 'Not of Meridian' });
});

test('an adviser who waits where nobody serves any more reads so, and serves once they are appointed anew', async () => {
  const { victor, defence } = people;
  const edda = { name: 'Edda Elderflower', number: '9990005', specialty: 'Medico-legal advice' };
  const { link } = await olive.door.invitePerson('adviser', defence);
  const joined = await joins(link, { ...edda, role: 'adviser', organisation: defence });
  await olive.door.approve(joined.person, asFound);
  await confirmsNewest(osric);
  await joined.door.state();
  expect((await listed(olive, joined)).waitsFor).toBe('advisers');
  expect((await joined.door.ownAppointment()).waitsFor).toBe('advisers');
  await osric.door.setAppointment(victor.person, 'ended');
  expect((await listed(olive, joined)).waitsFor).toBe('officers');
  expect(await joined.door.ownAppointment()).toMatchObject({
    organisation: 'Meridian Medical Defence',
    waitsFor: 'officers',
  });
  await olive.door.setAppointment(joined.person, 'ended');
  await olive.door.setAppointment(joined.person, 'begun');
  await confirmsNewest(osric);
  expect((await listed(olive, joined)).waitsFor).toBe('');
  expect((await joined.door.organisationKey()).due).toBe('first');
});
